import * as record from '../../imports/charts/cloudnative-pg';
import type { ValuesOf } from './chart-values';
import type { ControllerDefinition } from './controller';
import { NAMESPACES } from './namespaces';
import { SPREAD_OVER_NODES } from './spread';

type Values = ValuesOf<typeof record.values>;

const PODS = { 'app.kubernetes.io/instance': 'cloudnative-pg' };

/** Runs PostgreSQL. @see https://cloudnative-pg.io/docs/ */
export const cloudNativePg: ControllerDefinition<Values> = {
  chart: 'cloudNativePg',
  record,
  namespace: { name: NAMESPACES.cloudNativePg },
  metrics: { matchLabels: PODS, port: 'metrics' },
  budgets: { 'cloudnative-pg': PODS },
  values: (replicas): Values => ({
    replicaCount: replicas,
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '512Mi' } },
    topologySpreadConstraints: SPREAD_OVER_NODES,
  }),
};
