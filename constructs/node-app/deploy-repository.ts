import type { Json } from '../composition';
import { apiVersionOf } from '../composition';
import { NEVER_PRUNED } from '../flux/names';
import { KUBERNETES_ID } from '../kubernetes/backstage';
import { namespaceOf } from '../registration/names';
import type { Registration } from '../registration/schema';
import { type AppDefaults, ENVIRONMENTS, type Environment, type PlatformSettings } from '../settings/settings';
import type { ComponentStart } from './component';
import { components } from './components';
import { XNodeApp } from './definition';
import type { NodeAppSpec } from './schema';

/** A file of a deploy repository: where it is, and what it holds. */
export type DeployFile = readonly [path: string, content: Json];

/** The answers that a deploy repository is made of. */
export type DeployAnswers = Pick<Registration, 'name' | 'team' | 'database' | 'apiPort' | 'monitoring'>;

type Patch = { readonly [K in keyof NodeAppSpec]?: Partial<NodeAppSpec[K]> };

/**
 * What an app's deploy repository starts with: the composite in `base/`, and what each environment changes in it.
 * From then on it is its team's.
 */
export function deployRepository(settings: PlatformSettings, app: DeployAnswers): readonly DeployFile[] {
  const files: DeployFile[] = [
    ['kustomization.yaml', kustomization({ resources: ENVIRONMENTS.map((environment) => `overlays/${environment}`) })],
    [
      'base/kustomization.yaml',
      kustomization({ resources: ['xnodeapp.yaml'], patches: FILES.map((path) => ({ path })) }),
    ],
    ['base/xnodeapp.yaml', composite(app, basePatch(app), { labels: { [KUBERNETES_ID]: app.name } })],
    ...componentFiles('base', app, baseComponents(settings, app)),
  ];
  for (const environment of ENVIRONMENTS) {
    const folder = `overlays/${environment}`;
    const patches = ['environment.yaml', ...FILES].map((path) => ({ path }));
    const namespace = namespaceOf(app.name, environment, settings);
    const { app: defaults } = settings.environments[environment];
    files.push(
      [`${folder}/kustomization.yaml`, kustomization({ namespace, resources: ['../../base'], patches })],
      [
        `${folder}/environment.yaml`,
        composite(
          app,
          environmentPatch(settings, app, environment),
          defaults.protected ? { annotations: NEVER_PRUNED } : {},
        ),
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
      ...(defaults.protected && { annotations: NEVER_PRUNED }),
      labels: { [KUBERNETES_ID]: app.name },
      name: app.name,
      namespace: namespaceOf(app.name, environment, settings),
    },
    spec: {
      ...basePatch(app),
      ...environmentPatch(settings, app, environment),
      ...Object.fromEntries(STARTS.map(([name]) => [name, { ...base[name], ...overlay[name] }])),
    },
  } as Json;
}

/** Parts of a composite's spec, by component. */
type Parts = Readonly<Record<string, object>>;

/** The components that have a file of their own, one patch each. */
const STARTS: readonly (readonly [component: string, start: ComponentStart])[] = components().flatMap(
  ([name, { start }]) => (start ? [[name, start] as const] : []),
);

const FILES = STARTS.map(([, { file }]) => file);

/** What is the same in every environment. */
function basePatch({ team, monitoring }: DeployAnswers): Patch {
  return { team, monitoring };
}

function baseComponents(settings: PlatformSettings, app: DeployAnswers): Parts {
  return Object.fromEntries(STARTS.map(([name, start]) => [name, start.base(settings, app)]));
}

/** What differs from environment to environment. */
function environmentPatch(settings: PlatformSettings, app: DeployAnswers, environment: Environment): Patch {
  const { app: defaults, domain } = settings.environments[environment];
  return { environment, host: `${app.name}.${domain}`, protected: defaults.protected };
}

function environmentComponents(settings: PlatformSettings, app: DeployAnswers, defaults: AppDefaults): Parts {
  return Object.fromEntries(STARTS.map(([name, start]) => [name, start.overlay(settings, app, defaults)]));
}

function componentFiles(folder: string, app: DeployAnswers, parts: Parts): DeployFile[] {
  return STARTS.map(([name, { file }]) => [`${folder}/${file}`, composite(app, { [name]: parts[name] as object })]);
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
