import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';
import pg from 'pg';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { connectionOf, DatabaseUnavailable, isOfTheServer } from './database.ts';

/** The SQL files, in the order of their names. */
const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));

/**
 * Brings the schema up to date, in one transaction. Replicas that start at once wait for the first, by an advisory lock,
 * and find nothing left to do.
 * @throws DatabaseUnavailable, or pg.DatabaseError where a migration is wrong
 */
export async function migrate(config: Config, logger: Logger): Promise<void> {
  const client = new pg.Client({ ...connectionOf(config), connectionTimeoutMillis: 3_000 });
  let connected = false;
  client.on('error', () => {
    connected = false;
  });
  try {
    await client.connect();
    connected = true;
    // Bounds both the wait for other replicas, and for a table that is in use: requests queue behind that one.
    await client.query(`SET lock_timeout = '30s'`);
    const applied = await runner({
      dbClient: client,
      dir: MIGRATIONS,
      direction: 'up',
      migrationsTable: 'migrations',
      singleTransaction: true,
      advisoryLockMode: 'wait',
      logger: {
        info: (message) => logger.debug(message),
        warn: (message) => logger.warn(message),
        error: (message) => logger.error(message),
      },
    });
    for (const { name } of applied) logger.info({ migration: name }, 'applied a migration');
  } catch (error) {
    throw !connected || isOfTheServer(error) ? new DatabaseUnavailable(error) : error;
  } finally {
    await client.end();
  }
}
