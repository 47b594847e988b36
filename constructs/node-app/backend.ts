import { type EnvVar, KubeConfigMap } from 'cdk8s-plus-28/lib/imports/k8s';
import { Type } from 'typebox';
import { equals, sha256 } from '../composition';
import { repositoriesOf } from '../registration/names';
import { ApiPort } from '../registration/schema';
import type { ComponentMetrics, ComponentNetwork, ComponentStart } from './component';
import { Database } from './database';
import { FIRST_VERSION } from './images';
import { INTERNET } from './internet';
import { labelsOf, selectorLabels } from './labels';
import type { NodeDevelopment } from './node-development';
import { tcp } from './policy-peers';
import { Workload } from './workload';
import { Image, Rollout, SCALE, workloadSpec } from './workload-spec';

const DATABASE_CA = '/etc/postgresql';

/** The API. It finds the database by libpq's environment variables, as every PostgreSQL client does. */
export class Backend extends Workload {
  static readonly suffix = 'backend';
  static readonly spec = workloadSpec('The API.', {
    image: Image,
    port: ApiPort,
    ...SCALE,
    env: Type.Record(Type.String(), Type.String({ maxLength: 4096 }), {
      title: 'Environment variables',
      description: 'Further environment variables of the API; no secrets.',
      default: {},
      maxProperties: 64,
      'x-kubernetes-validations': [
        {
          rule: "self.all(name, name.matches('^[A-Za-z_][A-Za-z0-9_]{0,127}$'))",
          message: 'names of environment variables are letters, digits and underscores',
        },
        {
          rule: "self.all(name, !name.startsWith('PG') && name != 'PORT')",
          message: 'PORT and names that begin with PG are set by the platform',
        },
      ],
    }),
    egress: Type.Enum(['none', 'internet'], {
      title: 'Egress',
      description: 'What the API may reach outside the app: nothing, or HTTPS on the internet.',
      default: 'none',
    }),
  });
  static readonly status = Rollout;
  static readonly start: ComponentStart = {
    file: 'backend-deployment.yaml',
    base: ({ signIn }, { name, apiPort }) => {
      const { frontend: client, backend: audience } = repositoriesOf(name);
      return {
        size: 'small',
        port: apiPort,
        env: { OIDC_ISSUER: signIn.issuer, OIDC_AUDIENCE: audience, OIDC_CLIENT_ID: client },
        // To the issuer, which it asks for its keys.
        egress: 'internet',
      };
    },
    overlay: ({ registry }, { name }, { backend }) => ({
      image: `${registry}/${name}-backend:${FIRST_VERSION}`,
      ...backend,
    }),
  };

  /** Where the API is, within its namespace. */
  static urlOf({ composite: { metadata, spec } }: NodeDevelopment): string {
    return `http://${metadata.name}-backend:${spec.backend.port}`;
  }

  readonly network: ComponentNetwork;
  readonly metrics: ComponentMetrics;

  constructor(scope: NodeDevelopment, id: string) {
    const { metadata, spec } = scope.composite;
    const { port, env, egress } = spec.backend;
    const database = Database.connectionOf(metadata.name);
    const envName = `${metadata.name}-${id}-env`;
    const fromSecret = (variable: string, key: string): EnvVar => ({
      name: variable,
      valueFrom: { secretKeyRef: { name: database.secret, key } },
    });
    super(scope, id, {
      settings: spec.backend,
      port,
      liveness: { path: '/healthz' },
      readiness: { path: '/readyz' },
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
        envFrom: [{ configMapRef: { name: envName } }],
        volumeMounts: [{ name: 'database-ca', mountPath: DATABASE_CA, readOnly: true }],
      },
      volumes: [
        { name: 'database-ca', secret: { secretName: database.caSecret, items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      ],
      // Environment variables are read once, when a pod starts.
      podAnnotations: { 'platform.io/env-sha256': sha256(env) },
    });
    new KubeConfigMap(this, 'env', { metadata: { name: envName, labels: labelsOf(this.labels) }, data: env });

    const pods = selectorLabels(this.labels);
    this.network = {
      pods,
      ingress: [{ from: { component: 'frontend' }, ports: [port] }],
      // HTTPS on the internet, not the cluster's own network.
      egressWhere: {
        'backend-egress': {
          condition: equals(egress, 'internet'),
          egress: [{ to: [...INTERNET], ports: tcp(443) }],
        },
      },
    };
    this.metrics = { pods, port: 'http', portNumber: port };
  }
}
