import { formatValue } from './format.ts';
import type { Summary } from './series.ts';
import styles from './statistics.module.css';

export interface StatisticsProps {
  readonly summary: Summary;
  readonly unit: string;
}

/** What a series comes to, in four numbers. */
export function Statistics({ summary, unit }: StatisticsProps) {
  const numbers = {
    Latest: summary.latest,
    Lowest: summary.lowest,
    Average: summary.average,
    Highest: summary.highest,
  };
  return (
    <dl className={styles.statistics}>
      {Object.entries(numbers).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{formatValue(value, unit)}</dd>
        </div>
      ))}
    </dl>
  );
}
