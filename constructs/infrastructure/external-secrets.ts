import * as record from '../../imports/charts/external-secrets';
import type { ValuesOf } from './chart-values';
import type { ControllerDefinition } from './controller';
import { NAMESPACES } from './namespaces';
import { SPREAD_OVER_NODES } from './spread';

type Values = ValuesOf<typeof record.values>;

/** Brings secrets from a vault into the cluster. @see https://external-secrets.io/latest/introduction/getting-started/ */
export const externalSecrets: ControllerDefinition<Values> = {
  chart: 'externalSecrets',
  record,
  namespace: { name: NAMESPACES.externalSecrets },
  metrics: { matchLabels: { 'app.kubernetes.io/instance': 'external-secrets' }, port: 'metrics' },
  values: (replicas): Values => {
    const resources = { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '256Mi' } };
    // One at the least while the other moves, and a single one free to.
    const podDisruptionBudget = { enabled: true, minAvailable: replicas - 1 };
    return {
      // Kept when the chart goes, as every secret that was brought in goes with them.
      crds: {
        annotations: { 'helm.sh/resource-policy': 'keep' },
        createClusterExternalSecret: false,
        createClusterPushSecret: false,
        createPushSecret: false,
      },
      // Secrets come in only, one namespace at a time: without these it may not write into every namespace's labels.
      processClusterExternalSecret: false,
      processClusterPushSecret: false,
      processPushSecret: false,
      leaderElect: true,
      global: { topologySpreadConstraints: SPREAD_OVER_NODES },
      replicaCount: replicas,
      podDisruptionBudget,
      resources,
      webhook: { replicaCount: replicas, podDisruptionBudget, resources },
      certController: { resources },
    };
  },
};
