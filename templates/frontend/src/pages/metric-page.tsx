import { ArrowLeft } from 'lucide-react';
import { Link, useLocation, useParams } from 'react-router';
import { Card } from '../components/card.tsx';
import { Failure } from '../components/failure.tsx';
import { Page } from '../components/page.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { AddSample } from '../metrics/add-sample.tsx';
import { formatAge, titleOf } from '../metrics/format.ts';
import { LiveButton, StaleNotice } from '../metrics/freshness.tsx';
import { useMe, useMetrics } from '../metrics/queries.ts';
import { RangeChoice } from '../metrics/range-choice.tsx';
import { SeriesView } from '../metrics/series-view.tsx';
import { useNow } from '../metrics/use-now.ts';
import { useRange } from '../metrics/use-range.ts';
import { ViewChoice } from '../metrics/view-choice.tsx';
import styles from './metric-page.module.css';
import { NotFoundPage } from './not-found-page.tsx';

/** One metric: its values, and for editors the way to add one. */
export function MetricPage() {
  const { name = '' } = useParams();
  const { search } = useLocation();
  const { data: metrics, error, refetch } = useMetrics();
  const [range] = useRange();
  const now = useNow();
  const metric = metrics?.find((metric) => metric.name === name);

  if (metrics && !metric) return <NotFoundPage />;
  return (
    <Page
      title={titleOf(name)}
      subtitle={metric?.description ?? <Skeleton width="20rem" />}
      above={
        <Link className={styles.back} to={{ pathname: '/', search }}>
          <ArrowLeft aria-hidden size={14} />
          Dashboard
        </Link>
      }
      actions={
        <>
          <RangeChoice />
          <LiveButton />
        </>
      }
    >
      <StaleNotice />
      {!metrics && error && (
        <Card>
          <Failure error={error} onRetry={() => void refetch()} />
        </Card>
      )}
      {metric && (
        <>
          <Card aria-labelledby="values">
            <header className={styles.header}>
              <div>
                <h2 id="values">Values</h2>
                <p>{metric.latest ? `Latest sample: ${formatAge(metric.latest.at, now)}` : 'No samples yet'}</p>
              </div>
              <ViewChoice />
            </header>
            <SeriesView name={metric.name} range={range} />
          </Card>
          <Editing name={metric.name} unit={metric.unit} />
        </>
      )}
    </Page>
  );
}

function Editing({ name, unit }: { readonly name: string; readonly unit: string }) {
  const { data: me } = useMe();
  if (!me) return null;
  return (
    <Card aria-labelledby="add">
      <header className={styles.header}>
        <h2 id="add">Add a sample</h2>
      </header>
      {me.roles.includes('editor') ? (
        <AddSample name={name} unit={unit} />
      ) : (
        <p className={styles.hint}>Samples can be added by who has the role “editor”; you have not.</p>
      )}
    </Card>
  );
}
