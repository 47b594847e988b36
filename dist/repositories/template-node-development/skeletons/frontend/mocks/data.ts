import type { components } from '../src/api/schema.d.ts';

type Metric = components['schemas']['Metric'];
type Sample = components['schemas']['Sample'];

const STEP_MILLISECONDS = 10_000;
const HOUR = 3_600_000;

interface MockMetric extends Omit<Metric, 'latest'> {
  /** Value at an instant, given noise between -1 and 1. @default - only samples that were added */
  readonly valueAt?: (at: number, noise: number) => number;
}

const wave = (at: number, hours: number) => Math.sin((at / HOUR / hours) * 2 * Math.PI);

const METRICS: readonly MockMetric[] = [
  {
    name: 'event_loop_delay',
    unit: 'ms',
    description: 'Delay of the event loop, 99th percentile, of the slowest replica.',
    valueAt: (at, noise) => 12 + 1.5 * wave(at, 0.4) + 1.2 * noise,
  },
  {
    name: 'http_request_duration',
    unit: 'ms',
    description: 'Duration of requests to the API, 95th percentile, of the slowest replica.',
    valueAt: (at, noise) => 42 + 14 * wave(at, 1.7) + 5 * wave(at, 0.3) + 4 * noise,
  },
  {
    name: 'http_request_rate',
    unit: '1/s',
    description: 'Requests to the API, of all replicas.',
    valueAt: (at, noise) => 180 + 90 * wave(at, 24) + 35 * wave(at, 0.9) + 12 * noise,
  },
  {
    name: 'memory_usage',
    unit: 'MiB',
    description: 'Resident memory, of all replicas.',
    // Grows until it is collected, every twenty minutes.
    valueAt: (at, noise) => 212 + 36 * ((at / HOUR) * 3 - Math.floor((at / HOUR) * 3)) + noise,
  },
  { name: 'open_incidents', unit: 'incidents', description: 'Open incidents, entered by hand.' },
];

/** Samples that were added, by metric. */
const added = new Map<string, Sample[]>();
reset();

export function findMetric(name: string): MockMetric | undefined {
  return METRICS.find((metric) => metric.name === name);
}

export function listMetrics(now: number): Metric[] {
  return METRICS.map(({ valueAt: _, ...metric }) => ({
    ...metric,
    latest: samplesOf(metric.name, now - 24 * HOUR, now + 1).at(-1) ?? null,
  }));
}

/** Samples from an instant, included, to another, excluded; oldest first. */
export function samplesOf(name: string, from: number, to: number): Sample[] {
  const { valueAt } = findMetric(name) ?? {};
  const samples = (added.get(name) ?? []).filter(({ at }) => Date.parse(at) >= from && Date.parse(at) < to);
  const end = Math.min(to, Date.now() + 1);
  if (valueAt) {
    for (let at = Math.ceil(from / STEP_MILLISECONDS) * STEP_MILLISECONDS; at < end; at += STEP_MILLISECONDS) {
      samples.push({ at: new Date(at).toISOString(), value: Math.max(0, valueAt(at, noiseAt(at))) });
    }
  }
  return samples.sort((a, b) => a.at.localeCompare(b.at));
}

export function addSample(name: string, sample: Sample): void {
  added.set(name, [...(added.get(name) ?? []), sample]);
}

/** Forgets what was added, but for a few incidents. */
export function reset(): void {
  const incidents = [
    { minutesAgo: 52, value: 1 },
    { minutesAgo: 38, value: 3 },
    { minutesAgo: 21, value: 2 },
    { minutesAgo: 6, value: 1 },
  ];
  added.clear();
  added.set(
    'open_incidents',
    incidents.map(({ minutesAgo, value }) => ({ at: new Date(Date.now() - minutesAgo * 60_000).toISOString(), value })),
  );
}

/** A number between -1 and 1 that is the same for the same instant. */
function noiseAt(at: number): number {
  const x = Math.sin(at / STEP_MILLISECONDS) * 43_758.5453;
  return 2 * (x - Math.floor(x)) - 1;
}
