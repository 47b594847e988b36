import * as record from '../../imports/charts/traefik';
import type { ValuesOf } from './chart-values';
import type { ControllerDefinition } from './controller';
import { NAMESPACES } from './namespaces';
import { SPREAD_OVER_NODES } from './spread';

type Values = ValuesOf<typeof record.values>;

/** Name of the IngressClass, which is the cluster's default one. */
export const INGRESS_CLASS = 'traefik';

/** Serves the apps' hosts. @see https://doc.traefik.io/traefik/setup/kubernetes/ */
export const traefik: ControllerDefinition<Values> = {
  chart: 'traefik',
  record,
  namespace: { name: NAMESPACES.traefik },
  metrics: { matchLabels: { 'app.kubernetes.io/name': 'traefik' }, port: 'metrics' },
  values: (replicas): Values => ({
    deployment: { replicas },
    podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
    topologySpreadConstraints: SPREAD_OVER_NODES,
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '512Mi' } },
    ingressClass: { enabled: true, isDefaultClass: true, name: INGRESS_CLASS },
    // Apps are served by Ingress objects alone.
    providers: { kubernetesCRD: { enabled: false } },
    // An Ingress names no entry point: without a default one it would answer on each, also on that of the metrics.
    ports: {
      web: {
        asDefault: true,
        http: { redirections: { entryPoint: { to: 'websecure', scheme: 'https', permanent: true } } },
      },
      websecure: { asDefault: true },
    },
    api: { dashboard: false },
    global: { checkNewVersion: false },
  }),
};
