import { ChartNoAxesColumn } from 'lucide-react';
import { useMemo } from 'react';
import { BlankState } from '../components/blank-state.tsx';
import { Failure } from '../components/failure.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { usePreferences } from '../preferences.ts';
import { titleOf } from './format.ts';
import { useSeries } from './queries.ts';
import { RANGES, type Range } from './range.ts';
import { SamplesTable } from './samples-table.tsx';
import { pointsOf, summaryOf } from './series.ts';
import styles from './series-view.module.css';
import { Statistics } from './statistics.tsx';
import { TimeSeriesChart } from './time-series-chart.tsx';

export interface SeriesViewProps {
  /** Name of the metric. */
  readonly name: string;
  readonly range: Range;
}

/** A metric over time: four numbers, and a chart or a table. */
export function SeriesView({ name, range }: SeriesViewProps) {
  const view = usePreferences((preferences) => preferences.view);
  const { data, isPending, isPlaceholderData, error, refetch } = useSeries(name, range);
  const points = useMemo(() => pointsOf(data?.samples ?? []), [data]);
  const summary = summaryOf(points);

  if (isPending) {
    return (
      <div aria-busy className={styles.view}>
        <Skeleton height="2.75rem" width="26rem" />
        <Skeleton height="300px" />
      </div>
    );
  }
  if (data === undefined) return <Failure error={error as Error} onRetry={() => void refetch()} />;
  if (summary === undefined) {
    return (
      <BlankState icon={ChartNoAxesColumn} title="No samples here">
        Nothing was measured in the {RANGES[range].name.toLowerCase()}. A longer range may hold something.
      </BlankState>
    );
  }
  const props = { label: titleOf(name), unit: data.unit, points };
  return (
    <div className={styles.view} aria-busy={isPlaceholderData}>
      <Statistics summary={summary} unit={data.unit} />
      {view === 'table' ? <SamplesTable {...props} /> : <TimeSeriesChart {...props} from={data.from} to={data.to} />}
    </div>
  );
}
