import * as record from '../../imports/charts/cert-manager';
import type { ValuesOf } from './chart-values';
import type { ControllerDefinition } from './controller';
import { NAMESPACES } from './namespaces';
import { SPREAD_OVER_NODES } from './spread';

type Values = ValuesOf<typeof record.values>;

/** Signs and renews certificates. @see https://cert-manager.io/docs/installation/helm/ */
export const certManager: ControllerDefinition<Values> = {
  chart: 'certManager',
  record,
  namespace: { name: NAMESPACES.certManager },
  metrics: { matchLabels: { 'app.kubernetes.io/instance': 'cert-manager' }, port: 'http-metrics' },
  values: (replicas): Values => {
    const resources = { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '256Mi' } };
    const available = {
      replicaCount: replicas,
      podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
      topologySpreadConstraints: SPREAD_OVER_NODES,
    };
    return {
      // The chart templates its definitions; kept when it goes, as every certificate goes with them.
      crds: { enabled: true, keep: true },
      // By default it asks for a Role in kube-system.
      global: { leaderElection: { namespace: NAMESPACES.certManager } },
      ...available,
      resources,
      webhook: { ...available, resources },
      cainjector: { ...available, resources },
      startupapicheck: { resources },
    };
  },
};
