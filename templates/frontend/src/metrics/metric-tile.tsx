import { Link } from 'react-router';
import type { Metric } from '../api/client.ts';
import { Skeleton } from '../components/skeleton.tsx';
import { formatAge, formatChange, formatNumber, formatValue, titleOf } from './format.ts';
import styles from './metric-tile.module.css';
import { useSeries } from './queries.ts';
import type { Range } from './range.ts';
import { pointsOf, summaryOf } from './series.ts';
import { Sparkline } from './sparkline.tsx';

export interface MetricTileProps {
  readonly metric: Metric;
  readonly range: Range;
  /** Where the tile leads to. */
  readonly to: string;
  /** Whether the page shows this metric in full. */
  readonly isCurrent: boolean;
  readonly now: number;
}

/** A metric at a glance: what it is now, and how it came to that. */
export function MetricTile({ metric, range, to, isCurrent, now }: MetricTileProps) {
  const series = useSeries(metric.name, range);
  const points = pointsOf(series.data?.samples ?? []);
  const change = summaryOf(points)?.change;
  const { latest } = metric;
  const title = titleOf(metric.name);
  const age = latest ? formatAge(latest.at, now) : 'no samples yet';

  return (
    <Link
      className={styles.tile}
      to={to}
      replace
      preventScrollReset
      aria-current={isCurrent || undefined}
      aria-label={[title, latest && formatValue(latest.value, metric.unit), age].filter(Boolean).join(', ')}
    >
      <span className={styles.name}>{title}</span>
      <span className={styles.value}>
        {latest ? (
          <>
            <strong>{formatNumber(latest.value)}</strong> {metric.unit}
          </>
        ) : (
          <strong>–</strong>
        )}
      </span>
      <span className={styles.chart}>
        {series.data ? (
          <Sparkline points={points} from={series.data.from} to={series.data.to} />
        ) : (
          series.isPending && <Skeleton height="3rem" />
        )}
      </span>
      <span className={styles.footer}>
        <span>{age}</span>
        {change !== undefined && <span>{formatChange(change)}</span>}
      </span>
    </Link>
  );
}
