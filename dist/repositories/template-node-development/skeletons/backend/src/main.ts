import { pino } from 'pino';
import { type Config, ConfigurationError, readConfig } from './config.ts';
import { startService } from './service.ts';

let config: Config;
try {
  config = readConfig(process.env);
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  console.error(error.message);
  process.exit(1);
}

const logger = pino({ level: config.LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime });
const fail = (error: unknown) => {
  logger.fatal({ err: error }, 'the service cannot go on');
  process.exit(1);
};
process.on('uncaughtException', fail);

const service = await startService(config, logger);
// The platform asks to stop with SIGTERM, and a person at a terminal, who does not like to wait, with SIGINT.
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, async () => {
    logger.info({ signal }, 'stopping');
    await service.stop({ atOnce: signal === 'SIGINT' });
    logger.info('stopped');
  });
}
await service.ready;
