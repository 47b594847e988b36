import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Issuer } from './auth/issuer.ts';
import type { Config } from './config.ts';
import { Database, DatabaseUnavailable } from './database/database.ts';
import { migrate } from './database/migrate.ts';
import { type AppProps, createApp } from './http/app.ts';
import { drain, KEEP_ALIVE_MS } from './http/drain.ts';
import type { ProbeState } from './http/probes.ts';
import { Telemetry } from './http/telemetry.ts';
import { OwnMeasures } from './metrics/own-measures.ts';
import { Recorder } from './metrics/recorder.ts';
import { MetricStore } from './metrics/store.ts';

const RETRY_MS = 2_000;

/** The service, listening. */
export interface Service {
  readonly port: number;
  /** Settles when the schema is up to date and requests can be served; rejects where a migration is wrong. */
  readonly ready: Promise<void>;
  /** Answers what was asked, then stops. See `drain` for `atOnce`. */
  stop(options?: { readonly atOnce?: boolean }): Promise<void>;
}

/** Starts the service: it listens at once, and is ready when the database is. */
export async function startService(
  config: Config,
  logger: Logger,
  options: Pick<AppProps, 'validateResponses'> = {},
): Promise<Service> {
  const database = new Database(config, logger);
  const measures = new OwnMeasures();
  const metrics = new MetricStore(database);
  const recorder = new Recorder(metrics, measures, config, logger);
  const issuer = new Issuer(config);
  const state: ProbeState = { phase: 'starting', ping: () => database.query('SELECT 1') };
  const telemetry = new Telemetry(measures, database.pool);
  const app = createApp({ ...options, config, logger, issuer, metrics, telemetry, state });

  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, headersTimeout: 10_000, requestTimeout: 15_000 }, app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.PORT, resolve);
  });
  const { port } = server.address() as AddressInfo;
  logger.info({ port }, 'listening');

  issuer.discover().catch((error) => logger.warn({ err: error }, 'tokens cannot be checked yet'));

  return {
    port,
    ready: prepare(),
    async stop(how) {
      state.phase = 'stopping';
      await drain(server, how);
      await recorder.stop();
      measures.stop();
      await database.close();
    },
  };

  async function prepare(): Promise<void> {
    while (state.phase === 'starting') {
      try {
        await migrate(config, logger);
        if (state.phase !== 'starting') return;
        state.phase = 'running';
        recorder.start();
        logger.info('ready');
      } catch (error) {
        if (!(error instanceof DatabaseUnavailable)) throw error;
        logger.warn({ err: error }, 'waiting for the database');
        await sleep(RETRY_MS, undefined, { ref: false });
      }
    }
  }
}
