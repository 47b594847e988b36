/** What a program counts of itself, as Prometheus reads it. @see https://prometheus.io/docs/instrumenting/exposition_formats/ */
export class Metrics {
  private readonly series: readonly { readonly name: string; readonly labels: string; readonly value: number }[];

  constructor(text: string) {
    this.series = [...text.matchAll(/^([a-z_:]+)(?:\{(.*)\})? (\S+)$/gm)].map(([, name = '', labels = '', value]) => ({
      name,
      labels,
      value: Number(value),
    }));
  }

  /** The sum of all series of a name that have these labels. */
  sum(name: string, labels: Readonly<Record<string, string>> = {}): number {
    return this.matching(name, labels).reduce((sum, { value }) => sum + value, 0);
  }

  /** How many observations a histogram has of at most each bound, in the order of the bounds; the last is of all. */
  buckets(name: string, labels: Readonly<Record<string, string>>): readonly { readonly le: number; count: number }[] {
    const counts = new Map<number, number>();
    for (const { labels: text, value } of this.matching(`${name}_bucket`, labels)) {
      const [, le = ''] = /(?:^|,)le="([^"]+)"/.exec(text) ?? [];
      const bound = le === '+Inf' ? Number.POSITIVE_INFINITY : Number(le);
      counts.set(bound, (counts.get(bound) ?? 0) + value);
    }
    return [...counts].map(([le, count]) => ({ le, count })).sort((a, b) => a.le - b.le);
  }

  private matching(name: string, labels: Readonly<Record<string, string>>) {
    const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
    return this.series.filter((one) => one.name === name && wanted.every((pair) => one.labels.includes(pair)));
  }
}

/** The distribution of what was observed between two readings of a histogram, in its unit. */
export interface Distribution {
  readonly count: number;
  readonly mean: number;
  /** 95 of 100 observations are at most that, as `histogram_quantile` reckons. */
  readonly p95: number;
}

/** @returns undefined where nothing was observed in between */
export function distributionOf(
  before: Metrics,
  after: Metrics,
  name: string,
  labels: Readonly<Record<string, string>>,
): Distribution | undefined {
  const grown = (of: string) => after.sum(of, labels) - before.sum(of, labels);
  const count = grown(`${name}_count`);
  if (count === 0) return undefined;
  const earlier = before.buckets(name, labels);
  const rank = 0.95 * count;
  let p95 = Number.NaN;
  let [lowerBound, lowerCount] = [0, 0];
  for (const [i, { le, count: total }] of after.buckets(name, labels).entries()) {
    const within = total - (earlier[i]?.count ?? 0);
    if (within >= rank) {
      p95 = Number.isFinite(le)
        ? lowerBound + ((le - lowerBound) * (rank - lowerCount)) / (within - lowerCount)
        : lowerBound;
      break;
    }
    [lowerBound, lowerCount] = [le, within];
  }
  return { count, mean: grown(`${name}_sum`) / count, p95 };
}
