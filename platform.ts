import type { PlatformSettings } from './constructs/settings/settings';

/**
 * The settings of this platform: the one file that its team edits.
 *
 * dev and qa follow the branch `main`, of this repository and of the apps'; prod follows tags of both, so nothing
 * reaches it that was not released. A change of the platform is released by tagging this repository.
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
    teams: { platform: 'platform-team', release: 'release-team', readers: 'developers' },
    actions: [
      'docker/build-push-action@*',
      'docker/login-action@*',
      'docker/setup-buildx-action@*',
      'sigstore/cosign-installer@*',
    ],
  },

  environments: {
    dev: {
      cluster: 'acme-dev',
      domain: 'dev.apps.example.com',
      platformRef: { branch: 'main' },
      deployRef: { branch: 'main' },
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
  },

  versions: {
    kubernetes: '1.36.4',
    flux: '2.9.4',
    // From the project's own catalog, `image-catalogs/catalog-standard-trixie.yaml` in cloudnative-pg/artifacts.
    postgresql: {
      '17': 'ghcr.io/cloudnative-pg/postgresql:17.11-202608170816-standard-trixie@sha256:91e0de662d53895a45f1396f4ee1a75daeb0c26fc87853afc9c8f43e01fdaa21',
      '18': 'ghcr.io/cloudnative-pg/postgresql:18.6-202608170814-standard-trixie@sha256:771f9eab5225587af259d84680cc69a5b6e374ac32bb24effafde1f3368a1241',
    },
    charts: {
      barmanCloud: {
        repository: 'oci://ghcr.io/cloudnative-pg/charts',
        chart: 'plugin-barman-cloud',
        version: '0.8.1',
      },
      certManager: { repository: 'oci://quay.io/jetstack/charts', chart: 'cert-manager', version: 'v1.21.2' },
      cloudNativePg: { repository: 'oci://ghcr.io/cloudnative-pg/charts', chart: 'cloudnative-pg', version: '0.29.0' },
      crossplane: { repository: 'https://charts.crossplane.io/stable', chart: 'crossplane', version: '2.4.0' },
      externalSecrets: {
        repository: 'oci://ghcr.io/external-secrets/charts',
        chart: 'external-secrets',
        version: '2.9.0',
      },
      fluxOperator: {
        repository: 'oci://ghcr.io/controlplaneio-fluxcd/charts',
        chart: 'flux-operator',
        version: '0.58.0',
      },
      gatekeeper: {
        repository: 'https://open-policy-agent.github.io/gatekeeper/charts',
        chart: 'gatekeeper',
        version: '3.23.1',
      },
      kubePrometheusStack: {
        repository: 'oci://ghcr.io/prometheus-community/charts',
        chart: 'kube-prometheus-stack',
        version: '88.5.3',
      },
      traefik: { repository: 'oci://ghcr.io/traefik/helm', chart: 'traefik', version: '41.3.0' },
    },
    functions: {
      patchAndTransform: {
        package: 'xpkg.crossplane.io/crossplane-contrib/function-patch-and-transform',
        version: 'v0.9.3',
      },
      celFilter: { package: 'xpkg.crossplane.io/crossplane-contrib/function-cel-filter', version: 'v0.2.0' },
    },
  },
};
