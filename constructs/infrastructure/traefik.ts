import { Construct } from 'constructs';
import { type ControllerProps, HelmController, type MetricsEndpoint } from './helm-controller';
import { InfrastructureNamespace } from './infrastructure-namespace';
import { NAMESPACES } from './namespaces';

/** Serves the apps' hosts. @see https://doc.traefik.io/traefik/setup/kubernetes/ */
export class Traefik extends Construct {
  /** Name of the IngressClass, which is the cluster's default one. */
  static readonly INGRESS_CLASS = 'traefik';

  static readonly METRICS: MetricsEndpoint = {
    namespace: NAMESPACES.traefik,
    matchLabels: { 'app.kubernetes.io/name': 'traefik' },
    port: 'metrics',
  };

  readonly controller: HelmController;

  constructor(scope: Construct, id: string, props: ControllerProps) {
    super(scope, id);
    const { kubernetes, chart, replicas } = props;
    const namespace = new InfrastructureNamespace(this, 'namespace', { name: NAMESPACES.traefik, kubernetes });
    this.controller = new HelmController(this, 'controller', {
      chart,
      namespace: namespace.name,
      values: {
        deployment: { replicas },
        podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
        resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '512Mi' } },
        ingressClass: { enabled: true, isDefaultClass: true, name: Traefik.INGRESS_CLASS },
        // Apps are served by Ingress objects alone.
        providers: { kubernetesCRD: { enabled: false } },
        ports: {
          web: { http: { redirections: { entryPoint: { to: 'websecure', scheme: 'https', permanent: true } } } },
        },
        api: { dashboard: false },
        global: { checkNewVersion: false },
      },
    });
  }
}
