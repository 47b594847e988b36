import type { Json } from '../composition';
import { apiVersionOf } from '../composition';
import { XNodeApp } from '../node-app/definition';
import { FLUX_MANAGED } from '../registration/names';
import { ENVIRONMENTS, type PlatformSettings } from '../settings/settings';
import { templateOrigins } from './template';

/**
 * How often the catalog asks GitHub. Durations are texts, which an organization's own replace: of `minutes: 10` here and
 * `hours: 1` there, Backstage would make 70 minutes.
 */
const SCHEDULE = { frequency: '10m', timeout: '3m' };

/**
 * What an organization's Backstage is told of this platform: a file to start it with besides its own `app-config.yaml`.
 * Whatever is secret, or differs from one Backstage to another, comes from its environment.
 *
 * @see https://backstage.io/docs/conf/
 */
export function appConfig(settings: PlatformSettings): Json {
  return {
    catalog: catalog(settings),
    scaffolder: {
      // A task that was running when Backstage stopped has failed after this time without a sign of life, and can be
      // retried; without the setting after a day.
      taskTimeout: '5m',
      taskTimeoutJanitorFrequency: '1m',
    },
    kubernetes: kubernetes(settings),
    techdocs: {
      builder: 'local',
      // In a container of its own: an `mkdocs.yml` can have mkdocs print the environment that it runs in.
      generator: { runIn: 'docker' },
      publisher: { type: 'local' },
    },
    permission: { enabled: true },
  };
}

function catalog({ organization }: PlatformSettings): Json {
  const provider = (repository: string, filters: Record<string, Json> = {}) => ({
    organization,
    catalogPath: '/catalog-info.yaml',
    filters: { branch: 'main', repository, allowArchived: false, ...filters },
    schedule: SCHEDULE,
  });
  return {
    rules: [
      { allow: ['Component', 'API', 'Resource', 'System', 'Location'] },
      // A template acts with Backstage's own credentials: of all that is found, these are taken. Exactly, as what fits a
      // pattern can lead elsewhere: `…/template-x/%2e%2e/another/…` is read from the other repository.
      // A pattern would take any case as well: also a branch `MAIN`, which is not the one that has rules.
      { allow: ['Template'], locations: templateOrigins(organization).map((exact) => ({ type: 'url', exact })) },
    ],
    providers: {
      github: {
        templates: provider('^template-.+$'),
        components: provider('^.+-(frontend|backend)$', { topic: { include: ['frontend', 'backend'] } }),
        systems: provider('^.+-deploy$', { topic: { include: [FLUX_MANAGED] } }),
      },
    },
  };
}

/** Custom resources that are shown besides Kubernetes' own: what an app is, how it arrives, and its database. */
const CUSTOM_RESOURCES = [
  { ...groupVersion(apiVersionOf(XNodeApp)), plural: XNodeApp.plural },
  { ...groupVersion('source.toolkit.fluxcd.io/v1'), plural: 'gitrepositories' },
  { ...groupVersion('kustomize.toolkit.fluxcd.io/v1'), plural: 'kustomizations' },
  { ...groupVersion('postgresql.cnpg.io/v1'), plural: 'clusters' },
];

/** Kinds of Kubernetes itself that are shown; what they hold is no secret. */
const OBJECT_TYPES = [
  'pods',
  'services',
  'deployments',
  'replicasets',
  'horizontalpodautoscalers',
  'ingresses',
] as const;

/** What Backstage reads in the clusters, by API group. */
export const READ: Readonly<Record<string, readonly string[]>> = {
  '': ['pods', 'services'],
  apps: ['deployments', 'replicasets'],
  autoscaling: ['horizontalpodautoscalers'],
  'networking.k8s.io': ['ingresses'],
  ...Object.fromEntries(CUSTOM_RESOURCES.map(({ group, plural }) => [group, [plural]])),
};

function groupVersion(text: string) {
  const [group, apiVersion] = text.split('/') as [string, string];
  return { group, apiVersion };
}

function kubernetes({ environments }: PlatformSettings): Json {
  return {
    serviceLocatorMethod: { type: 'multiTenant' },
    objectTypes: [...OBJECT_TYPES],
    customResources: CUSTOM_RESOURCES,
    clusterLocatorMethods: [
      {
        type: 'config',
        clusters: ENVIRONMENTS.map((environment) => {
          const prefix = `KUBERNETES_${environment.toUpperCase()}`;
          return {
            name: environments[environment].cluster,
            title: environment,
            url: `\${${prefix}_URL}`,
            authProvider: 'serviceAccount',
            serviceAccountToken: `\${${prefix}_TOKEN}`,
            caData: `\${${prefix}_CA}`,
            skipTLSVerify: false,
            skipMetricsLookup: true,
          };
        }),
      },
    ],
  };
}
