import type { Json } from '../composition';
import { apiVersionOf } from '../composition';
import { KUBERNETES_ID } from '../kubernetes/backstage';
import { namespaceOf, repositoriesOf } from '../registration/names';
import type { Registration } from '../registration/schema';
import { type AppDefaults, ENVIRONMENTS, type Environment, type PlatformSettings } from '../settings/settings';
import { XNodeApp } from './definition';
import type { NodeAppSpec } from './schema';

/** A file of a deploy repository: where it is, and what it holds. */
export type DeployFile = readonly [path: string, content: Json];

/** The answers that a deploy repository is made of. */
export type DeployAnswers = Pick<Registration, 'name' | 'team' | 'database' | 'apiPort' | 'monitoring'>;

type Patch = { readonly [K in keyof NodeAppSpec]?: Partial<NodeAppSpec[K]> };

/** The version that an app's first images have. */
const FIRST_VERSION = 'v0.1.0';

/** What keeps Flux from deleting an object that is no longer in Git. */
const KEEP = { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' };

/**
 * What an app's deploy repository starts with: the composite in `base/`, and what each environment changes in it.
 * From then on it is its team's.
 */
export function deployRepository(settings: PlatformSettings, app: DeployAnswers): readonly DeployFile[] {
  const files: DeployFile[] = [
    ['kustomization.yaml', kustomization({ resources: ENVIRONMENTS.map((environment) => `overlays/${environment}`) })],
    [
      'base/kustomization.yaml',
      kustomization({ resources: ['xnodeapp.yaml'], patches: Object.keys(COMPONENT_FILES).map((path) => ({ path })) }),
    ],
    ['base/xnodeapp.yaml', composite(app, basePatch(app), { labels: { [KUBERNETES_ID]: app.name } })],
    ...componentFiles('base', app, baseComponents(settings, app)),
  ];
  for (const environment of ENVIRONMENTS) {
    const folder = `overlays/${environment}`;
    const patches = ['environment.yaml', ...Object.keys(COMPONENT_FILES)].map((path) => ({ path }));
    const namespace = namespaceOf(app.name, environment);
    const { app: defaults } = settings.environments[environment];
    files.push(
      [`${folder}/kustomization.yaml`, kustomization({ namespace, resources: ['../../base'], patches })],
      [
        `${folder}/environment.yaml`,
        composite(app, environmentPatch(settings, app, environment), defaults.protected ? { annotations: KEEP } : {}),
      ],
      ...componentFiles(folder, app, environmentComponents(settings, app, defaults)),
    );
  }
  return files;
}

/** The composite that an environment's overlay builds to. */
export function compositeOf(settings: PlatformSettings, app: DeployAnswers, environment: Environment): Json {
  const { app: defaults } = settings.environments[environment];
  const base = baseComponents(settings, app);
  const overlay = environmentComponents(settings, app, defaults);
  return {
    apiVersion: apiVersionOf(XNodeApp),
    kind: XNodeApp.kind,
    metadata: {
      ...(defaults.protected && { annotations: KEEP }),
      labels: { [KUBERNETES_ID]: app.name },
      name: app.name,
      namespace: namespaceOf(app.name, environment),
    },
    spec: {
      ...basePatch(app),
      ...environmentPatch(settings, app, environment),
      frontend: { ...base.frontend, ...overlay.frontend },
      backend: { ...base.backend, ...overlay.backend },
      database: { ...base.database, ...overlay.database },
    },
  } as Json;
}

type Components = Pick<Patch, 'frontend' | 'backend' | 'database'>;

/** One patch file a component, under the name by which people know what it becomes. */
const COMPONENT_FILES = {
  'frontend-deployment.yaml': 'frontend',
  'backend-deployment.yaml': 'backend',
  'postgres-xr.yaml': 'database',
} as const;

/** What is the same in every environment. */
function basePatch({ team, monitoring }: DeployAnswers): Patch {
  return { team, monitoring };
}

function baseComponents({ signIn }: PlatformSettings, { name, apiPort, database }: DeployAnswers): Components {
  const { frontend: client, backend: audience } = repositoriesOf(name);
  return {
    frontend: { size: 'small' },
    backend: {
      size: 'small',
      port: apiPort,
      env: { OIDC_ISSUER: signIn.issuer, OIDC_AUDIENCE: audience, OIDC_CLIENT_ID: client },
      // To the issuer, which it asks for its keys.
      egress: 'internet',
    },
    database: { name: database, version: '18', size: 'small' },
  };
}

/** What differs from environment to environment. */
function environmentPatch(settings: PlatformSettings, app: DeployAnswers, environment: Environment): Patch {
  const { app: defaults, domain } = settings.environments[environment];
  return { environment, host: `${app.name}.${domain}`, protected: defaults.protected };
}

function environmentComponents(
  { registry }: PlatformSettings,
  { name }: DeployAnswers,
  defaults: AppDefaults,
): Components {
  const { frontend, backend, database } = defaults;
  return {
    frontend: { image: `${registry}/${name}-frontend:${FIRST_VERSION}`, ...frontend },
    backend: { image: `${registry}/${name}-backend:${FIRST_VERSION}`, ...backend },
    database: {
      ...database,
      // Each database has a folder of its own.
      ...(database.backups && {
        backups: { ...database.backups, destination: `${database.backups.destination}/${name}` },
      }),
    },
  };
}

function componentFiles(folder: string, app: DeployAnswers, components: Components): DeployFile[] {
  return Object.entries(COMPONENT_FILES).map(([file, component]) => [
    `${folder}/${file}`,
    composite(app, { [component]: components[component] }),
  ]);
}

function composite({ name }: DeployAnswers, spec: Patch, metadata: Record<string, Json> = {}): Json {
  return {
    apiVersion: apiVersionOf(XNodeApp),
    kind: XNodeApp.kind,
    metadata: { name, ...metadata },
    spec: spec as Json,
  };
}

function kustomization(content: Record<string, Json>): Json {
  return { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', ...content };
}
