import { FLUX_NAMESPACE, PLATFORM_SOURCE } from '../../../constructs/flux/names';
import { XNodeApp } from '../../../constructs/node-app/definition';
import { namespaceOf, repositoriesOf } from '../../../constructs/registration/names';
import type { Environment } from '../../../constructs/settings/settings';
import { platform } from '../../../platform';
import type { KubernetesObject } from '../../objects';
import { type Cluster, conditionOf, type ObjectReference, until } from '../cluster';
import type { Daemon } from '../daemons';
import { ENGINES } from '../engines';
import { ControlPlane, type PlaneContext } from './control-plane';
import { installRelease, type Release, type RunningFunction, startCrossplane } from './crossplane';
import { type Flux, type GitHubAccess, startFlux } from './flux';
import type { Webhook } from './webhook';
import { SimulatedWorkloads } from './workloads';

const SOURCE = 'source.toolkit.fluxcd.io/v1';
const KUSTOMIZE = 'kustomize.toolkit.fluxcd.io/v1';

/** The cluster of one environment: control plane, Crossplane and Flux, and what stands for nodes. */
export class Plane {
  private constructor(
    readonly environment: Environment,
    readonly controlPlane: ControlPlane,
    readonly crossplane: Daemon,
    readonly flux: Flux,
    readonly workloads: SimulatedWorkloads,
    /** Where GitHub tells of pushes. */
    readonly webhook: Webhook,
    private readonly github: GitHubAccess,
  ) {}

  static async start(
    context: PlaneContext,
    environment: Environment,
    functions: readonly RunningFunction[],
    github: GitHubAccess,
  ): Promise<Plane> {
    const controlPlane = await ControlPlane.start(context);
    const crossplane = await startCrossplane(controlPlane, functions);
    const { controllers, webhook } = await startFlux(controlPlane, environment, github);
    const workloads = new SimulatedWorkloads(controlPlane.admin);
    return new Plane(environment, controlPlane, crossplane, controllers, workloads, webhook, github);
  }

  /** The cluster, seen by an administrator. */
  get cluster(): Cluster {
    return this.controlPlane.admin;
  }

  /** Programs of this plane, by what they are. */
  get daemons(): readonly Daemon[] {
    const { etcd, apiServer, controllerManager } = this.controlPlane;
    return [etcd, apiServer, controllerManager, this.crossplane, ...Object.values(this.flux)];
  }

  /** Runs another release of Crossplane, as an upgrade of its chart does. @throws Error where it is not to be had */
  async upgradeCrossplane(to: Release): Promise<void> {
    const program = this.controlPlane.context.programs[to];
    if (!program) throw new Error(`${ENGINES[to].name} ${ENGINES[to].version} is not there`);
    await installRelease(this.controlPlane, this.crossplane, to, program);
  }

  /** Ends it before the rest of the fleet. */
  async stop(): Promise<void> {
    this.workloads.stop();
    await Promise.all(this.daemons.map((daemon) => daemon.kill()));
  }

  /** The composite of an app. */
  composite(app: string): ObjectReference {
    const apiVersion = `${XNodeApp.group}/${XNodeApp.version}`;
    return { apiVersion, kind: XNodeApp.kind, name: app, namespace: namespaceOf(app, this.environment, platform) };
  }

  kustomization(name: string): ObjectReference {
    return { apiVersion: KUSTOMIZE, kind: 'Kustomization', name, namespace: FLUX_NAMESPACE };
  }

  gitRepository(name: string): ObjectReference {
    return { apiVersion: SOURCE, kind: 'GitRepository', name, namespace: FLUX_NAMESPACE };
  }

  /** Waits until Flux has looked at a source's repository as often as it was told to, whether or not it could fetch it. */
  async looked(source: string): Promise<void> {
    await this.cluster.waitFor(this.gitRepository(source), ({ metadata, status }) => {
      const asked = metadata.annotations?.['reconcile.fluxcd.io/requestedAt'];
      return asked !== undefined && status?.lastHandledReconcileAt === asked;
    });
  }

  /** Tells Flux that the repository of a source was pushed to, as GitHub's webhook does; until it has heard. */
  async notify(source: string): Promise<void> {
    const repository = source === PLATFORM_SOURCE ? this.github.repository : repositoriesOf(source).deploy;
    await until(async () => {
      const status = await this.github.announce(repository, this.webhook);
      if (status !== 200) throw new Error(`the receiver of ${this.environment} answers ${status}`);
      return true;
    });
  }

  /** Has Flux apply now, as `flux reconcile kustomization` does. */
  async reconcile(kustomization: string): Promise<void> {
    const annotations = { 'reconcile.fluxcd.io/requestedAt': new Date().toISOString() };
    await this.cluster.patch(this.kustomization(kustomization), { metadata: { annotations } });
  }

  /** Waits until Flux has fetched a commit of a source. */
  async fetched(source: string, commit: string, timeout?: number): Promise<void> {
    const isFetched = ({ status }: KubernetesObject) => revisionIs(status?.artifact?.revision, commit);
    await this.cluster.waitFor(this.gitRepository(source), isFetched, timeout);
  }

  /** Waits until Flux has applied a commit; whether what was applied is healthy is not asked. */
  applied(kustomization: string, commit: string, timeout?: number): Promise<KubernetesObject> {
    const isApplied = ({ status }: KubernetesObject) => revisionIs(status?.lastAppliedRevision, commit);
    return this.cluster.waitFor(this.kustomization(kustomization), isApplied, timeout);
  }

  /** Waits until Flux says of a commit that all it applied is healthy. */
  healthy(kustomization: string, commit: string, timeout?: number): Promise<KubernetesObject> {
    return this.cluster.waitFor(
      this.kustomization(kustomization),
      (object) => revisionIs(object.status?.lastAppliedRevision, commit) && isReady(object),
      timeout,
    );
  }

  /** Waits until Flux says of a commit that it cannot be applied, or that what it applied is not healthy. @returns why */
  async refused(kustomization: string, commit: string, timeout?: number): Promise<string> {
    const object = await this.cluster.waitFor(
      this.kustomization(kustomization),
      (seen) => {
        const { status } = seen;
        const ready = conditionOf(seen, 'Ready');
        // A commit whose folder cannot be read is not counted as attempted.
        const isAttempted = revisionIs(status?.lastAttemptedRevision, commit) || ready?.reason === 'ArtifactFailed';
        return isAttempted && ready?.status === 'False';
      },
      timeout,
    );
    return String(conditionOf(object, 'Ready')?.message);
  }
}

function isReady(object: KubernetesObject): boolean {
  const ready = conditionOf(object, 'Ready');
  return ready?.status === 'True' && object.status.observedGeneration === object.metadata.generation;
}

/** Revisions are `main@sha1:…` or `v1.2.3@sha1:…`. */
function revisionIs(revision: string | undefined, commit: string): boolean {
  return revision?.endsWith(`@sha1:${commit}`) === true;
}
