import { bisector, median } from 'd3-array';
import type { Sample } from '../api/client.ts';

/** A sample as it is drawn. */
export interface Point {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly value: number;
}

export interface Summary {
  readonly latest: number;
  readonly lowest: number;
  readonly average: number;
  readonly highest: number;
  /** From the first value to the latest, as a share of the first. @default - no first value to compare with */
  readonly change?: number;
}

/** An interval this much longer than usual is one in which nothing was measured. */
const GAP_FACTOR = 5;

export function pointsOf(samples: readonly Sample[]): Point[] {
  return samples.map(({ at, value }) => ({ at: Date.parse(at), value }));
}

/** What the points come to; undefined where there are none. */
export function summaryOf(points: readonly Point[]): Summary | undefined {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const values = points.map(({ value }) => value);
  return {
    latest: last.value,
    lowest: values.reduce((a, b) => Math.min(a, b)),
    average: values.reduce((sum, value) => sum + value / values.length, 0),
    highest: values.reduce((a, b) => Math.max(a, b)),
    ...(points.length > 1 && first.value !== 0 && { change: (last.value - first.value) / Math.abs(first.value) }),
  };
}

/** Parts of a line: between them nothing was measured, and nothing must be drawn. */
export function partsOf(points: readonly Point[]): Point[][] {
  const intervals = points.slice(1).map(({ at }, index) => at - (points[index]?.at ?? at));
  const longest = (median(intervals) ?? 0) * GAP_FACTOR;
  const parts: Point[][] = [];
  points.forEach((point, index) => {
    const interval = intervals[index - 1];
    if (interval === undefined || interval > longest) parts.push([point]);
    else parts.at(-1)?.push(point);
  });
  return parts;
}

/** At most four points for each pixel in width: the first, the lowest, the highest and the last. A line of them looks the same. */
export function thin(points: readonly Point[], from: number, to: number, width: number): Point[] {
  if (points.length <= width * 4) return [...points];
  const columns = new Map<number, Point[]>();
  for (const point of points) {
    const column = Math.floor(((point.at - from) / (to - from)) * width);
    const inColumn = columns.get(column);
    if (inColumn) inColumn.push(point);
    else columns.set(column, [point]);
  }
  return [...columns.values()].flatMap((column) => {
    const lowest = column.reduce((a, b) => (b.value < a.value ? b : a));
    const highest = column.reduce((a, b) => (b.value > a.value ? b : a));
    const kept = new Set([column[0], lowest, highest, column.at(-1)]);
    return column.filter((point) => kept.has(point));
  });
}

/** Index of the point nearest to an instant; -1 where there is none. */
export const nearest = (points: readonly Point[], at: number): number =>
  points.length === 0 ? -1 : bisector((point: Point) => point.at).center(points, at);

/** Lower and upper end of an axis for values: with its zero, unless their differences would be lost. */
export function domainOf(points: readonly Point[]): [number, number] {
  const summary = summaryOf(points);
  if (summary === undefined) return [0, 1];
  const { lowest, highest } = summary;
  const spread = highest - lowest;
  if (lowest >= 0 && (spread >= highest * 0.25 || highest === 0)) return [0, highest || 1];
  const margin = spread * 0.15 || Math.abs(highest) * 0.05;
  return [lowest - margin, highest + margin];
}
