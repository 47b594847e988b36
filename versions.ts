import type { Versions } from './constructs/settings/settings';
import type { Component, Day } from './constructs/versions/component';

/**
 * The one table of pinned versions. What its makers say of each is below, in {@link components}: `npm run versions`
 * judges the set, and docs/versions.md is made of it.
 */
export const versions: Versions = {
  kubernetes: '1.36.4',
  flux: '2.9.4',
  fluxControllers: { source: '1.9.4', kustomize: '1.9.4', helm: '1.6.3', notification: '1.9.3' },
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
      appVersion: '0.15.0',
    },
    certManager: { repository: 'oci://quay.io/jetstack/charts', chart: 'cert-manager', version: 'v1.21.2' },
    cloudNativePg: {
      repository: 'oci://ghcr.io/cloudnative-pg/charts',
      chart: 'cloudnative-pg',
      version: '0.29.0',
      appVersion: '1.30.0',
    },
    crossplane: { repository: 'https://charts.crossplane.io/stable', chart: 'crossplane', version: '2.4.0' },
    externalSecrets: {
      repository: 'oci://ghcr.io/external-secrets/charts',
      chart: 'external-secrets',
      version: '2.14.0',
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
      appVersion: '0.93.1',
    },
    traefik: { repository: 'oci://ghcr.io/traefik/helm', chart: 'traefik', version: '41.3.0', appVersion: '3.7.11' },
  },
  functions: {
    patchAndTransform: {
      package: 'xpkg.crossplane.io/crossplane-contrib/function-patch-and-transform',
      version: 'v0.10.8',
    },
    celFilter: { package: 'xpkg.crossplane.io/crossplane-contrib/function-cel-filter', version: 'v0.2.0' },
  },
  tools: { node: '24', go: '1.26' },
};

/** The oldest release that Kubernetes' makers support: some are made for whatever these do. */
const OLDEST_KUBERNETES = '1.35';

/**
 * What the makers say of the releases in use. Whoever raises a version to another release looks these up anew: until
 * then the set is in error.
 */
export const components: readonly Component[] = [
  {
    name: 'Kubernetes',
    version: versions.kubernetes,
    comesAs: 'the clusters',
    release: '1.36',
    ends: { on: '2027-06-28' },
    page: 'https://kubernetes.io/releases/patch-releases/',
    seen: '2026-11-29',
  },
  {
    name: 'Flux',
    version: versions.flux,
    comesAs: 'the FluxInstance',
    release: '2.9',
    needs: [{ name: 'Kubernetes', from: '1.33', to: '1.36', page: 'https://fluxcd.io/flux/installation/' }],
    // The last three minor releases are supported.
    ends: { withRelease: '2.12', newest: '2.10' },
    page: 'https://fluxcd.io/flux/releases/',
    seen: '2026-11-29',
  },
  {
    name: 'Flux Operator',
    ...ofChart('fluxOperator'),
    release: '0.58',
    // The newest that it carries.
    needs: [{ name: 'Flux', from: '2.2.3', to: '2.9.4' }],
    ends: 'not stated',
    page: 'https://github.com/controlplaneio-fluxcd/flux-operator/releases',
    seen: '2026-11-29',
  },
  {
    name: 'Crossplane',
    ...ofChart('crossplane'),
    release: '2.4',
    needs: [
      { name: 'Kubernetes', from: OLDEST_KUBERNETES, page: 'https://docs.crossplane.io/latest/get-started/install/' },
    ],
    ends: { on: '2027-05-31' },
    page: 'https://github.com/crossplane/crossplane#releases',
    seen: '2026-11-29',
  },
  {
    name: 'function-patch-and-transform',
    ...ofFunction('patchAndTransform'),
    release: '0.10',
    ends: 'not stated',
    page: 'https://github.com/crossplane-contrib/function-patch-and-transform/releases',
    seen: '2026-11-29',
  },
  {
    name: 'function-cel-filter',
    ...ofFunction('celFilter'),
    release: '0.2',
    ends: 'not stated',
    page: 'https://github.com/crossplane-contrib/function-cel-filter/releases',
    seen: '2026-11-29',
  },
  {
    name: 'CloudNativePG',
    ...ofChart('cloudNativePg'),
    release: '1.30',
    needs: [
      { name: 'Kubernetes', from: '1.34', to: '1.36' },
      { name: 'PostgreSQL', from: '14', to: '18' },
    ],
    // "~ Dec 2026": three months after 1.31.
    ends: { on: '2026-12-31' },
    page: 'https://cloudnative-pg.io/docs/1.30/supported_releases',
    seen: '2026-11-29',
  },
  {
    name: 'Barman Cloud plugin',
    ...ofChart('barmanCloud'),
    release: '0.15',
    needs: [
      { name: 'Kubernetes', from: '1.29' },
      { name: 'CloudNativePG', from: '1.26' },
      { name: 'cert-manager', from: '1' },
    ],
    ends: 'not stated',
    page: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/installation/',
    seen: '2026-11-29',
  },
  postgresql('17', '2029-11-08'),
  postgresql('18', '2030-11-14'),
  {
    name: 'cert-manager',
    ...ofChart('certManager'),
    release: '1.21',
    needs: [{ name: 'Kubernetes', from: '1.33', to: '1.36' }],
    ends: { withRelease: '1.23', newest: '1.21' },
    page: 'https://cert-manager.io/docs/releases/',
    seen: '2026-11-29',
  },
  {
    name: 'External Secrets',
    ...ofChart('externalSecrets'),
    release: '2.14',
    needs: [{ name: 'Kubernetes', from: '1.36' }],
    // The newest minor release only, which comes about every three weeks.
    ends: { withRelease: '2.15', newest: '2.14' },
    page: 'https://external-secrets.io/latest/introduction/stability-support/',
    seen: '2026-11-29',
  },
  {
    name: 'Gatekeeper',
    ...ofChart('gatekeeper'),
    release: '3.23',
    needs: [{ name: 'Kubernetes', from: OLDEST_KUBERNETES }],
    // The last two minor releases are supported.
    ends: { withRelease: '3.25', newest: '3.23' },
    page: 'https://github.com/open-policy-agent/gatekeeper/blob/master/docs/Release_Management.md',
    seen: '2026-11-29',
  },
  {
    name: 'Prometheus Operator',
    ...ofChart('kubePrometheusStack'),
    release: '0.93',
    needs: [{ name: 'Kubernetes', from: '1.25' }],
    ends: 'not stated',
    page: 'https://prometheus-operator.dev/docs/getting-started/compatibility/',
    seen: '2026-11-29',
  },
  {
    name: 'Traefik',
    ...ofChart('traefik'),
    release: '3.7',
    needs: [{ name: 'Kubernetes', from: '1.25' }],
    // Six months at the least, which have passed; releases of 3.7 go on until 3.8 is there.
    ends: { withRelease: '3.8', newest: '3.7' },
    page: 'https://doc.traefik.io/traefik/deprecation/releases/',
    seen: '2026-11-29',
  },
  {
    name: 'Node.js',
    version: versions.tools.node,
    comesAs: 'the npm package node, images, workflows',
    release: '24',
    ends: { on: '2028-04-30' },
    page: 'https://github.com/nodejs/release#release-schedule',
    seen: '2026-11-29',
  },
  {
    name: 'Go',
    version: versions.tools.go,
    comesAs: 'workflows: builds the engines of the tests',
    release: '1.26',
    ends: { withRelease: '1.28', newest: '1.27' },
    page: 'https://go.dev/doc/devel/release#policy',
    seen: '2026-11-29',
  },
];

function ofChart(name: keyof Versions['charts']): Pick<Component, 'version' | 'comesAs'> {
  const { chart, version, appVersion = version.replace(/^v/, '') } = versions.charts[name];
  return { version: appVersion, comesAs: `chart ${chart} ${version}` };
}

function ofFunction(name: keyof Versions['functions']): Pick<Component, 'version' | 'comesAs'> {
  return { version: versions.functions[name].version.replace(/^v/, ''), comesAs: 'a package of Crossplane' };
}

function postgresql(major: keyof Versions['postgresql'], on: Day): Component {
  const [, image = '', version = ''] = /^(.+):([\d.]+)-/.exec(versions.postgresql[major]) ?? [];
  return {
    name: 'PostgreSQL',
    version,
    comesAs: `image ${image}`,
    release: major,
    ends: { on },
    page: 'https://www.postgresql.org/support/versioning/',
    seen: '2026-11-29',
  };
}
