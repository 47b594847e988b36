import { Construct } from 'constructs';
import type { ChartVersion } from '../settings/settings';
import type { CertManager } from './cert-manager';
import type { CloudNativePg } from './cloud-native-pg';
import { HelmController } from './helm-controller';

export interface BarmanCloudProps {
  /** The chart, pinned. */
  readonly chart: ChartVersion;
  /** The operator, which finds plugins in its own namespace only. */
  readonly cloudNativePg: CloudNativePg;
  /** Signs the certificates that operator and plugin show each other. */
  readonly certManager: CertManager;
}

/** Archives PostgreSQL to object stores. @see https://cloudnative-pg.io/plugin-barman-cloud/ */
export class BarmanCloud extends Construct {
  readonly controller: HelmController;

  constructor(scope: Construct, id: string, props: BarmanCloudProps) {
    super(scope, id);
    const { chart, cloudNativePg, certManager } = props;
    this.controller = new HelmController(this, 'controller', {
      chart,
      namespace: cloudNativePg.controller.namespace,
      dependsOn: [certManager.controller, cloudNativePg.controller],
      // One replica: the operator cannot yet tell several of a plugin apart.
      values: { resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '256Mi' } } },
    });
  }
}
