import { Construct } from 'constructs';
import { type ControllerProps, HelmController, type MetricsEndpoint } from './helm-controller';
import { InfrastructureNamespace } from './infrastructure-namespace';
import { NAMESPACES } from './namespaces';

/** Signs and renews certificates. @see https://cert-manager.io/docs/installation/helm/ */
export class CertManager extends Construct {
  static readonly METRICS: MetricsEndpoint = {
    namespace: NAMESPACES.certManager,
    matchLabels: { 'app.kubernetes.io/instance': 'cert-manager' },
    port: 'http-metrics',
  };

  readonly controller: HelmController;

  constructor(scope: Construct, id: string, props: ControllerProps) {
    super(scope, id);
    const { kubernetes, chart, replicas } = props;
    const namespace = new InfrastructureNamespace(this, 'namespace', { name: NAMESPACES.certManager, kubernetes });
    const resources = { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '256Mi' } };
    this.controller = new HelmController(this, 'controller', {
      chart,
      namespace: namespace.name,
      values: {
        // The chart templates its definitions; kept when it goes, as every certificate goes with them.
        crds: { enabled: true, keep: true },
        // By default it asks for a Role in kube-system.
        global: { leaderElection: { namespace: namespace.name } },
        replicaCount: replicas,
        resources,
        webhook: { replicaCount: replicas, resources },
        cainjector: { replicaCount: replicas, resources },
        startupapicheck: { resources },
      },
    });
  }
}
