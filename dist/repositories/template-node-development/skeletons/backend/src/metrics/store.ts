import pg from 'pg';
import type { Database } from '../database/database.ts';

/** A value, and when it was measured. */
export interface Sample {
  readonly at: Date;
  readonly value: number;
}

/** What is measured. */
export interface Metric {
  readonly name: string;
  readonly unit: string;
  readonly description: string;
}

/** Samples of one metric, oldest first. */
export interface SampleList {
  readonly name: string;
  readonly unit: string;
  readonly samples: readonly Sample[];
  /** Where the following samples begin. */
  readonly next: Date | null;
}

/** The metrics and samples in PostgreSQL. */
export class MetricStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** All metrics, by name, each with its latest sample. */
  async list(): Promise<(Metric & { readonly latest: Sample | null })[]> {
    const rows = await this.database.query<Metric & { at: Date | null; value: number | null }>(
      `SELECT m.name, m.unit, m.description, latest.at, latest.value
       FROM metrics m LEFT JOIN LATERAL (
         SELECT at, ${TOGETHER} AS value FROM samples WHERE metric = m.name GROUP BY at ORDER BY at DESC LIMIT 1
       ) latest ON true
       ORDER BY m.name`,
    );
    return rows.map(({ at, value, ...metric }) => ({
      ...metric,
      latest: at === null || value === null ? null : { at, value },
    }));
  }

  /** Samples from one instant, included, to another, excluded; nothing where there is no such metric. */
  async samples(name: string, from: Date, to: Date, limit: number): Promise<SampleList | undefined> {
    const [metric] = await this.database.query<Metric>('SELECT name, unit FROM metrics WHERE name = $1', [name]);
    if (!metric) return undefined;
    const found = await this.database.query<{ at: Date; value: number }>(
      `SELECT s.at, ${TOGETHER} AS value
       FROM samples s JOIN metrics m ON m.name = s.metric
       WHERE s.metric = $1 AND s.at >= $2 AND s.at < $3
       GROUP BY s.at, m.aggregation ORDER BY s.at LIMIT $4`,
      [name, from, to, limit + 1],
    );
    return { name: metric.name, unit: metric.unit, samples: found.slice(0, limit), next: found[limit]?.at ?? null };
  }

  /**
   * Adds samples of one instant and one source.
   * @returns the names of those that were not there yet
   * @throws UnknownMetric
   */
  async add(at: Date, source: string, values: Readonly<Record<string, number>>): Promise<string[]> {
    const rows = await this.database
      .query<{ metric: string }>(
        `INSERT INTO samples (metric, at, source, value)
         SELECT metric, $1, $2, value FROM unnest($3::text[], $4::float8[]) AS given (metric, value)
         ON CONFLICT DO NOTHING RETURNING metric`,
        [at, source, Object.keys(values), Object.values(values)],
      )
      .catch((error) => {
        throw error instanceof pg.DatabaseError && error.code === FOREIGN_KEY_VIOLATION ? new UnknownMetric() : error;
      });
    return rows.map(({ metric }) => metric);
  }

  /** Deletes what is older than some days, in small statements. */
  async forget(days: number): Promise<void> {
    let deleted: unknown[];
    do {
      deleted = await this.database.query(
        `DELETE FROM samples WHERE ctid = ANY (ARRAY (
           SELECT ctid FROM samples WHERE at < now() - make_interval(days => $1) LIMIT ${BATCH}
         )) RETURNING 1`,
        [days],
      );
    } while (deleted.length === BATCH);
  }
}

/** A metric that does not exist. */
export class UnknownMetric extends Error {}

/** The value of an instant at which several sources took a sample; needs the metric as `m`. */
const TOGETHER = `CASE m.aggregation WHEN 'sum' THEN sum(value) ELSE max(value) END`;

const BATCH = 5_000;
/** @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
const FOREIGN_KEY_VIOLATION = '23503';
