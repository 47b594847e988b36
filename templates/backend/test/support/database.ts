import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** A database of its own in the server that PGHOST names. */
export interface TestDatabase {
  readonly env: { readonly PGDATABASE: string };
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

export async function createDatabase(): Promise<TestDatabase> {
  const PGDATABASE = `test_${randomUUID().replaceAll('-', '')}`;
  await run({}, `CREATE DATABASE ${PGDATABASE}`);
  return {
    env: { PGDATABASE },
    query: (text, values) => run({ database: PGDATABASE }, text, values),
    async drop() {
      await run({}, `DROP DATABASE ${PGDATABASE} WITH (FORCE)`);
    },
  };
}

/** Runs one statement on a connection of its own. */
export async function run<Row extends pg.QueryResultRow>(
  config: pg.ClientConfig,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ ssl: false, ...config });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}
