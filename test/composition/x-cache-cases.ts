import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { CompositeResourceDefinition } from '../../constructs/composition';
import { Cache, XCache } from '../../constructs/composition/example/x-cache';
import { composableKind } from '../../constructs/schemas/composable-kind';
import type { RenderCase } from '../golden/cases';

/** Where the real engine's answers are kept. */
export const RECORD = join(__dirname, '..', '..', '..', 'test', 'golden', 'x-cache.json');

/** The second composite's objects, as they are written. */
export function synthesizeCache() {
  const chart = new Chart(new App(), 'test');
  const definition = new CompositeResourceDefinition(chart, 'definition', XCache).toJson() as object;
  const cache = new Cache(chart, composableKind);
  const composition = chart.toJson().find(({ kind }) => kind === 'Composition') as object;
  return { cache, composition, definition };
}

const DEFAULTS = {
  size: 'small',
  port: 6379,
  ratio: 0.5,
  persistent: false,
  settings: {},
  'dotted.name/slashed': 'odd',
};

function composite(spec: object = {}, name = 'store') {
  const metadata = { name, namespace: 'shop', uid: '00000000-0000-4000-8000-000000000002' };
  return { apiVersion: 'example.org/v1', kind: 'XCache', metadata, spec: { ...DEFAULTS, ...spec } };
}

const SPECS: Readonly<Record<string, object>> = {
  defaults: {},
  'with-replicas': { replicas: 3 },
  'with-a-note': { note: 'hello' },
  'with-an-empty-note': { note: '' },
  'large-and-persistent': { size: 'large', persistent: true },
  'below-the-service': { port: 1023 },
  'first-with-the-service': { port: 1024 },
  'a-million': { port: 1_000_000, replicas: 1_000_000 },
  'largest-integer': { port: Number.MAX_SAFE_INTEGER, replicas: Number.MAX_SAFE_INTEGER },
  'large-ratio': { ratio: 1e21 },
  'tiny-ratio': { ratio: 0.0000001 },
  'negative-ratio': { ratio: -12.75 },
  'characters-of-formats': { note: '%d %s %!v %% 100%', 'dotted.name/slashed': '%' },
  unicode: { note: 'Grüße, 世界 🚀 \u2028 <&>', 'dotted.name/slashed': 'ключ' },
  settings: { settings: { 'a.b/c': '1', '%d': '%d', '8080': 'port', empty: '', ü: 'ö' } },
};

function server(replicas: number, available: 'True' | 'False', generation = 1): object {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'store-server',
      namespace: 'shop',
      generation,
      labels: { 'crossplane.io/composite': 'store' },
      annotations: { 'crossplane.io/composition-resource-name': 'server' },
      ownerReferences: [
        {
          apiVersion: 'example.org/v1',
          kind: 'XCache',
          name: 'store',
          uid: '00000000-0000-4000-8000-000000000002',
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    status: {
      ...(replicas > 0 && { readyReplicas: replicas }),
      conditions: [
        { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable' },
        { type: 'Available', status: available, reason: 'Minimum', message: '"type":"Available","status":"True"' },
      ],
    },
  };
}

/** Each composite that the real engine is asked about, and what of it is there already. */
export const CASES: readonly RenderCase[] = [
  ...Object.entries(SPECS).map(([name, spec]) => ({ name, composite: composite(spec), observed: new Map() })),
  { name: 'longest-name', composite: composite({ note: 'n' }, 'n'.repeat(50)), observed: new Map() },
  { name: 'serving', composite: composite(), observed: new Map([['server', server(1_000_000, 'True')]]) },
  { name: 'down', composite: composite({ replicas: 2 }), observed: new Map([['server', server(0, 'False')]]) },
];
