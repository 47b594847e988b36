import type { Level } from 'pino';

/** The settings of the server. */
export interface Settings {
  readonly port: number;
  /** Where the API is: scheme, host and port. */
  readonly apiUrl: URL;
  readonly logLevel: Level | 'silent';
}

/** Settings that are missing or not allowed. The message names each of them. */
export class SettingsError extends Error {}

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/**
 * Reads the settings from environment variables. An empty variable is a missing one.
 * @throws SettingsError naming every variable that is missing or not allowed
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const problems: string[] = [];
  const read = <T>(name: string, must: string, parse: (value: string | undefined) => T | undefined): T => {
    const given = env[name] || undefined;
    const value = parse(given);
    if (value === undefined) {
      problems.push(`  ${name} ${given ? `is ${JSON.stringify(given)}` : 'is missing'}; it must be ${must}`);
    }
    return value as T;
  };

  const settings = {
    port: read('PORT', 'the port to listen on, 0 to 65535', (value = '8080') => portOf(value)),
    apiUrl: read('API_URL', 'the http or https URL of the API, without a path', originOf),
    logLevel: read('LOG_LEVEL', LEVELS.join(', '), (value = 'info') => LEVELS.find((level) => level === value)),
  };
  if (problems.length > 0) {
    throw new SettingsError(`The environment variables are not as they must be:\n${problems.join('\n')}`);
  }
  return settings;
}

function portOf(value: string): number | undefined {
  return /^\d{1,5}$/.test(value) && Number(value) <= 65_535 ? Number(value) : undefined;
}

/** A URL that names a server and nothing on it. */
export function originOf(value: string | undefined): URL | undefined {
  if (value === undefined || !URL.canParse(value)) return undefined;
  const url = new URL(value);
  const isServer = url.protocol === 'http:' || url.protocol === 'https:';
  return isServer && url.href === `${url.origin}/` ? url : undefined;
}
