import { type EnvVar, KubeConfigMap } from 'cdk8s-plus-28/lib/imports/k8s';
import type { Construct } from 'constructs';
import { sha256, type ValueReference } from '../composition';
import type { DatabaseConnection } from './database';
import { labelsOf } from './labels';
import { Workload, type WorkloadProps } from './workload';

export interface BackendProps
  extends Pick<WorkloadProps, 'labels' | 'image' | 'size' | 'replicas' | 'autoscaling' | 'port' | 'generation'> {
  /** Further environment variables. */
  readonly env: ValueReference<Record<string, string>>;
  /** How to reach the database. */
  readonly database: DatabaseConnection;
}

const DATABASE_CA = '/etc/postgresql';

/** The API. It finds the database by libpq's environment variables, as every PostgreSQL client does. */
export class Backend extends Workload {
  constructor(scope: Construct, id: string, props: BackendProps) {
    const { labels, database, port, env } = props;
    const name = `${labels.app}-${labels.component}`;
    const fromSecret = (variable: string, key: string): EnvVar => ({
      name: variable,
      valueFrom: { secretKeyRef: { name: database.secret, key } },
    });
    super(scope, id, {
      ...props,
      livenessPath: '/healthz',
      readinessPath: '/readyz',
      container: {
        env: [
          { name: 'PORT', value: `${port}` },
          fromSecret('PGHOST', 'host'),
          fromSecret('PGPORT', 'port'),
          fromSecret('PGDATABASE', 'dbname'),
          fromSecret('PGUSER', 'username'),
          fromSecret('PGPASSWORD', 'password'),
          { name: 'PGSSLMODE', value: 'verify-full' },
          { name: 'PGSSLROOTCERT', value: `${DATABASE_CA}/ca.crt` },
        ],
        envFrom: [{ configMapRef: { name: `${name}-env` } }],
        volumeMounts: [{ name: 'database-ca', mountPath: DATABASE_CA, readOnly: true }],
      },
      volumes: [
        { name: 'database-ca', secret: { secretName: database.caSecret, items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      ],
      // Environment variables are read once, when a pod starts.
      podAnnotations: { 'platform.io/env-sha256': sha256(env) },
    });
    new KubeConfigMap(this, 'env', { metadata: { name: `${name}-env`, labels: labelsOf(labels) }, data: env });
  }
}
