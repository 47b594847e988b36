import { Construct } from 'constructs';
import { type ControllerProps, HelmController, type MetricsEndpoint } from './helm-controller';
import { InfrastructureNamespace } from './infrastructure-namespace';
import { NAMESPACES } from './namespaces';

/** Runs PostgreSQL. @see https://cloudnative-pg.io/docs/ */
export class CloudNativePg extends Construct {
  static readonly METRICS: MetricsEndpoint = {
    namespace: NAMESPACES.cloudNativePg,
    matchLabels: { 'app.kubernetes.io/instance': 'cloudnative-pg' },
    port: 'metrics',
  };

  readonly controller: HelmController;

  constructor(scope: Construct, id: string, props: ControllerProps) {
    super(scope, id);
    const { kubernetes, chart, replicas } = props;
    const namespace = new InfrastructureNamespace(this, 'namespace', { name: NAMESPACES.cloudNativePg, kubernetes });
    this.controller = new HelmController(this, 'controller', {
      chart,
      namespace: namespace.name,
      values: {
        replicaCount: replicas,
        resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '512Mi' } },
      },
    });
  }
}
