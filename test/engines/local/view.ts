import { CLUSTER_KUSTOMIZATIONS, PLATFORM_SOURCE } from '../../../constructs/flux/names';
import { environmentsOf, repositoriesOf } from '../../../constructs/registration/names';
import type { Registration } from '../../../constructs/registration/schema';
import { ENVIRONMENTS, type Environment } from '../../../constructs/settings/settings';
import { platform } from '../../../platform';
import type { Repository } from '../../github';
import type { KubernetesObject } from '../../objects';
import { conditionOf } from '../cluster';
import type { Fleet } from '../fleet';
import type { Plane } from '../plane/plane';
import { tagsOf, wantedOf } from '../wanted';

/** What a person sees of everything, as JSON. */
export interface View {
  readonly clusters: readonly Delivery[];
  readonly apps: readonly AppView[];
}

/** How far a delivery by Flux has come: `healthy` is said of the newest commit or tag only. */
export type State = 'healthy' | 'on its way' | 'failed' | 'not there';

/** What Flux has delivered to a cluster. */
export interface Delivery {
  readonly environment: Environment;
  readonly state: State;
  /** Why it is not healthy, in Flux's words. */
  readonly message: string;
  /** Commit or tag that Flux has applied. */
  readonly applied: string;
}

export interface AppView {
  readonly name: string;
  readonly team: string;
  readonly repositories: readonly RepositoryView[];
  readonly environments: readonly EnvironmentView[];
}

export interface RepositoryView {
  readonly name: string;
  /** Newest commit on the default branch. */
  readonly commit: string;
  /** First line of its message. */
  readonly message: string;
  readonly newestTag: string;
}

export interface EnvironmentView extends Delivery {
  /** Whether the registration lets the app in. */
  readonly open: boolean;
  /** As it will be reached; nothing answers there on this machine. */
  readonly url: string;
  readonly components: readonly ComponentView[];
}

export interface ComponentView {
  readonly name: string;
  /** The part of its image behind the name of the app's repository; '' where the platform chooses the image. */
  readonly tag: string;
  /** How many of its pods serve, e.g. `1 of 2, rolling out`. */
  readonly pods: string;
}

export async function viewOf(fleet: Fleet): Promise<View> {
  const repository = fleet.github.repository(platform.repository);
  const [clusters, apps] = await Promise.all([
    Promise.all(ENVIRONMENTS.map((environment) => clusterView(fleet.planes[environment], repository))),
    Promise.all(fleet.platform.apps.map((app) => appView(fleet, app))),
  ]);
  return { clusters, apps };
}

/** How far the platform's own Kustomizations have come: the first of them that is not healthy tells. */
async function clusterView(plane: Plane, repository: Repository): Promise<Delivery> {
  const { environment, cluster } = plane;
  const wanted = await wantedOf(repository, platform.environments[environment].platformRef);
  const source = await cluster.get(plane.gitRepository(PLATFORM_SOURCE));
  const all = await Promise.all(
    CLUSTER_KUSTOMIZATIONS.map(async (name) =>
      deliveryOf(environment, source, await cluster.get(plane.kustomization(name)), wanted),
    ),
  );
  return all.find(({ state }) => state !== 'healthy') ?? (all.at(-1) as Delivery);
}

async function appView(fleet: Fleet, app: Registration): Promise<AppView> {
  const names = repositoriesOf(app.name);
  const deploy = fleet.github.repository(names.deploy);
  const open = environmentsOf(app);
  return {
    name: app.name,
    team: app.team,
    repositories: await Promise.all(Object.values(names).map((name) => repositoryView(fleet.github.repository(name)))),
    environments: await Promise.all(
      ENVIRONMENTS.map(async (environment) => ({
        open: open.includes(environment),
        ...(await environmentView(fleet.planes[environment], app.name, deploy)),
      })),
    ),
  };
}

async function repositoryView({ name, git, settings }: Repository): Promise<RepositoryView> {
  const [head, tags] = await Promise.all([git.head(settings.default_branch), tagsOf({ git })]);
  const newestTag = tags.at(-1) ?? '';
  if (head === undefined) return { name, commit: '', message: 'empty', newestTag };
  const [message = ''] = (await git.commit(head)).message.split('\n');
  return { name, commit: short(head), message, newestTag };
}

async function environmentView(plane: Plane, app: string, deploy: Repository): Promise<Omit<EnvironmentView, 'open'>> {
  const { environment, cluster } = plane;
  const [source, kustomization, composite, wanted] = await Promise.all([
    cluster.get(plane.gitRepository(app)),
    cluster.get(plane.kustomization(app)),
    cluster.get(plane.composite(app)),
    wantedOf(deploy, platform.environments[environment].deployRef),
  ]);
  const { frontend, backend, database, url = '' } = composite?.status ?? {};
  const tagOf = (component: string) =>
    String(composite?.spec[component]?.image ?? '').replace(/^.*[:/](?=[^:/]*$)/, '');
  const components = [
    { name: 'frontend', tag: tagOf('frontend'), pods: podsOf(frontend) },
    { name: 'backend', tag: tagOf('backend'), pods: podsOf(backend) },
    {
      name: 'database',
      tag: '',
      pods: podsOf({ ...database, available: database?.ready, desired: database?.instances }),
    },
  ];
  return {
    ...deliveryOf(environment, source, kustomization, wanted),
    url,
    components: composite ? components : [],
  };
}

/** @param wanted the commit that should be there */
function deliveryOf(
  environment: Environment,
  source: KubernetesObject | undefined,
  kustomization: KubernetesObject | undefined,
  wanted: string | undefined,
): Delivery {
  const [fetched, ready] = [source, kustomization].map((object) => conditionOf(object, 'Ready'));
  const { ref, commit } = revisionOf(kustomization?.status?.lastAppliedRevision);
  const artifact = source?.status?.artifact;
  const isFetched = revisionOf(artifact?.revision).commit === wanted;
  // What it says may still be of the commit before: then it has said so before the newest was there.
  const isJudged = isFetched && Date.parse(ready?.lastTransitionTime ?? '') >= Date.parse(artifact?.lastUpdateTime);
  const tell = (): readonly [State, (string | undefined)?] => {
    if (!kustomization || wanted === undefined) return ['not there', fetched?.message];
    if (ready?.status === 'True' && commit === wanted) return ['healthy'];
    if (!isFetched) return [fetched?.status === 'False' ? 'failed' : 'on its way', fetched?.message];
    const isRefused = ready?.status === 'False' && ready.reason !== 'DependencyNotReady';
    return [isRefused && isJudged ? 'failed' : 'on its way', ready?.message];
  };
  const [state, message = ''] = tell();
  return { environment, state, message, applied: commit && `${ref} ${short(commit)}` };
}

/** Flux writes `main@sha1:…` and `v1.2.3@sha1:…`. */
function revisionOf(revision: string | undefined): { readonly ref: string; readonly commit: string } {
  const [ref = '', commit = ''] = (revision ?? '').split('@sha1:');
  return { ref, commit };
}

interface Pods {
  readonly available?: number;
  readonly desired?: number;
  readonly replicas?: number;
  readonly updated?: number;
}

function podsOf({ available = 0, desired, replicas = desired, updated = desired }: Pods = {}): string {
  if (desired === undefined) return '';
  return `${available} of ${desired}${replicas === desired && updated === desired ? '' : ', rolling out'}`;
}

function short(commit: string): string {
  return commit.slice(0, 7);
}
