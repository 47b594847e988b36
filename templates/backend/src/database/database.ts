import { readFileSync } from 'node:fs';
import pg from 'pg';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';

type Settings = Pick<
  Config,
  'PGHOST' | 'PGPORT' | 'PGDATABASE' | 'PGUSER' | 'PGPASSWORD' | 'PGSSLMODE' | 'PGSSLROOTCERT' | 'DATABASE_POOL_SIZE'
>;

/** PostgreSQL cannot be reached now, or not be written to. What failed can be tried again. */
export class DatabaseUnavailable extends Error {
  constructor(cause: unknown) {
    super('the database is not available', { cause });
  }
}

/**
 * SQLSTATEs that speak of the server, not of the statement: connection lost, resources exhausted, canceled or shut down,
 * a lock not to be had; and a primary that has become a replica.
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const OF_THE_SERVER = /^(08...|53...|57...|55P03|25006)$/;

/** PostgreSQL, by a pool of connections. No statement waits for ever. */
export class Database {
  readonly pool: pg.Pool;

  constructor(settings: Settings, logger: Logger) {
    this.pool = new pg.Pool({
      ...connectionOf(settings),
      max: settings.DATABASE_POOL_SIZE,
      connectionTimeoutMillis: 3_000,
      idleTimeoutMillis: 30_000,
      maxLifetimeSeconds: 30 * 60,
      // The server gives up first, and says why; the client's limit is for a server that says nothing any more.
      statement_timeout: 10_000,
      lock_timeout: 5_000,
      idle_in_transaction_session_timeout: 10_000,
      query_timeout: 12_000,
    });
    // Without a listener, a connection that is lost while idle would end the process.
    this.pool.on('error', (error) => logger.warn({ err: error }, 'an idle database connection was lost'));
  }

  /**
   * Runs one statement. Values go into `values`, never into `text`.
   * @throws DatabaseUnavailable, or pg.DatabaseError where the statement is refused
   */
  async query<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    try {
      return (await this.pool.query<Row>(text, [...values])).rows;
    } catch (error) {
      // What PostgreSQL did not say itself, the connection did.
      const refused = error instanceof pg.DatabaseError && !isOfTheServer(error);
      throw refused ? error : new DatabaseUnavailable(error);
    }
  }

  /** Closes every connection, when its statement has ended. */
  async close(): Promise<void> {
    await this.pool.end();
  }
}

/** Whether PostgreSQL refused a statement for its own state, so that it can succeed later. */
export function isOfTheServer(error: unknown): boolean {
  return error instanceof pg.DatabaseError && OF_THE_SERVER.test(error.code ?? '');
}

/** How a connection is made. */
export function connectionOf(settings: Settings): pg.ClientConfig {
  return {
    host: settings.PGHOST,
    port: settings.PGPORT,
    database: settings.PGDATABASE,
    user: settings.PGUSER,
    password: settings.PGPASSWORD,
    ssl: settings.PGSSLMODE === 'verify-full' && tlsOf(settings.PGSSLROOTCERT),
    application_name: 'backend',
    keepAlive: true,
  };
}

/** node-postgres reads no PGSSLROOTCERT; given these, it checks certificate and host name. */
function tlsOf(rootCertificate: string | undefined) {
  if (rootCertificate === undefined) return { rejectUnauthorized: true };
  return {
    rejectUnauthorized: true,
    // Read for every connection: the certificate is renewed while the service runs.
    get ca() {
      return readFileSync(rootCertificate, 'utf8');
    },
  };
}
