import { rolloutHealth } from '../../constructs/flux/health';

/** What kustomize-controller makes of an object. `Unknown` is an expression that could not be evaluated. */
export type HealthStatus = 'Current' | 'Failed' | 'InProgress' | 'Unknown';

/** A composite as a cluster may hold it, and what a gate that tells the truth answers. */
export interface RolloutState {
  readonly expected: HealthStatus;
  readonly object: Readonly<Record<string, unknown>>;
}

/** The expressions that the rollout gate of an app consists of. */
export const ROLLOUT_HEALTH = rolloutHealth({
  apiVersion: 'platform.io/v1',
  kind: 'XNodeApp',
  components: [{ name: 'frontend' }, { name: 'backend' }],
});

const GENERATION = 4;

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly observedGeneration?: number;
  readonly reason?: string;
  readonly message?: string;
}

const SYNCED = { type: 'Synced', status: 'True', reason: 'ReconcileSuccess', observedGeneration: GENERATION };
const READY = { type: 'Ready', status: 'True', reason: 'Available', observedGeneration: GENERATION };
const CREATING = { type: 'Ready', status: 'False', reason: 'Creating', observedGeneration: GENERATION };

/** A Deployment of two pods that has finished rolling out. */
const ROLLED_OUT = {
  compositeGeneration: GENERATION,
  generation: 7,
  observedGeneration: 7,
  desired: 2,
  replicas: 2,
  updated: 2,
  available: 2,
};

const DATABASE = { phase: 'Cluster in healthy state', instances: 2, ready: 2 };

const STATUS = {
  conditions: [SYNCED, READY] as readonly Condition[],
  frontend: ROLLED_OUT,
  backend: ROLLED_OUT,
  database: DATABASE,
};

function composite(status?: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return {
    apiVersion: 'platform.io/v1',
    kind: 'XNodeApp',
    metadata: { name: 'dashboard', namespace: 'dashboard-qa', generation: GENERATION },
    spec: { project: 'dashboard' },
    ...(status === undefined ? {} : { status }),
  };
}

function conditions(...values: readonly Condition[]): Readonly<Record<string, unknown>> {
  return composite({ ...STATUS, conditions: values });
}

function backend(
  changes: Partial<typeof ROLLED_OUT>,
  ...values: readonly Condition[]
): Readonly<Record<string, unknown>> {
  const reported = values.length > 0 ? values : STATUS.conditions;
  return composite({ ...STATUS, conditions: reported, backend: { ...ROLLED_OUT, ...changes } });
}

function without<T extends object>(value: T, field: keyof T): Partial<T> {
  const { [field]: _, ...rest } = value;
  return rest as Partial<T>;
}

/** Every state that the gate has to tell apart, by the name of its record in `test/golden/health/`. */
export const ROLLOUT_STATES: Readonly<Record<string, RolloutState>> = {
  'new-without-status': { expected: 'Unknown', object: composite() },
  'new-with-empty-status': { expected: 'InProgress', object: composite({}) },
  'new-creating': { expected: 'InProgress', object: composite({ conditions: [SYNCED, CREATING], database: {} }) },
  'database-not-ready': { expected: 'InProgress', object: conditions(SYNCED, CREATING) },
  ready: { expected: 'Current', object: composite(STATUS) },

  'stale-synced-and-ready': {
    expected: 'InProgress',
    object: conditions({ ...SYNCED, observedGeneration: 3 }, { ...READY, observedGeneration: 3 }),
  },
  'stale-synced': { expected: 'InProgress', object: conditions({ ...SYNCED, observedGeneration: 3 }, READY) },
  'stale-ready': { expected: 'InProgress', object: conditions(SYNCED, { ...READY, observedGeneration: 3 }) },
  'stale-failure': {
    expected: 'InProgress',
    object: conditions({ ...SYNCED, status: 'False', reason: 'ReconcileError', observedGeneration: 3 }, READY),
  },
  'synced-without-observed-generation': {
    expected: 'InProgress',
    object: conditions({ type: 'Synced', status: 'True' }, READY),
  },
  'ready-without-observed-generation': {
    expected: 'InProgress',
    object: conditions(SYNCED, { type: 'Ready', status: 'True' }),
  },
  'no-conditions': { expected: 'InProgress', object: conditions() },
  'synced-only': { expected: 'InProgress', object: conditions(SYNCED) },
  'synced-unknown': { expected: 'InProgress', object: conditions({ ...SYNCED, status: 'Unknown' }, READY) },

  'composite-newer-than-deployment': {
    expected: 'InProgress',
    object: backend({ compositeGeneration: 3 }),
  },
  'deployment-not-yet-observed': { expected: 'InProgress', object: backend({ generation: 8 }) },
  'rolling-one-new-pod': {
    expected: 'InProgress',
    object: backend({ replicas: 3, updated: 1 }),
  },
  'rolling-last-old-pod': { expected: 'InProgress', object: backend({ replicas: 3 }) },
  'stuck-on-a-bad-image': {
    // The Deployment is Available and the composite Ready: only the numbers tell.
    expected: 'InProgress',
    object: backend({ replicas: 3, updated: 1, available: 2 }),
  },
  'single-pod-stuck-on-a-bad-image': {
    expected: 'InProgress',
    object: backend({ desired: 1, replicas: 2, updated: 1, available: 1 }),
  },
  'crash-looping': { expected: 'InProgress', object: backend({ available: 1 }, SYNCED, CREATING) },

  'no-permission': {
    expected: 'Failed',
    object: conditions(
      {
        type: 'Synced',
        status: 'False',
        reason: 'ReconcileError',
        observedGeneration: GENERATION,
        message: 'cannot compose resources: cannot apply composed resource "backend": deployments.apps is forbidden',
      },
      READY,
    ),
  },
  paused: {
    expected: 'Failed',
    object: conditions({ ...SYNCED, status: 'False', reason: 'ReconcilePaused' }, READY),
  },

  'scaled-by-hand': {
    expected: 'Current',
    object: backend({ generation: 8, observedGeneration: 8, desired: 5, replicas: 5, updated: 5, available: 5 }),
  },
  'scaling-by-hand': {
    expected: 'InProgress',
    object: backend({ generation: 8, observedGeneration: 8, desired: 5, replicas: 5, updated: 5, available: 3 }),
  },
  'scaled-by-autoscaler': {
    expected: 'Current',
    object: backend({ generation: 12, observedGeneration: 12, desired: 6, replicas: 6, updated: 6, available: 6 }),
  },
  'scaled-to-zero': {
    // Kubernetes leaves counts of zero out of a Deployment's status: nothing serves, so it is not healthy.
    expected: 'InProgress',
    object: composite({
      ...STATUS,
      backend: { compositeGeneration: GENERATION, generation: 8, observedGeneration: 8, desired: 0 },
    }),
  },

  'missing-component': { expected: 'InProgress', object: composite(without(STATUS, 'backend')) },
  'empty-component': { expected: 'InProgress', object: composite({ ...STATUS, backend: {} }) },
  ...Object.fromEntries(
    (Object.keys(ROLLED_OUT) as (keyof typeof ROLLED_OUT)[]).map((field) => [
      `missing-${field.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
      { expected: 'InProgress', object: composite({ ...STATUS, frontend: without(ROLLED_OUT, field) }) },
    ]),
  ),
};

/** The same gate with a component that an app may go without. */
export const OPTIONAL_HEALTH = rolloutHealth({
  apiVersion: 'platform.io/v1',
  kind: 'XNodeApp',
  components: [{ name: 'frontend' }, { name: 'backend' }, { name: 'cache', enabledBy: 'enabled' }],
});

function withCache(spec: object, cache?: object): Readonly<Record<string, unknown>> {
  return { ...composite({ ...STATUS, ...(cache && { cache }) }), spec: { project: 'dashboard', ...spec } };
}

/** Every state that the gate has to tell apart where there is a component that an app may go without. */
export const OPTIONAL_STATES: Readonly<Record<string, RolloutState>> = {
  'not-wanted': { expected: 'Current', object: withCache({ cache: { enabled: false } }) },
  'of-before-there-was-one': { expected: 'Current', object: withCache({}) },
  'not-wanted-any-more': {
    expected: 'Current',
    object: withCache({ cache: { enabled: false } }, { ...ROLLED_OUT, available: 1 }),
  },
  'wanted-and-not-there-yet': { expected: 'InProgress', object: withCache({ cache: { enabled: true } }) },
  'wanted-and-rolling': {
    expected: 'InProgress',
    object: withCache({ cache: { enabled: true } }, { ...ROLLED_OUT, updated: 1 }),
  },
  'wanted-and-there': { expected: 'Current', object: withCache({ cache: { enabled: true } }, ROLLED_OUT) },
};
