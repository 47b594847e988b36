import { Construct } from 'constructs';
import { type ControllerProps, HelmController } from './helm-controller';
import { InfrastructureNamespace } from './infrastructure-namespace';
import { NAMESPACES } from './namespaces';

/** Prometheus, Alertmanager and Grafana. @see https://github.com/prometheus-community/helm-charts/tree/main/charts/kube-prometheus-stack */
export class KubePrometheusStack extends Construct {
  readonly controller: HelmController;

  constructor(scope: Construct, id: string, props: ControllerProps) {
    super(scope, id);
    const { kubernetes, chart, replicas } = props;
    const namespace = new InfrastructureNamespace(this, 'namespace', {
      name: NAMESPACES.monitoring,
      kubernetes,
      // The node exporter reads the host's file systems and network.
      podSecurity: 'privileged',
    });
    this.controller = new HelmController(this, 'controller', {
      chart,
      namespace: namespace.name,
      values: {
        prometheus: {
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
          alertmanagerSpec: {
            replicas,
            resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '128Mi' } },
          },
        },
        // Without one Grafana's own chart makes it up, and keeps it in a Secret; this chart's is the same for all the world.
        grafana: { adminPassword: '' },
        prometheusOperator: {
          resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '256Mi' } },
        },
        // Managed control planes do not let anybody scrape these.
        kubeControllerManager: { enabled: false },
        kubeEtcd: { enabled: false },
        kubeProxy: { enabled: false },
        kubeScheduler: { enabled: false },
      },
    });
  }
}
