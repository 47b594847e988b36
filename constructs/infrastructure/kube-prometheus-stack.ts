import * as record from '../../imports/charts/kube-prometheus-stack';
import type { ValuesOf } from './chart-values';
import type { ControllerDefinition } from './controller';
import { NAMESPACES } from './namespaces';

type Values = ValuesOf<typeof record.values>;

/** Prometheus, Alertmanager and Grafana. @see https://github.com/prometheus-community/helm-charts/tree/main/charts/kube-prometheus-stack */
export const kubePrometheusStack: ControllerDefinition<Values> = {
  chart: 'kubePrometheusStack',
  record,
  // The node exporter reads the host's file systems and network.
  namespace: { name: NAMESPACES.monitoring, podSecurity: 'privileged' },
  values: (replicas): Values => {
    // One at the least while the other moves, and a single one free to.
    const podDisruptionBudget = { enabled: true, minAvailable: replicas - 1 };
    return {
      prometheus: {
        podDisruptionBudget,
        prometheusSpec: {
          replicas,
          retention: '15d',
          resources: { requests: { cpu: '200m', memory: '1Gi' }, limits: { memory: '2Gi' } },
          storageSpec: {
            volumeClaimTemplate: {
              spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '20Gi' } } },
            },
          },
          // Every monitor and rule in the cluster counts, not only those that this chart installs.
          podMonitorSelectorNilUsesHelmValues: false,
          probeSelectorNilUsesHelmValues: false,
          ruleSelectorNilUsesHelmValues: false,
          scrapeConfigSelectorNilUsesHelmValues: false,
          serviceMonitorSelectorNilUsesHelmValues: false,
        },
      },
      alertmanager: {
        podDisruptionBudget,
        alertmanagerSpec: {
          replicas,
          resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '128Mi' } },
        },
      },
      prometheusOperator: {
        resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '256Mi' } },
      },
      // Managed control planes do not let anybody scrape these.
      kubeControllerManager: { enabled: false },
      kubeEtcd: { enabled: false },
      kubeProxy: { enabled: false },
      kubeScheduler: { enabled: false },
    };
  },
};
