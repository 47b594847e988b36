import { Construct } from 'constructs';
import { type ControllerProps, HelmController, type MetricsEndpoint } from './helm-controller';
import { InfrastructureNamespace } from './infrastructure-namespace';
import { NAMESPACES } from './namespaces';

/** Brings secrets from a vault into the cluster. @see https://external-secrets.io/latest/introduction/getting-started/ */
export class ExternalSecrets extends Construct {
  static readonly METRICS: MetricsEndpoint = {
    namespace: NAMESPACES.externalSecrets,
    matchLabels: { 'app.kubernetes.io/instance': 'external-secrets' },
    port: 'metrics',
  };

  readonly controller: HelmController;

  constructor(scope: Construct, id: string, props: ControllerProps) {
    super(scope, id);
    const { kubernetes, chart, replicas } = props;
    const namespace = new InfrastructureNamespace(this, 'namespace', { name: NAMESPACES.externalSecrets, kubernetes });
    const resources = { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '256Mi' } };
    this.controller = new HelmController(this, 'controller', {
      chart,
      namespace: namespace.name,
      values: {
        // Kept when the chart goes, as every secret that was brought in goes with them.
        crds: {
          annotations: { 'helm.sh/resource-policy': 'keep' },
          createClusterExternalSecret: false,
          createClusterPushSecret: false,
          createPushSecret: false,
        },
        // Secrets come in only, one namespace at a time: without these it may not write into every namespace's labels.
        processClusterExternalSecret: false,
        processClusterPushSecret: false,
        processPushSecret: false,
        leaderElect: true,
        replicaCount: replicas,
        resources,
        webhook: { replicaCount: replicas, resources },
        certController: { resources },
      },
    });
  }
}
