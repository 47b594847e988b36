import { Construct } from 'constructs';
import { PodMonitor } from '../../imports/monitoring.coreos.com';
import { FLUX_NAMESPACE } from '../flux/names';
import { namespaceOf, type PodMetrics } from './controller';
import { CONTROLLERS } from './controllers';

/** Of Flux itself. @see https://fluxcd.io/flux/monitoring/metrics/ */
const FLUX: PodMetrics = { matchLabels: { 'app.kubernetes.io/part-of': 'flux' }, port: 'http-prom' };

/**
 * Has Prometheus scrape every controller.
 *
 * These monitors are not left to the charts: a chart that asks for one cannot be installed before Prometheus' kinds are
 * there, and everything would wait for the monitoring.
 */
export class ControllerMetrics extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.scrape('flux', FLUX_NAMESPACE, FLUX);
    for (const [name, controller] of Object.entries(CONTROLLERS)) {
      if (controller.metrics) this.scrape(name, namespaceOf(controller), controller.metrics);
    }
  }

  private scrape(name: string, namespace: string, { matchLabels, port }: PodMetrics): void {
    new PodMonitor(this, name, {
      metadata: { name, namespace },
      spec: { selector: { matchLabels }, podMetricsEndpoints: [{ port }] },
    });
  }
}
