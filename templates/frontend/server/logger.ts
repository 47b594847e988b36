import { type Level, type Logger, pino } from 'pino';

/** Writes logs as JSON, one line each, to standard output. */
export function createLogger(level: Level | 'silent'): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
}
