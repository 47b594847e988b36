import { KubeIngress } from 'cdk8s-plus-28/lib/imports/k8s';
import type { Ingress } from 'kubernetes-types/networking/v1';
import { entry, present } from '../composition';
import { Backend } from './backend';
import type { ComponentMetrics, ComponentNetwork, ComponentStart } from './component';
import { FIRST_VERSION } from './images';
import { labelsOf, selectorLabels } from './labels';
import type { NodeDevelopment } from './node-development';
import { Workload } from './workload';
import { Image, Rollout, SCALE, workloadSpec } from './workload-spec';

/** Port of the frontend's container. */
const PORT = 8080;

/** Annotation that tells where an Ingress serves. */
const URL_ANNOTATION = 'platform.io/url';

/** The web frontend: a server of static files that passes requests for `/api` on to the backend. */
export class Frontend extends Workload {
  static readonly suffix = 'frontend';
  static readonly spec = workloadSpec('The web frontend.', { image: Image, ...SCALE });
  static readonly status = Rollout;
  static readonly start: ComponentStart = {
    file: 'frontend-deployment.yaml',
    base: () => ({ size: 'small' }),
    overlay: ({ registry }, { name }, { frontend }) => ({
      image: `${registry}/${name}-frontend:${FIRST_VERSION}`,
      ...frontend,
    }),
  };

  readonly network: ComponentNetwork;
  readonly metrics: ComponentMetrics;

  constructor(scope: NodeDevelopment, id: string) {
    const { composite, surroundings } = scope;
    super(scope, id, {
      settings: composite.spec.frontend,
      port: PORT,
      liveness: { path: '/healthz' },
      readiness: { path: '/healthz' },
      container: {
        env: [
          { name: 'PORT', value: String(PORT) },
          { name: 'API_URL', value: Backend.urlOf(scope) },
        ],
      },
    });
    const pods = selectorLabels(this.labels);
    this.network = { pods, ingress: [{ from: { namespace: 'ingress' }, ports: [PORT] }] };
    this.metrics = { pods, port: 'http', portNumber: PORT };

    const { host } = composite.spec;
    scope.when(present(host), () => {
      const ingress = this.addIngress(host, surroundings.ingressClass, surroundings.clusterIssuer);
      scope.report({ url: entry(scope.observe<Ingress>(ingress).metadata.annotations, URL_ANNOTATION) });
    });
  }

  /** Serves the frontend at a host, over HTTPS with a certificate of the issuer's. */
  private addIngress(host: string, ingressClassName: string, clusterIssuer: string): KubeIngress {
    return new KubeIngress(this, 'ingress', {
      metadata: {
        name: this.name,
        labels: labelsOf(this.labels),
        annotations: { 'cert-manager.io/cluster-issuer': clusterIssuer, [URL_ANNOTATION]: `https://${host}` },
      },
      spec: {
        ingressClassName,
        tls: [{ hosts: [host], secretName: `${this.name}-tls` }],
        rules: [
          {
            host,
            http: {
              paths: [
                { path: '/', pathType: 'Prefix', backend: { service: { name: this.name, port: { name: 'http' } } } },
              ],
            },
          },
        ],
      },
    });
  }
}
