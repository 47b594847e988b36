import { ArrowRight, ChartNoAxesColumn } from 'lucide-react';
import { Link, useSearchParams } from 'react-router';
import { BlankState } from '../components/blank-state.tsx';
import { Card } from '../components/card.tsx';
import { Failure } from '../components/failure.tsx';
import { Page } from '../components/page.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { formatAge, titleOf } from '../metrics/format.ts';
import { LiveButton, StaleNotice } from '../metrics/freshness.tsx';
import { MetricTile } from '../metrics/metric-tile.tsx';
import { useMetrics } from '../metrics/queries.ts';
import { RangeChoice } from '../metrics/range-choice.tsx';
import { SeriesView } from '../metrics/series-view.tsx';
import { useNow } from '../metrics/use-now.ts';
import { useRange } from '../metrics/use-range.ts';
import { ViewChoice } from '../metrics/view-choice.tsx';
import styles from './dashboard-page.module.css';

/** All metrics at a glance, and one of them in full. */
export function DashboardPage() {
  const { data: metrics, isPending, error, refetch, dataUpdatedAt } = useMetrics();
  const [range] = useRange();
  const [search] = useSearchParams();
  const now = useNow();

  const current = metrics?.find(({ name }) => name === search.get('metric')) ?? metrics?.[0];
  const linkTo = (metric: string) => {
    const next = new URLSearchParams(search);
    next.set('metric', metric);
    return `?${next}`;
  };

  return (
    <Page
      title="Dashboard"
      subtitle={
        metrics ? `${metrics.length} metrics, updated ${formatAge(dataUpdatedAt, now)}` : 'What the service measures'
      }
      actions={
        <>
          <RangeChoice />
          <LiveButton />
        </>
      }
    >
      <StaleNotice />
      {isPending && <Loading />}
      {!metrics && error && (
        <Card>
          <Failure error={error} onRetry={() => void refetch()} />
        </Card>
      )}
      {metrics?.length === 0 && (
        <Card>
          <BlankState icon={ChartNoAxesColumn} title="No metrics yet">
            The service has not measured anything. What it measures appears here by itself.
          </BlankState>
        </Card>
      )}
      {metrics && current && (
        <>
          <ul className={styles.tiles} aria-label="Metrics">
            {metrics.map((metric) => (
              <li key={metric.name}>
                <MetricTile
                  metric={metric}
                  range={range}
                  to={linkTo(metric.name)}
                  isCurrent={metric === current}
                  now={now}
                />
              </li>
            ))}
          </ul>
          <Card aria-labelledby="current">
            <header className={styles.header}>
              <div>
                <h2 id="current">{titleOf(current.name)}</h2>
                <p>{current.description}</p>
              </div>
              <div className={styles.actions}>
                <ViewChoice />
                <Link className={styles.details} to={{ pathname: `/metric/${current.name}`, search: `?${search}` }}>
                  Details
                  <ArrowRight aria-hidden size={14} />
                </Link>
              </div>
            </header>
            <SeriesView key={current.name} name={current.name} range={range} />
          </Card>
        </>
      )}
    </Page>
  );
}

function Loading() {
  return (
    <div aria-busy role="status" aria-label="Loading the metrics" className={styles.loading}>
      <div className={styles.tiles}>
        {[1, 2, 3, 4].map((tile) => (
          <Skeleton key={tile} height="9.5rem" />
        ))}
      </div>
      <Skeleton height="28rem" />
    </div>
  );
}
