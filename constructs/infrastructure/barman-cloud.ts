import * as record from '../../imports/charts/plugin-barman-cloud';
import { certManager } from './cert-manager';
import type { ValuesOf } from './chart-values';
import { cloudNativePg } from './cloud-native-pg';
import type { ControllerDefinition } from './controller';
import { NAMESPACES } from './namespaces';

type Values = ValuesOf<typeof record.values>;

/** Archives PostgreSQL to object stores. @see https://cloudnative-pg.io/plugin-barman-cloud/ */
export const barmanCloud: ControllerDefinition<Values> = {
  chart: 'barmanCloud',
  record,
  // The operator finds plugins in its own namespace only.
  namespace: NAMESPACES.cloudNativePg,
  // cert-manager signs the certificates that operator and plugin show each other.
  dependsOn: [certManager, cloudNativePg],
  // One replica: the operator cannot yet tell several of a plugin apart.
  values: (): Values => ({ resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '256Mi' } } }),
};
