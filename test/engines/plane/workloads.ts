import { setTimeout as sleep } from 'node:timers/promises';
import type { KubernetesObject } from '../../objects';
import type { Cluster } from '../cluster';

/** Tag of images that no registry has: pods that ask for one never start. */
export const MISSING_TAG = 'v0.0.0-missing';

/** What is not real here, for people. */
export const SIMULATED =
  'nodes and pods: each pod serves at once, one whose image is tagged v0.0.0-missing never does; databases: each is ready at once';

/**
 * Answers for what a machine without containers cannot run: pods, whose Deployments and ReplicaSets are the real
 * controllers' work, and PostgreSQL clusters.
 */
export class SimulatedWorkloads {
  private stopped = new AbortController();

  constructor(private readonly cluster: Cluster) {
    this.start();
  }

  /** Goes on after {@link stop}. */
  start(): void {
    this.stopped = new AbortController();
    void this.run(this.stopped.signal);
  }

  stop(): void {
    this.stopped.abort();
  }

  private async run(stopped: AbortSignal): Promise<void> {
    while (!stopped.aborted) {
      // The API server may be down, or an object gone a moment ago: the next round tells.
      await this.answer().catch(() => {});
      await sleep(250, undefined, { ref: false });
    }
  }

  private async answer(): Promise<void> {
    for (const pod of await this.cluster.list('v1', 'Pod')) {
      if (pod.status?.containerStatuses) continue;
      await this.cluster.patch(referenceOf(pod), { status: statusOfPod(pod) }, 'status');
    }
    for (const database of await this.cluster.list('postgresql.cnpg.io/v1', 'Cluster')) {
      if (database.status?.readyInstances === database.spec.instances) continue;
      await this.cluster.patch(referenceOf(database), { status: statusOfDatabase(database) }, 'status');
    }
  }
}

function referenceOf({ apiVersion, kind, metadata }: KubernetesObject) {
  return { apiVersion, kind, name: metadata.name, namespace: metadata.namespace as string };
}

/** What a kubelet reports. @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/ */
function statusOfPod({ spec }: KubernetesObject): object {
  const now = new Date().toISOString();
  const containers: readonly { readonly name: string; readonly image: string }[] = spec.containers;
  const serves = containers.every(({ image }) => !image.includes(`:${MISSING_TAG}`));
  const condition = (type: string, status: boolean) => ({
    type,
    status: status ? 'True' : 'False',
    lastTransitionTime: now,
  });
  return {
    phase: serves ? 'Running' : 'Pending',
    startTime: now,
    conditions: [
      condition('PodScheduled', true),
      condition('Initialized', true),
      condition('ContainersReady', serves),
      condition('Ready', serves),
    ],
    containerStatuses: containers.map(({ name, image }) => ({
      name,
      image,
      imageID: '',
      ready: serves,
      started: serves,
      restartCount: 0,
      state: serves ? { running: { startedAt: now } } : { waiting: { reason: 'ImagePullBackOff' } },
    })),
  };
}

/** What CloudNativePG reports of a cluster in good health. */
function statusOfDatabase({ spec }: KubernetesObject): object {
  return {
    phase: 'Cluster in healthy state',
    instances: spec.instances,
    readyInstances: spec.instances,
    conditions: [
      {
        type: 'Ready',
        status: 'True',
        reason: 'ClusterIsReady',
        message: 'Cluster is Ready',
        lastTransitionTime: new Date().toISOString(),
      },
    ],
  };
}
