import { Construct } from 'constructs';
import { PodMonitor, PrometheusRule, PrometheusRuleSpecGroupsRulesExpr } from '../../imports/monitoring.coreos.com';
import type { StringReference } from '../composition';
import { Database } from './database';
import { type LabelProps, labelsOf, selectorLabels } from './labels';

export interface MonitoringProps {
  readonly labels: Omit<LabelProps, 'component'>;
  readonly namespace: StringReference;
}

/** Lets Prometheus find frontend, backend and database, and warns when one of them is down. */
export class Monitoring extends Construct {
  constructor(scope: Construct, id: string, { labels, namespace }: MonitoringProps) {
    super(scope, id);
    const { app } = labels;
    const metadata = (component: string) => ({
      name: `${app}-${component}`,
      labels: labelsOf({ ...labels, component }),
    });
    const podMonitor = (component: string, matchLabels: Record<string, string>, port: string) =>
      new PodMonitor(this, component, {
        metadata: metadata(component),
        spec: { selector: { matchLabels }, podMetricsEndpoints: [{ port, path: '/metrics', interval: '30s' }] },
      });
    podMonitor('frontend', selectorLabels({ app, component: 'frontend' }), 'http');
    podMonitor('backend', selectorLabels({ app, component: 'backend' }), 'http');
    podMonitor('database', { 'cnpg.io/cluster': Database.nameOf(app) }, 'metrics');

    const deployment = (component: string) => `namespace="${namespace}",deployment="${app}-${component}"`;
    const cluster = `namespace="${namespace}",pod=~"${Database.nameOf(app)}-[0-9]+"`;
    const alert = (name: string, expr: string, minutes: number, severity: string, summary: string) => ({
      alert: name,
      expr: PrometheusRuleSpecGroupsRulesExpr.fromString(expr),
      for: `${minutes}m`,
      labels: { severity, app, team: labels.team, environment: labels.environment },
      annotations: { summary },
    });
    new PrometheusRule(this, 'alerts', {
      metadata: metadata('alerts'),
      spec: {
        groups: [
          {
            name: 'availability',
            rules: [
              ...['frontend', 'backend'].flatMap((component) => [
                alert(
                  `${component === 'frontend' ? 'Frontend' : 'Backend'}Down`,
                  `kube_deployment_status_replicas_available{${deployment(component)}} == 0`,
                  2,
                  'critical',
                  `No pod of the ${component} of ${app} serves requests.`,
                ),
                alert(
                  `${component === 'frontend' ? 'Frontend' : 'Backend'}RolloutStuck`,
                  // The number of updated pods does not tell: the one pod of a Deployment of one is updated at once.
                  `kube_deployment_status_condition{${deployment(component)},condition="Progressing",status="false"} == 1`,
                  1,
                  'warning',
                  `The newest version of the ${component} of ${app} does not start.`,
                ),
              ]),
              alert(
                'DatabaseDown',
                // Instances that are gone report nothing.
                `(max(cnpg_collector_up{${cluster}}) or vector(0)) != 1`,
                5,
                'critical',
                `The database of ${app} is down.`,
              ),
              alert(
                'DatabaseReplicationLag',
                `max(cnpg_pg_replication_lag{${cluster}}) > 60`,
                5,
                'warning',
                `A replica of the database of ${app} is more than a minute behind.`,
              ),
            ],
          },
        ],
      },
    });
  }
}
