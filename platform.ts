import type { EnvironmentSettings, PlatformSettings } from './constructs/settings/settings';
import { versions } from './versions';

/**
 * The environments, in the order in which a change travels: to add one, add it here.
 *
 * dev and qa follow the branch `main`, of this repository and of the apps'; prod follows tags of both, so nothing
 * reaches it that was not released. A change of the platform is released by tagging this repository.
 */
export const environments = {
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
} satisfies Readonly<Record<string, EnvironmentSettings>>;

/**
 * The settings of this platform: the file that its team edits. The versions of everything are beside it, in `versions.ts`.
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

  environments,
  versions,
};
