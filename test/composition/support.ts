import assert from 'node:assert/strict';
import { ApiObject, App, Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { type Static, type TObject, type TProperties, Type } from 'typebox';
import {
  type BooleanReference,
  type ComposableKind,
  Composition,
  type Condition,
  type Json,
  type Observed,
  Readiness,
  type ReadinessRule,
  type Report,
} from '../../constructs/composition';
import { composableKind } from '../../constructs/schemas/composable-kind';
import { type CompositionManifest, interpret } from './interpreter';

/** A kind whose spec takes anything. */
export const THING = { apiVersion: 'example.org/v1', kind: 'Thing' };

const ANYTHING: ComposableKind = {
  plural: 'things',
  scope: 'Namespaced',
  schema: {
    type: 'object',
    properties: { spec: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
  },
};

function kinds(apiVersion: string, kind: string): ComposableKind | undefined {
  return apiVersion === THING.apiVersion && kind === THING.kind ? ANYTHING : composableKind(apiVersion, kind);
}

const READINESS: Readonly<Record<string, ReadinessRule>> = {
  'example.org/v1/Thing': Readiness.exists(),
  'apps/v1/Deployment': Readiness.exists(),
  'postgresql.cnpg.io/v1/Cluster': Readiness.exists(),
  'rbac.authorization.k8s.io/v1/ClusterRole': Readiness.exists(),
  'v1/ConfigMap': Readiness.exists(),
  'v1/Service': Readiness.exists(),
};

/** A composition that lets a test in. */
export class TestComposition<Spec extends TObject, Status extends TObject> extends Composition<Spec, Status> {
  constructor(
    readonly surroundings: Construct,
    id: string,
    spec: Spec,
    status: Status,
  ) {
    super(surroundings, id, {
      composite: definitionOf(spec, status),
      kinds,
      readiness: READINESS,
      functions: { patchAndTransform: 'patch', celFilter: 'filter' },
    });
  }
  override when(condition: Condition | BooleanReference, build: () => void): void {
    super.when(condition, build);
  }
  override observe<T extends object>(construct: IConstruct): Observed<T> {
    return super.observe<T>(construct);
  }
  override report(status: Report<Static<Status>>): void {
    super.report(status);
  }
}

/** A kind of composite with this spec. */
export function definitionOf<Spec extends TObject, Status extends TObject>(spec: Spec, status: Status) {
  return {
    group: 'example.org',
    version: 'v1',
    kind: 'XTest',
    plural: 'xtests',
    description: 'A test.',
    defaultComposition: 'test',
    spec,
    status,
  };
}

/** An empty composition of a composite with these fields. */
export function composition<P extends TProperties, S extends TProperties = Record<never, never>>(
  spec: P,
  status: S = {} as S,
  id = 'test',
): TestComposition<TObject<P>, TObject<S>> {
  return new TestComposition(new Chart(new App(), 'platform'), id, Type.Object(spec), Type.Object(status));
}

/** An object of any kind, named after the composite. */
export function add(
  scope: TestComposition<TObject, TObject>,
  id: string,
  manifest: Readonly<Record<'apiVersion' | 'kind', string>> & Readonly<Record<string, unknown>>,
): ApiObject {
  const metadata = { name: `${scope.composite.metadata.name}-${id}`, ...(manifest.metadata as object) };
  return new ApiObject(scope, id, { ...manifest, metadata } as never);
}

/** A ConfigMap with this data. */
export function addConfigMap(scope: TestComposition<TObject, TObject>, data: object, id = 'config'): ApiObject {
  return add(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', data });
}

/** A Thing with this spec. */
export function addThing(scope: TestComposition<TObject, TObject>, spec: object, id = 'thing'): ApiObject {
  return add(scope, id, { ...THING, spec });
}

/** A composite. */
export function compositeOf(spec: object) {
  return {
    apiVersion: 'example.org/v1',
    kind: 'XTest',
    metadata: { name: 'one', namespace: 'team', uid: '00000000-0000-4000-8000-000000000003', generation: 1 },
    spec,
  };
}

/** The Composition as it is written. */
export function manifestOf({ surroundings }: TestComposition<TObject, TObject>): CompositionManifest {
  const objects = Chart.of(surroundings).toJson() as { readonly kind: string }[];
  return objects.find(({ kind }) => kind === 'Composition') as unknown as CompositionManifest;
}

/** What is composed, as the preview has it; fails where the Composition, read by the functions' rules, gives another. */
export function compose(
  scope: TestComposition<TObject, TObject>,
  spec: object,
  observed: ReadonlyMap<string, object> = new Map(),
): { readonly composed: Readonly<Record<string, Json>>; readonly status: Json | undefined } {
  const composite = compositeOf(spec);
  const rendered = scope.render(composite, observed);
  const composed = Object.fromEntries([...rendered.composed].map(([name, object]) => [name, withoutOwner(object)]));
  const interpreted = interpret(manifestOf(scope), composite, observed);
  assert.deepEqual(composed, interpreted.composed, 'the preview is what the functions make');
  assert.deepEqual(rendered.status, interpreted.status, 'the preview’s status is what the functions report');
  return { composed, status: rendered.status };
}

/** The values of a ConfigMap's data, or of a Thing's spec, that `build` makes for a composite. */
export function valuesFor<P extends TProperties>(
  spec: P,
  given: object,
  build: (composite: TestComposition<TObject<P>, TObject>['composite']) => object,
): Json {
  const scope = composition(spec);
  addThing(scope, build(scope.composite));
  return (compose(scope, given).composed.thing as { readonly spec: Json }).spec;
}

/** Fails unless the composition is refused with this message, after the path of a construct. */
export function assertRefused(scope: TestComposition<TObject, TObject>, path: string, message: RegExp | string): void {
  const matches = ({ message: given }: Error) => {
    assert.ok(given.startsWith(`${path}: `), `${given} names ${path}`);
    const rest = given.slice(path.length + 2);
    if (typeof message === 'string') assert.equal(rest, message);
    else assert.match(rest, message);
    return true;
  };
  assert.throws(() => scope.render(compositeOf({})), matches);
  assert.throws(() => manifestOf(scope), matches);
}

/** A composed resource without what the reconciler adds to it. */
export function withoutOwner(object: Json): Json {
  const { metadata, ...rest } = object as unknown as {
    readonly metadata: Readonly<Record<'labels' | 'annotations', Readonly<Record<string, Json>>>>;
  };
  const {
    namespace: _,
    ownerReferences: __,
    labels,
    annotations,
    ...kept
  } = metadata as typeof metadata & {
    readonly namespace: string;
    readonly ownerReferences: Json;
  };
  const own = (texts: Readonly<Record<string, Json>>) => {
    const entries = Object.entries(texts).filter(([key]) => !key.startsWith('crossplane.io/'));
    return entries.length > 0 ? Object.fromEntries(entries) : undefined;
  };
  const [ownLabels, ownAnnotations] = [own(labels), own(annotations)];
  return {
    ...rest,
    metadata: {
      ...kept,
      ...(ownLabels && { labels: ownLabels }),
      ...(ownAnnotations && { annotations: ownAnnotations }),
    },
  } as unknown as Json;
}
