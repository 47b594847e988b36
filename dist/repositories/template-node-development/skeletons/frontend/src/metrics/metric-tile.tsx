import { Link } from 'react-router';
import type { Metric } from '../api/client.ts';
import { Skeleton } from '../components/skeleton.tsx';
import { formatAge, formatChange, formatNumber, titleOf } from './format.ts';
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

  return (
    <Link className={styles.tile} to={to} replace preventScrollReset aria-current={isCurrent || undefined}>
      <div className={styles.name}>{titleOf(metric.name)}</div>
      <div className={styles.value}>
        {latest ? (
          <>
            <strong>{formatNumber(latest.value)}</strong> {metric.unit}
          </>
        ) : (
          <strong aria-hidden>–</strong>
        )}
      </div>
      <div className={styles.chart}>
        {series.data ? (
          <Sparkline points={points} from={series.data.from} to={series.data.to} />
        ) : (
          series.isPending && <Skeleton height="3rem" />
        )}
      </div>
      <div className={styles.footer}>
        <div>{latest ? formatAge(latest.at, now) : 'no samples yet'}</div>
        {change !== undefined && <div>{formatChange(change)}</div>}
      </div>
    </Link>
  );
}
