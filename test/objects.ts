import { type Chart, Testing } from 'cdk8s';

/** A Kubernetes object, as far as the tests of constructs look at it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    /** Of an object in a cluster. */
    readonly uid?: string;
    /** Set where it is being deleted. */
    readonly deletionTimestamp?: string;
    readonly generation?: number;
    readonly managedFields?: readonly {
      readonly manager: string;
      readonly fieldsV1: Readonly<Record<string, object>>;
    }[];
    readonly ownerReferences?: readonly Readonly<Record<string, unknown>>[];
  };
  // biome-ignore lint/suspicious/noExplicitAny: each kind has fields of its own, and a wrong path fails the assertion
  readonly [field: string]: any;
}

/** The objects that constructs make in an empty chart. */
export function objectsOf(build: (chart: Chart) => void): KubernetesObject[] {
  const chart = Testing.chart();
  build(chart);
  return Testing.synth(chart);
}

/** Those of one kind. */
export function ofKind(objects: readonly KubernetesObject[], kind: string): KubernetesObject[] {
  return objects.filter((object) => object.kind === kind);
}

/** The only one of a kind. */
export function theOnly(objects: readonly KubernetesObject[], kind: string): KubernetesObject {
  const found = ofKind(objects, kind);
  if (found.length !== 1) throw new Error(`${found.length} objects of kind ${kind}, not one`);
  return found[0] as KubernetesObject;
}
