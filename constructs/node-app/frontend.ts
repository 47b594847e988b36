import { KubeIngress } from 'cdk8s-plus-28/lib/imports/k8s';
import type { Construct } from 'constructs';
import { labelsOf } from './labels';
import { Workload, type WorkloadProps } from './workload';

/** Port of the frontend's container. */
export const FRONTEND_PORT = 8080;

/** Annotation that tells where an Ingress serves. */
export const URL_ANNOTATION = 'platform.io/url';

export interface FrontendProps
  extends Pick<WorkloadProps, 'labels' | 'image' | 'size' | 'replicas' | 'autoscaling' | 'generation'> {
  /** Where the API is; the frontend's server passes requests for `/api` on to it. */
  readonly apiUrl: string;
}

/** The web frontend: a server of static files that passes API requests on to the backend. */
export class Frontend extends Workload {
  private readonly props: FrontendProps;

  constructor(scope: Construct, id: string, props: FrontendProps) {
    super(scope, id, {
      ...props,
      port: FRONTEND_PORT,
      livenessPath: '/healthz',
      readinessPath: '/healthz',
      container: {
        env: [
          { name: 'PORT', value: String(FRONTEND_PORT) },
          { name: 'API_URL', value: props.apiUrl },
        ],
      },
    });
    this.props = props;
  }

  /** Serves the frontend at a host, over HTTPS with a certificate of the issuer's. */
  addIngress(host: string, ingressClassName: string, clusterIssuer: string): KubeIngress {
    return new KubeIngress(this, 'ingress', {
      metadata: {
        name: this.name,
        labels: labelsOf(this.props.labels),
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
