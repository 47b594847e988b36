import { Construct } from 'constructs';
import { PodMonitor, PrometheusRule, PrometheusRuleSpecGroupsRulesExpr } from '../../imports/monitoring.coreos.com';
import type { Component } from './component';
import { labelsOf } from './labels';
import type { NodeDevelopment } from './node-development';

/** Lets Prometheus find every component that has metrics, and warns when one of them is down. */
export class Monitoring extends Construct {
  constructor(scope: NodeDevelopment, id: string, components: readonly Component[]) {
    super(scope, id);
    const metadata = (component: string) => {
      const labels = scope.labelsFor(component);
      return { name: `${labels.app}-${component}`, labels: labelsOf(labels) };
    };
    for (const { node, metrics } of components) {
      if (!metrics) continue;
      scope.whereEnabled(node.id, () => {
        new PodMonitor(this, node.id, {
          metadata: metadata(node.id),
          spec: {
            selector: { matchLabels: { ...metrics.pods } },
            podMetricsEndpoints: [{ port: metrics.port, path: '/metrics', interval: '30s' }],
          },
        });
      });
    }
    const { app, team, environment } = scope.labelsFor(id);
    // Of a component that is not there, no alert has anything to tell.
    const rules = components
      .flatMap(({ alerts }) => alerts)
      .map(({ alert, expr, minutes, severity, summary }) => ({
        alert,
        expr: PrometheusRuleSpecGroupsRulesExpr.fromString(expr),
        for: `${minutes}m`,
        labels: { severity, app, team, environment },
        annotations: { summary },
      }));
    new PrometheusRule(this, 'alerts', {
      metadata: metadata('alerts'),
      spec: { groups: [{ name: 'availability', rules }] },
    });
  }
}
