import { Construct } from 'constructs';
import { PodMonitor } from '../../imports/monitoring.coreos.com';
import { FLUX_NAMESPACE } from '../flux/names';
import { CertManager } from './cert-manager';
import { CloudNativePg } from './cloud-native-pg';
import { Crossplane } from './crossplane';
import { ExternalSecrets } from './external-secrets';
import { Gatekeeper } from './gatekeeper';
import type { MetricsEndpoint } from './helm-controller';
import { Traefik } from './traefik';

/** Flux itself. @see https://fluxcd.io/flux/monitoring/metrics/ */
const FLUX: MetricsEndpoint = {
  namespace: FLUX_NAMESPACE,
  matchLabels: { 'app.kubernetes.io/part-of': 'flux' },
  port: 'http-prom',
};

const ENDPOINTS: Readonly<Record<string, MetricsEndpoint>> = {
  'cert-manager': CertManager.METRICS,
  'cloudnative-pg': CloudNativePg.METRICS,
  crossplane: Crossplane.METRICS,
  'external-secrets': ExternalSecrets.METRICS,
  flux: FLUX,
  gatekeeper: Gatekeeper.METRICS,
  traefik: Traefik.METRICS,
};

/**
 * Has Prometheus scrape every controller.
 *
 * These monitors are not left to the charts: a chart that asks for one cannot be installed before Prometheus' kinds are
 * there, and everything would wait for the monitoring.
 */
export class ControllerMetrics extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    for (const [name, { namespace, matchLabels, port }] of Object.entries(ENDPOINTS)) {
      new PodMonitor(this, name, {
        metadata: { name, namespace },
        spec: { selector: { matchLabels }, podMetricsEndpoints: [{ port }] },
      });
    }
  }
}
