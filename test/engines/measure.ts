import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { CLUSTER_KUSTOMIZATIONS, PLATFORM_SOURCE } from '../../constructs/flux/names';
import type { Size } from '../../constructs/settings/settings';
import { platform } from '../../platform';
import { conditionOf, until } from './cluster';
import type { Daemon } from './daemons';
import type { Fleet } from './fleet';
import { type Distribution, distributionOf } from './metrics';
import { resizeFlux } from './plane/flux';
import type { Plane } from './plane/plane';
import { answersOf, TestApp } from './stories/test-app';

/** What is counted of a cluster at rest is counted for so long, in milliseconds: every source is looked at once in it. */
const AT_REST = 60_000;
/** Clock ticks a second in /proc, on every Linux. */
const TICKS = 100;

/** The kinds whose reconciliation delivers an app, each by the controller that sees to it. */
const CONTROLLERS = [
  { daemon: 'source-controller', controller: 'gitrepository' },
  { daemon: 'kustomize-controller', controller: 'kustomization' },
  { daemon: 'crossplane', controller: 'composite/xnodeapps.platform.io' },
] as const;

/** A program of a cluster. */
export interface Usage {
  readonly name: string;
  /** MiB, resident, at rest. */
  readonly memory: number;
  /** Cores in use at rest, e.g. 0.05. */
  readonly cores: number;
  /** Seconds of each reconciliation while the apps arrived. @default - it reconciles nothing that is measured */
  readonly arriving?: Distribution;
  /** Seconds of each reconciliation at rest. @default - nothing was reconciled */
  readonly resting?: Distribution;
}

/** One cluster, dev, with a number of apps. */
export interface Growth {
  readonly apps: number;
  /** Size of Flux, as the settings advise for so many. */
  readonly fluxSize: Size;
  /** Bytes of `dist/` in the platform repository. */
  readonly distBytes: number;
  /** How many apps came in this step. */
  readonly added: number;
  /** From the merge that registers these until Flux calls everything in the cluster healthy. */
  readonly syncSeconds: number;
  /** Requests that the API server answers, a minute, at rest. */
  readonly apiRequests: number;
  /** Requests of git that GitHub answers, a minute, at rest. */
  readonly gitRequests: number;
  /** Requests to GitHub's REST API: while the apps arrived, and a minute at rest. */
  readonly restRequests: { readonly arriving: number; readonly resting: number };
  readonly programs: readonly Usage[];
}

/** Seconds from a merge in one app's deploy repository until its composite has the change. */
export interface Latency {
  readonly apps: number;
  readonly webhook: Quantiles;
  readonly polling: Quantiles;
}

/** Of a number of samples. */
export interface Quantiles {
  readonly samples: number;
  readonly median: number;
  readonly p95: number;
}

/**
 * Registers apps until dev has this many, all in one merge, and watches them arrive and then rest.
 *
 * @param apps more than there are
 * @param progress is told what is about to take a while
 */
export async function measureGrowth(fleet: Fleet, apps: number, progress: (step: string) => void): Promise<Growth> {
  const { dev } = fleet.planes;
  const there = fleet.platform.apps.length;
  const added = Array.from({ length: apps - there }, (_, i) => answersOf(`app${there + i}`));
  progress(`${apps} apps: making their repositories`);
  for (const registration of added) await fleet.createRepositories(registration);

  await resizeFlux(dev.flux, fluxSizeFor(apps));
  progress(`${apps} apps: registered, and arriving`);
  const head = await fleet.github.repository(platform.repository).git.head('main');
  await fleet.delivered(head as string, ['dev']);
  fleet.github.requests.length = 0;
  const before = await readingsOf(dev);
  const started = performance.now();
  await fleet.platform.register(...added);
  await dev.notify(PLATFORM_SOURCE);
  // Each is looked at again and again, and then not called healthy for some seconds: all at once they never are.
  const healthy = new Set<string>();
  await until(async () => {
    await sleep(1000);
    const kustomizations = await dev.cluster.list('kustomize.toolkit.fluxcd.io/v1', 'Kustomization');
    for (const one of kustomizations) {
      if (conditionOf(one, 'Ready')?.status === 'True') healthy.add(one.metadata.name);
    }
    return healthy.size >= CLUSTER_KUSTOMIZATIONS.length + 1 + apps || undefined;
  }, 60 * 60_000);
  const syncSeconds = (performance.now() - started) / 1000;
  const arrived = await readingsOf(dev);
  const arriving = restRequests(fleet);

  progress(`${apps} apps: at rest`);
  // What stands for nodes asks the API server all the time, which kubelets do not.
  dev.workloads.stop();
  await sleep(AT_REST / 2);
  const [rested, cpu, asked] = [await readingsOf(dev), dev.daemons.map(cpuSeconds), await apiRequests(dev)];
  fleet.github.requests.length = 0;
  await sleep(AT_REST);
  const ended = await readingsOf(dev);
  const minutes = AT_REST / 60_000;
  const growth = {
    apps,
    fluxSize: fluxSizeFor(apps),
    distBytes: fleet.platform.bytes,
    added: added.length,
    syncSeconds,
    apiRequests: ((await apiRequests(dev)) - asked) / minutes,
    gitRequests: fleet.github.requests.filter(isOfGit).length / minutes,
    restRequests: { arriving, resting: restRequests(fleet) / minutes },
    programs: dev.daemons.map((daemon, i) => ({
      name: daemon.name,
      memory: memoryOf(daemon),
      cores: (cpuSeconds(daemon) - (cpu[i] as number)) / (AT_REST / 1000),
      ...reconciliations('arriving', daemon.name, before, arrived),
      ...reconciliations('resting', daemon.name, rested, ended),
    })),
  };
  dev.workloads.start();
  return growth;
}

/**
 * Changes apps of a fleet one after another: 20 that GitHub tells of, then those of ten apps that
 * Flux has to find.
 *
 * @param progress is told what is about to take a while
 */
export async function measureLatency(fleet: Fleet, apps: number, progress: (step: string) => void): Promise<Latency> {
  const { dev } = fleet.planes;
  const path = 'overlays/dev/environment.yaml';
  const once = async (index: number, isTold: boolean) => {
    const registration = fleet.platform.apps[index % fleet.platform.apps.length];
    if (!registration) throw new Error('there is no app to change');
    const app = TestApp.of(fleet, registration);
    const host = `h${index}-${isTold ? 'told' : 'found'}.example.com`;
    const text = (await app.read(path)).replace(/host: \S+/, `host: ${host}`);
    const started = performance.now();
    await app.deploy.git.commitFiles('main', { [path]: text }, 'chore: change');
    if (isTold) await dev.notify(app.name);
    await dev.cluster.waitFor(dev.composite(app.name), ({ spec }) => spec.host === host, 300_000);
    return (performance.now() - started) / 1000;
  };
  progress(`${apps} apps: changes that GitHub tells of`);
  const told: number[] = [];
  for (let i = 0; i < 20; i++) told.push(await once(i, true));
  progress(`${apps} apps: changes that Flux finds`);
  // At one moment each of its own in the interval of its repository, and none waits for another.
  const found = await Promise.all(
    Array.from({ length: Math.min(10, apps) }, async (_, i) => {
      await sleep(i * 6_000);
      return once(i, false);
    }),
  );
  return { apps, webhook: quantilesOf(told), polling: quantilesOf(found) };
}

/** As the documentation of the setting advises. */
function fluxSizeFor(apps: number): Size {
  if (apps <= 50) return 'small';
  return apps <= 150 ? 'medium' : 'large';
}

function quantilesOf(samples: readonly number[]): Quantiles {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.ceil(part * sorted.length) - 1] as number;
  return { samples: sorted.length, median: at(0.5), p95: at(0.95) };
}

type Readings = ReadonlyMap<string, Awaited<ReturnType<Daemon['metrics']>>>;

async function readingsOf({ daemons }: Plane): Promise<Readings> {
  const readings = CONTROLLERS.map(async ({ daemon: wanted }) => {
    const daemon = daemons.find(({ name }) => name === wanted);
    if (!daemon) throw new Error(`${wanted} does not run`);
    // One that was started a moment ago does not listen yet.
    return [wanted, await until(() => daemon.metrics())] as const;
  });
  return new Map(await Promise.all(readings));
}

function reconciliations(
  when: 'arriving' | 'resting',
  name: string,
  before: Readings,
  after: Readings,
): Partial<Pick<Usage, 'arriving' | 'resting'>> {
  const measured = CONTROLLERS.find(({ daemon }) => daemon === name);
  const [then, now] = [before.get(name), after.get(name)];
  if (!measured || !then || !now) return {};
  const { controller } = measured;
  const distribution = distributionOf(then, now, 'controller_runtime_reconcile_time_seconds', { controller });
  return distribution ? { [when]: distribution } : {};
}

async function apiRequests({ cluster }: Plane): Promise<number> {
  return (await cluster.metrics()).sum('apiserver_request_total');
}

function restRequests({ github }: Fleet): number {
  return github.requests.filter((request) => !isOfGit(request)).length;
}

/** @see https://git-scm.com/docs/http-protocol */
function isOfGit({ path }: { readonly path: string }): boolean {
  return /\/(info\/refs|git-upload-pack)(\?|$)/.test(path);
}

/** @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function cpuSeconds({ pid }: Daemon): number {
  const [, fields = ''] = /\) (.*)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
  const [user, system] = fields.split(' ').slice(11, 13).map(Number);
  return ((user as number) + (system as number)) / TICKS;
}

/** MiB. */
function memoryOf({ pid }: Daemon): number {
  const [, kibibytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kibibytes) / 1024;
}
