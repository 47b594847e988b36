import {
  CANCEL_HEALTH_CHECK,
  FLUX_NAMESPACE,
  GITHUB_CREDENTIAL,
  PLATFORM_APPLIER,
  PLATFORM_SOURCE,
} from '../../../constructs/flux/names';
import type { Environment, Size } from '../../../constructs/settings/settings';
import { platform } from '../../../platform';
import type { App } from '../../github';
import type { KubernetesObject } from '../../objects';
import { conditionOf, until } from '../cluster';
import type { Daemon } from '../daemons';
import { freePort } from '../network';
import type { Program } from '../programs';
import type { ControlPlane } from './control-plane';
import { fluxManifests } from './manifests';
import { receiveWebhooks, type Webhook } from './webhook';

/** How often Flux looks at a Kustomization that waits for another: 10 s in the platform's small clusters. */
export const REQUEUE_DEPENDENCY = '1s';

/**
 * How many objects the controllers see to at a time, by the size of a FluxInstance.
 * @see https://github.com/controlplaneio-fluxcd/flux-operator/blob/v0.58.0/internal/builder/profiles.go
 */
const CONCURRENT = {
  small: { kustomizeController: 5, sourceController: 2 },
  medium: { kustomizeController: 10, sourceController: 5 },
  large: { kustomizeController: 20, sourceController: 10 },
} as const satisfies Readonly<Record<Size, object>>;

/** There are no alerts that would be sent. */
const NO_EVENTS = '--events-addr=';

/** The controllers of Flux that deliver. */
export interface Flux {
  readonly sourceController: Daemon;
  readonly kustomizeController: Daemon;
  /** Told by GitHub of pushes, it has the others look. */
  readonly notificationController: Daemon;
}

/** Flux in a cluster, and where it is told of pushes. */
export interface RunningFlux {
  readonly controllers: Flux;
  readonly webhook: Webhook;
}

/** Where Flux finds GitHub, and as which GitHub App. */
export interface GitHubAccess {
  readonly url: string;
  /** Name of the platform repository. */
  readonly repository: string;
  /** Tells a cluster that a repository was pushed to. @returns the status of the answer */
  readonly announce: (repository: string, webhook: Webhook) => Promise<number>;
  readonly app: Pick<App, 'id' | 'installationId' | 'privateKey'>;
}

/** Installs Flux in a plane, as the platform's FluxInstance does, and starts it with the same arguments. */
export async function startFlux(
  plane: ControlPlane,
  environment: Environment,
  github: GitHubAccess,
): Promise<RunningFlux> {
  const { admin, context } = plane;
  const { daemons, programs, name } = context;
  const manifests = (await fluxManifests(platform.versions.flux)).map(inNamespace);
  await admin.apply([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: FLUX_NAMESPACE } }, ...manifests]);
  for (const { kind, metadata } of manifests) {
    if (kind !== 'CustomResourceDefinition') continue;
    const definition = { apiVersion: 'apiextensions.k8s.io/v1', kind, name: metadata.name };
    await admin.waitFor(definition, (seen) => conditionOf(seen, 'Established')?.status === 'True');
  }
  // The controllers end where they do not find their kinds.
  await until(async () => (await admin.list('kustomize.toolkit.fluxcd.io/v1', 'Kustomization')) && true);

  const [storage, receiver, events, ...ports] = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8, 9].map(freePort));
  const controller = async (program: keyof Flux, account: string, args: string[]) => {
    const [metrics, health] = ports.splice(0, 2);
    return daemons.daemon(name, {
      name: account,
      program: (programs[program] as Program).path,
      args: [`--metrics-addr=127.0.0.1:${metrics}`, `--health-addr=127.0.0.1:${health}`, ...args],
      env: {
        KUBECONFIG: await plane.kubeconfigOfAccount(FLUX_NAMESPACE, account),
        RUNTIME_NAMESPACE: FLUX_NAMESPACE,
        TMPDIR: daemons.data(name, `${account}-tmp`),
        TUF_ROOT: daemons.data(name, `${account}-tuf`),
      },
      ...(metrics !== undefined && { metricsPort: metrics }),
    });
  };
  const { fluxSize } = platform.environments[environment];
  const sourceController = await controller('sourceController', 'source-controller', [
    NO_EVENTS,
    concurrent('sourceController', fluxSize),
    `--storage-path=${daemons.data(name, 'source')}`,
    `--storage-addr=127.0.0.1:${storage}`,
    `--storage-adv-addr=127.0.0.1:${storage}`,
  ]);
  const kustomizeController = await controller('kustomizeController', 'kustomize-controller', [
    NO_EVENTS,
    '--no-cross-namespace-refs=true',
    '--no-remote-bases=true',
    '--default-service-account=default',
    CANCEL_HEALTH_CHECK,
    concurrent('kustomizeController', fluxSize),
    `--requeue-dependency=${REQUEUE_DEPENDENCY}`,
  ]);
  const notificationController = await controller('notificationController', 'notification-controller', [
    `--events-addr=127.0.0.1:${events}`,
    `--receiverAddr=127.0.0.1:${receiver}`,
  ]);
  await admin.apply([credential(github), ...sync(environment, github)]);
  const controllers = { sourceController, kustomizeController, notificationController };
  for (const one of Object.values(controllers)) one.start();
  const webhook = await receiveWebhooks(admin, environment, github.repository, `127.0.0.1:${receiver}`);
  return { controllers, webhook };
}

/** Gives Flux another size, as a change of `fluxSize` does. */
export async function resizeFlux({ sourceController, kustomizeController }: Flux, size: Size): Promise<void> {
  await sourceController.extend(concurrent('sourceController', size));
  await kustomizeController.extend(concurrent('kustomizeController', size));
}

function concurrent(controller: keyof (typeof CONCURRENT)[Size], size: Size): string {
  return `--concurrent=${CONCURRENT[size][controller]}`;
}

/** The credential by which Flux reads every repository. */
export function credential({ url, app }: Pick<GitHubAccess, 'url' | 'app'>): object {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: GITHUB_CREDENTIAL, namespace: FLUX_NAMESPACE },
    stringData: {
      githubAppID: `${app.id}`,
      githubAppInstallationID: `${app.installationId}`,
      githubAppPrivateKey: app.privateKey,
      githubAppBaseURL: `${url}/api/v3`,
    },
  };
}

/** What the FluxInstance makes of its `sync`: the platform repository, and the Kustomization of this cluster. */
function sync(environment: Environment, { url, repository }: Pick<GitHubAccess, 'url' | 'repository'>): object[] {
  const metadata = { name: PLATFORM_SOURCE, namespace: FLUX_NAMESPACE };
  return [
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata,
      spec: {
        interval: platform.environments[environment].pollInterval,
        url: `${url}/${platform.organization}/${repository}`,
        ref: platform.environments[environment].platformRef,
        provider: 'github',
        secretRef: { name: GITHUB_CREDENTIAL },
      },
    },
    {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata,
      spec: {
        interval: '10m',
        path: `./dist/clusters/${environment}`,
        prune: true,
        wait: false,
        serviceAccountName: PLATFORM_APPLIER,
        sourceRef: { kind: 'GitRepository', name: PLATFORM_SOURCE },
      },
    },
  ];
}

function inNamespace(object: KubernetesObject): KubernetesObject {
  if (object.kind !== 'ServiceAccount') return object;
  return { ...object, metadata: { ...object.metadata, namespace: FLUX_NAMESPACE } };
}
