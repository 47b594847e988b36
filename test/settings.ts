import { ENVIRONMENTS, type EnvironmentSettings, type PlatformSettings } from '../constructs/settings/settings';
import { versions } from '../versions';

const environments: Readonly<Record<string, EnvironmentSettings>> = {
  dev: {
    cluster: 'acme-dev',
    domain: 'dev.apps.example.com',
    platformRef: { branch: 'main' },
    deployRef: { branch: 'main' },
    namespaceSuffix: true,
    pollInterval: '1m',
    fluxSize: 'small',
    controllerReplicas: 1,
    app: {
      frontend: { size: 'small', replicas: 1 },
      backend: { size: 'small', replicas: 1 },
      database: { size: 'small', instances: 1, storage: '5Gi' },
      protected: false,
    },
    quota: { cpu: '4', memory: '8Gi', storage: '20Gi', pods: 20 },
  },
  qa: {
    cluster: 'acme-qa',
    domain: 'qa.apps.example.com',
    platformRef: { branch: 'main' },
    deployRef: { branch: 'main' },
    reviewers: 'release',
    namespaceSuffix: true,
    pollInterval: '1m',
    fluxSize: 'small',
    controllerReplicas: 1,
    app: {
      frontend: { size: 'small', replicas: 2 },
      backend: { size: 'small', replicas: 2 },
      database: { size: 'small', instances: 2, storage: '10Gi' },
      protected: false,
    },
    quota: { cpu: '8', memory: '16Gi', storage: '50Gi', pods: 30 },
  },
  prod: {
    cluster: 'acme-prod',
    domain: 'apps.example.com',
    platformRef: { semver: '>=0.1.0' },
    deployRef: { semver: '>=0.1.0' },
    reviewers: 'release',
    namespaceSuffix: false,
    pollInterval: '1m',
    fluxSize: 'medium',
    controllerReplicas: 2,
    app: {
      frontend: { size: 'medium', autoscaling: { minReplicas: 2, maxReplicas: 6 } },
      backend: { size: 'medium', autoscaling: { minReplicas: 2, maxReplicas: 6 } },
      database: {
        size: 'medium',
        instances: 3,
        storage: '20Gi',
        backups: {
          schedule: '0 0 2 * * *',
          retention: '30d',
          destination: 's3://acme-postgres-prod',
          role: 'arn:aws:iam::123456789012:role/acme-postgres-prod',
        },
      },
      protected: true,
    },
    quota: { cpu: '32', memory: '64Gi', storage: '200Gi', pods: 60 },
  },
};

/** An environment that a company has besides these. */
function like(known: string, name: string): EnvironmentSettings {
  const settings = environments[known] as EnvironmentSettings;
  return { ...structuredClone(settings), cluster: `acme-${name}`, domain: `${name}.apps.example.com` };
}

/**
 * The settings of the tests. They are not those of `platform.ts`, which a company edits: whatever it writes there, the
 * tests stay as they are, and so do the recorded answers of the engines. Versions are the platform's own.
 */
export const platform: PlatformSettings = {
  organization: 'acme',
  repository: 'platform',
  registry: 'ghcr.io/acme',
  clusterIssuer: 'letsencrypt',
  contact: 'platform-team@example.com',
  signIn: { issuer: 'https://login.example.com' },

  repositories: {
    visibility: 'private',
    plan: 'enterprise',
    secretProtection: true,
    teams: { platform: 'platform-team', release: 'release-team', readers: 'developers' },
    actions: [
      'docker/build-push-action@*',
      'docker/login-action@*',
      'docker/setup-buildx-action@*',
      'sigstore/cosign-installer@*',
    ],
  },

  environments: Object.fromEntries(
    ENVIRONMENTS.map((name) => [name, environments[name] ?? like('qa', name)]),
  ) as PlatformSettings['environments'],
  versions,
};

/** Text of a `platform.js` that holds the settings of the tests, with these environments alone, for a copy of the program beside `versions.js`. */
export function settingsModule(): string {
  const { versions: _, ...settings } = { ...platform, environments };
  return (
    `exports.platform = { ...${JSON.stringify(settings)}, versions: require('./versions').versions };\n` +
    'exports.environments = exports.platform.environments;\n'
  );
}
