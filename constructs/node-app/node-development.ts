import type { Construct } from 'constructs';
import type { Deployment } from 'kubernetes-types/apps/v1';
import type { Ingress } from 'kubernetes-types/networking/v1';
import {
  any,
  type ComposableKind,
  Composition,
  entry,
  equals,
  greaterThan,
  match,
  present,
  Readiness,
  toInteger,
} from '../composition';
import { Backend } from './backend';
import { type ClusterStatus, Database, type DatabaseProps } from './database';
import { COMPOSITION, XNodeApp } from './definition';
import { Frontend, URL_ANNOTATION } from './frontend';
import { Monitoring } from './monitoring';
import { Network, type NetworkNamespaces } from './network';
import { Protection } from './protection';
import type { NodeAppSpec, NodeAppStatus } from './schema';
import { COMPOSITE_GENERATION, type Workload } from './workload';

export interface NodeDevelopmentProps {
  /** Looks up a kind's schema. */
  readonly kinds: (apiVersion: string, kind: string) => ComposableKind | undefined;
  /** PostgreSQL images by major version. */
  readonly postgresql: DatabaseProps['images'];
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

/** What an `XNodeApp` becomes. */
export class NodeDevelopment extends Composition<typeof NodeAppSpec, typeof NodeAppStatus> {
  constructor(scope: Construct, props: NodeDevelopmentProps) {
    super(scope, COMPOSITION, {
      composite: XNodeApp,
      kinds: props.kinds,
      readiness: READINESS,
      functions: props.functions,
    });
    const { metadata, spec } = this.composite;
    const app = metadata.name;
    const common = { app, team: spec.team, environment: spec.environment };
    const labelsFor = (component: string) => ({ ...common, component });

    const frontend = new Frontend(this, 'frontend', {
      labels: labelsFor('frontend'),
      ...spec.frontend,
      apiUrl: `http://${app}-backend:${spec.backend.port}`,
      generation: metadata.generation,
    });
    const backend = new Backend(this, 'backend', {
      labels: labelsFor('backend'),
      ...spec.backend,
      database: Database.connectionOf(app),
      generation: metadata.generation,
    });
    const database = new Database(this, 'database', {
      ...spec.database,
      labels: labelsFor('database'),
      database: spec.database.name,
      images: props.postgresql,
      backupDestination: spec.database.backups.destination,
      backupRole: spec.database.backups.role,
    });
    const network = new Network(this, 'network', {
      labels: common,
      apiPort: spec.backend.port,
      namespaces: props.namespaces,
    });

    this.scale(frontend, spec.frontend);
    this.scale(backend, spec.backend);
    this.when(present(spec.host), () => {
      const ingress = frontend.addIngress(spec.host, props.ingressClass, props.clusterIssuer);
      this.report({ url: entry(this.observe<Ingress>(ingress).metadata.annotations, URL_ANNOTATION) });
    });
    this.when(present(spec.database.backups), () => database.addBackups(spec.database.backups));
    this.when(equals(spec.backend.egress, 'internet'), () => network.addInternetEgress());
    this.when(spec.monitoring, () => {
      network.addMonitoring();
      new Monitoring(this, 'monitoring', { labels: common, namespace: metadata.namespace });
    });
    this.when(spec.protected, () => new Protection(this, 'protection', { labels: common }));

    this.report({ frontend: this.rolloutOf(frontend), backend: this.rolloutOf(backend) });
    this.reportDatabase(database);
  }

  /** Where there is more than one pod, one may be missing; where there may be more, they follow the load. */
  private scale(workload: Workload, { replicas, autoscaling }: Scaled): void {
    this.when(any(greaterThan(replicas, 1), present(autoscaling)), () => workload.addDisruptionBudget());
    this.when(present(autoscaling), () => workload.addAutoscaling(autoscaling));
  }

  private rolloutOf(workload: Workload) {
    const { metadata, spec, status } = this.observe<Deployment>(workload.deployment);
    this.report({ blocking: `Deployment/${metadata.name}: ${status.unavailableReplicas} of its pods not available` });
    return {
      state: match(
        status.conditions,
        [
          { regexp: '"reason":"ProgressDeadlineExceeded"', result: 'Stuck' },
          { regexp: '"status":"True","type":"Available"', result: 'Available' },
          { regexp: '"status":"True","type":"Progressing"', result: 'Progressing' },
        ],
        'Unavailable',
      ),
      compositeGeneration: toInteger(entry(metadata.annotations, COMPOSITE_GENERATION)),
      generation: metadata.generation,
      observedGeneration: status.observedGeneration,
      desired: spec.replicas,
      replicas: status.replicas,
      updated: status.updatedReplicas,
      available: status.availableReplicas,
    };
  }

  /** Reported last: what everything else waits for is what blocks. */
  private reportDatabase({ cluster }: Database): void {
    const { metadata, status } = this.observe<ClusterStatus>(cluster);
    this.report({
      blocking: `Cluster/${metadata.name}: ${status.phaseReason}`,
      database: {
        state: match(
          status.conditions,
          [{ regexp: '"status":"True","type":"Ready"', result: 'Available' }],
          'Unavailable',
        ),
        phase: status.phase,
        instances: status.instances,
        ready: status.readyInstances,
      },
    });
  }
}

type Scaled = NodeDevelopment['composite']['spec']['frontend' | 'backend'];
