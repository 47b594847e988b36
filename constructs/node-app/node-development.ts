import type { Construct } from 'constructs';
import { type BooleanReference, type ComposableKind, Composition, Readiness } from '../composition';
import type { ComponentClass } from './component';
import { COMPONENTS, type ComponentName, components } from './components';
import { COMPOSITION, XNodeApp } from './definition';
import type { LabelProps } from './labels';
import { Monitoring } from './monitoring';
import { Network, type NetworkNamespaces } from './network';
import { Protection } from './protection';
import type { NodeAppSpec, NodeAppStatus } from './schema';

export interface NodeDevelopmentProps {
  /** Looks up a kind's schema. */
  readonly kinds: (apiVersion: string, kind: string) => ComposableKind | undefined;
  /** PostgreSQL images by major version. */
  readonly postgresql: Readonly<Record<'17' | '18', string>>;
  /** Class of the ingress controller. */
  readonly ingressClass: string;
  /** cert-manager's ClusterIssuer of host certificates. */
  readonly clusterIssuer: string;
  /** Namespaces of the controllers that reach into the apps'. */
  readonly namespaces: NetworkNamespaces;
  /** Names of the installed Crossplane functions. */
  readonly functions: { readonly patchAndTransform: string; readonly celFilter: string };
}

/** When each composed kind is ready. */
const READINESS = {
  'apps/v1/Deployment': Readiness.condition('Available'),
  'postgresql.cnpg.io/v1/Cluster': Readiness.condition('Ready'),
  'protection.crossplane.io/v1beta1/Usage': Readiness.condition('Ready'),
  'autoscaling/v2/HorizontalPodAutoscaler': Readiness.exists(),
  'barmancloud.cnpg.io/v1/ObjectStore': Readiness.exists(),
  'monitoring.coreos.com/v1/PodMonitor': Readiness.exists(),
  'monitoring.coreos.com/v1/PrometheusRule': Readiness.exists(),
  'networking.k8s.io/v1/Ingress': Readiness.exists(),
  'networking.k8s.io/v1/NetworkPolicy': Readiness.exists(),
  'policy/v1/PodDisruptionBudget': Readiness.exists(),
  'postgresql.cnpg.io/v1/ScheduledBackup': Readiness.exists(),
  'v1/ConfigMap': Readiness.exists(),
  'v1/Service': Readiness.exists(),
  'v1/ServiceAccount': Readiness.exists(),
} as const;

/** What an `XNodeApp` becomes: its components, who may talk to whom, what watches them, and what protects them. */
export class NodeDevelopment extends Composition<typeof NodeAppSpec, typeof NodeAppStatus> {
  /** What it needs to know of the clusters that it is in. */
  readonly surroundings: NodeDevelopmentProps;

  constructor(scope: Construct, props: NodeDevelopmentProps) {
    super(scope, COMPOSITION, {
      composite: XNodeApp,
      kinds: props.kinds,
      readiness: READINESS,
      functions: props.functions,
    });
    this.surroundings = props;
    const { spec } = this.composite;

    const made = components().map(([name, Component]) => this.whereEnabled(name, () => new Component(this, name)));
    new Network(this, 'network', made);
    this.when(spec.monitoring, () => new Monitoring(this, 'monitoring', made));
    this.when(spec.protected, () => new Protection(this, 'protection'));
  }

  /** What an object of a component is labelled with. */
  labelsFor(component: string): LabelProps {
    const { metadata, spec } = this.composite;
    return { app: metadata.name, team: spec.team, environment: spec.environment, component };
  }

  /** Composes what `build` creates only where there is such a component. @returns what `build` does */
  whereEnabled<T>(name: string, build: () => T): T {
    const component: ComponentClass | undefined = COMPONENTS[name as ComponentName];
    if (component?.enabledBy === undefined) return build();
    const settings = this.composite.spec[name as ComponentName] as unknown as Record<string, BooleanReference>;
    let built: T | undefined;
    this.when(settings[component.enabledBy] as BooleanReference, () => {
      built = build();
    });
    return built as T;
  }
}
