import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { formatInstant, formatNumber } from './format.ts';
import styles from './samples-table.module.css';
import type { Point } from './series.ts';

const PAGE = 50;

export interface SamplesTableProps {
  readonly label: string;
  readonly unit: string;
  /** In the order of time; the table begins with the last. */
  readonly points: readonly Point[];
}

/** The values that a chart draws, to be read. */
export function SamplesTable({ label, unit, points }: SamplesTableProps) {
  const [rows, setRows] = useState(PAGE);
  const newest = points.slice(-rows).reverse();
  return (
    <div className={styles.frame}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-label={`Values of ${label}`}>
        <table>
          <thead>
            <tr>
              <th scope="col">Time</th>
              <th scope="col">Value in {unit}</th>
            </tr>
          </thead>
          <tbody>
            {newest.map(({ at, value }) => (
              <tr key={at}>
                <td>
                  <time dateTime={new Date(at).toISOString()}>{formatInstant(at)}</time>
                </td>
                <td>{formatNumber(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={styles.footer}>
        <small>
          {newest.length} of {points.length}
        </small>
        {points.length > rows && (
          <Button variant="quiet" onClick={() => setRows(rows + PAGE)}>
            Show more
          </Button>
        )}
      </p>
    </div>
  );
}
