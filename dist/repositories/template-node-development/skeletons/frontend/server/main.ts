import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { type App, createApp } from './app.ts';
import { drain } from './drain.ts';
import { createLogger } from './logger.ts';
import { readSettings, type Settings, SettingsError } from './settings.ts';

const DIST = join(import.meta.dirname, '../dist');

let settings: Settings;
let app: App;
try {
  settings = readSettings(process.env);
  app = createApp({ dist: DIST, apiUrl: settings.apiUrl, logger: createLogger(settings.logLevel) });
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(error.message);
  process.exit(1);
}

const { logger } = app;
const fail = (error: unknown) => {
  logger.fatal({ err: error }, 'the server cannot go on');
  process.exit(1);
};
process.on('uncaughtException', fail);

const server = createServer(app.handler);
// Longer than the ingress keeps an idle connection, so that it never writes to one that is just being closed.
server.keepAliveTimeout = 100_000;
// The platform asks to stop with SIGTERM, and a person at a terminal, who does not like to wait, with SIGINT.
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, async () => {
    logger.info({ signal }, 'stopping');
    await drain(server, { atOnce: signal === 'SIGINT' });
    await app.close();
    logger.info('stopped');
  });
}
server.listen(settings.port);
await once(server, 'listening').catch(fail);
logger.info({ port: settings.port, api: settings.apiUrl.origin }, 'listening');
