import type { Json } from '../../constructs/composition';
import type { Composite } from '../../constructs/composition';
import { admit } from '../../constructs/node-app/admission';
import type { NodeDevelopment } from '../../constructs/node-app/node-development';
import { COMPOSITE_GENERATION } from '../../constructs/node-app/workload';
import { ENVIRONMENTS } from '../../constructs/settings/settings';
import { overlayOf } from './overlay';
import { composite, EVERYTHING, type Fields, IMAGE } from '../shop';

/** A composite that the real reconciler is asked about, and what it finds in the cluster. */
export interface RenderCase {
  /** Names the record's file. */
  readonly name: string;
  readonly composite: Composite;
  /** Composed resources that are there already, by their names in the Composition. */
  readonly observed: ReadonlyMap<string, object>;
}

const DIGEST = `@sha256:${'0123456789abcdef'.repeat(4)}`;

const LONGEST_HOST = `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(61)}`;

const FIRST_SIGHT: Readonly<Record<string, Composite>> = {
  minimal: composite(),
  everything: composite(EVERYTHING),
  'without-monitoring': composite({ monitoring: false }),
  'everything-without-monitoring': composite({ ...EVERYTHING, monitoring: false }),
  'with-host': composite({ host: 'shop.example.com' }),
  'with-protection': composite({ protected: true }),
  'with-backups': composite({ database: EVERYTHING.database as Fields }),
  'with-backups-as-a-role': composite({
    database: { backups: { ...(EVERYTHING.database as Fields).backups as Fields, role: 'arn:aws:iam::123456789012:role/shop' } },
  }),
  'with-egress': composite({ backend: { egress: 'internet' } }),
  'size-medium': composite({ frontend: { size: 'medium' }, backend: { size: 'medium' }, database: { size: 'medium' } }),
  'size-large': composite({ frontend: { size: 'large' }, backend: { size: 'large' }, database: { size: 'large' } }),
  'sizes-mixed': composite({ frontend: { size: 'large' }, backend: { size: 'small' }, database: { size: 'medium' } }),
  'replicas-one': composite({ frontend: { replicas: 1 }, backend: { replicas: 1 } }),
  'replicas-two': composite({ frontend: { replicas: 2 }, backend: { replicas: 2 } }),
  'a-variable-called-autoscaling': composite({ backend: { env: { autoscaling: '"autoscaling":{', A: '{"autoscaling":{}}' } } }),
  'autoscaling-of-the-backend': composite({ backend: { autoscaling: { minReplicas: 2, maxReplicas: 2 } } }),
  'smallest-numbers': composite({
    frontend: { replicas: 1 },
    backend: { replicas: 1, port: 1024 },
    database: { instances: 1, storage: '1Gi' },
  }),
  'largest-numbers': composite(
    {
      frontend: { autoscaling: { minReplicas: 50, maxReplicas: 200 } },
      backend: { replicas: 50, port: 65535 },
      database: { instances: 9, storage: '99999Ti' },
    },
    { generation: Number.MAX_SAFE_INTEGER },
  ),
  'a-million': composite({}, { generation: 1_000_000 }),
  unicode: composite({ backend: { env: { GREETING: 'Grüße, 世界 🚀', SEPARATORS: 'a\u2028b\u2029c' } } }),
  'characters-of-formats-and-html': composite({ backend: { env: { A: '100%d %s %%', B: '<a href="x">&amp;</a>', C: '' } } }),
  'longest-names': composite(
    { team: 't'.repeat(63), host: LONGEST_HOST, database: { name: 'd'.repeat(63) } },
    { name: 'n'.repeat(30), namespace: `${'n'.repeat(30)}-dev` },
  ),
  'image-by-digest': composite({ frontend: { image: `${IMAGE}${DIGEST}` }, backend: { image: `registry.local:5000/a${DIGEST}` } }),
  'postgresql-17': composite({ database: { version: '17' } }),
  ...Object.fromEntries(
    ENVIRONMENTS.map((environment) => [
      `overlay-${environment}`,
      admit(overlayOf(environment), `overlays/${environment}`),
    ]),
  ),
};

/** What a composed resource is found to be, on top of what the composite's first sight made of it. */
interface Found {
  readonly metadata?: Fields;
  readonly spec?: Fields;
  readonly status?: Fields;
}

const condition = (type: string, status: string, reason: string): Fields => ({
  type,
  status,
  reason,
  message: `${type} is ${status}: it's "so"`,
  lastTransitionTime: '2026-01-01T00:00:00Z',
});

/** A Deployment of `pods` pods, of which some are of the newest version and some serve. */
function deployment(pods: number, updated: number, available: number, more: Found = {}): Found {
  const stuck = more.status?.stuck === true;
  const { stuck: _, ...status } = more.status ?? {};
  return {
    metadata: { generation: 3, ...more.metadata },
    spec: { replicas: pods, ...more.spec },
    status: {
      observedGeneration: 3,
      replicas: Math.max(pods, updated + available),
      updatedReplicas: updated,
      availableReplicas: available,
      ...(updated < pods || available < pods ? { unavailableReplicas: 1 } : {}),
      conditions: [
        condition('Available', available > 0 ? 'True' : 'False', 'MinimumReplicasAvailable'),
        condition('Progressing', stuck ? 'False' : 'True', stuck ? 'ProgressDeadlineExceeded' : 'NewReplicaSetAvailable'),
      ],
      ...status,
    },
  };
}

function cluster(instances: number, ready: number, phase: string, phaseReason?: string): Found {
  return {
    status: {
      phase,
      ...(phaseReason !== undefined && { phaseReason }),
      instances,
      readyInstances: ready,
      conditions: [condition('Ready', ready > 0 ? 'True' : 'False', ready > 0 ? 'ClusterIsReady' : 'ClusterIsNotReady')],
    },
  };
}

const HEALTHY = cluster(1, 1, 'Cluster in healthy state');
const READY = { frontend: deployment(1, 1, 1), backend: deployment(1, 1, 1), database: HEALTHY };
const USAGES_READY = {
  'protection-app': { status: { conditions: [condition('Ready', 'True', 'Available')] } },
  'protection-database': { status: { conditions: [condition('Ready', 'True', 'Available')] } },
};

/** Second looks: the composite, and what differs from what its first sight made. Absent: not created yet. */
const SECOND_SIGHT: Readonly<Record<string, { readonly of: Composite; readonly before?: Composite; readonly found: Readonly<Record<string, Found | 'absent'>> }>> = {
  ready: { of: composite(), found: READY },
  'ready-everything': { of: composite(EVERYTHING), found: { ...READY, ...USAGES_READY, database: cluster(3, 3, 'Cluster in healthy state') } },
  'nothing-reported-yet': { of: composite(EVERYTHING), found: {} },
  'half-ready': { of: composite(), found: { ...READY, backend: deployment(2, 1, 1), database: 'absent', 'backend-service': 'absent' } },
  rolling: { of: composite({ backend: { replicas: 3 } }), found: { ...READY, backend: deployment(3, 1, 3) } },
  'stuck-on-a-bad-image': {
    of: composite({ backend: { replicas: 2 } }),
    found: { ...READY, backend: deployment(2, 1, 2, { status: { stuck: true } }) },
  },
  'nothing-available': { of: composite(), found: { ...READY, frontend: deployment(1, 1, 0), backend: deployment(1, 1, 0) } },
  'database-starting': {
    of: composite(),
    found: { ...READY, backend: deployment(1, 1, 0), database: cluster(1, 0, 'Setting up primary', 'Creating primary instance shop-db-1') },
  },
  'scaled-by-hand': { of: composite(), found: { ...READY, backend: deployment(7, 7, 7) } },
  'of-an-earlier-generation': {
    of: composite({}, { generation: 5 }),
    found: { ...READY, backend: deployment(1, 1, 1, { metadata: { annotations: { [COMPOSITE_GENERATION]: '4' } } }) },
  },
  'found-under-another-name': { of: composite(), found: { ...READY, 'backend-env': { metadata: { name: 'older-name' } } } },
  'autoscaling-switched-on': {
    of: composite({ backend: { autoscaling: { minReplicas: 5, maxReplicas: 20 } } }),
    before: composite({ backend: { replicas: 10 } }),
    found: { ...READY, backend: deployment(10, 10, 10) },
  },
  'autoscaling-switched-off': {
    of: composite(),
    before: composite({ backend: { autoscaling: { minReplicas: 5, maxReplicas: 20 } } }),
    found: { ...READY, backend: deployment(12, 12, 12) },
  },
  'host-removed': { of: composite(), before: composite({ host: 'shop.example.com' }), found: READY },
  'monitoring-switched-off': { of: composite({ monitoring: false }), before: composite(), found: READY },
};

/** Every case, with the observed resources made of what the composition made at first sight. */
export function renderCases(composition: NodeDevelopment): readonly RenderCase[] {
  const first = Object.entries(FIRST_SIGHT).map(([name, of]) => ({ name, composite: of, observed: new Map() }));
  const second = Object.entries(SECOND_SIGHT).map(([name, { of, before = of, found }]) => {
    const observed = new Map<string, object>();
    for (const [resource, made] of composition.render(before).composed) {
      const more = found[resource] ?? {};
      if (more !== 'absent') observed.set(resource, merge(made as Fields, more as unknown as Fields));
    }
    return { name: `second-sight-${name}`, composite: of, observed };
  });
  return [...first, ...second];
}

function merge(into: Fields, from: Fields): Fields {
  const result: Record<string, Json> = { ...into };
  for (const [key, value] of Object.entries(from)) {
    const isMap = (json: Json | undefined): json is Fields => typeof json === 'object' && json !== null && !Array.isArray(json);
    const there = result[key];
    result[key] = isMap(value) && isMap(there) ? merge(there, value) : value;
  }
  return result;
}
