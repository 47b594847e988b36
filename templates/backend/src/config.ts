import { z } from 'zod';

const port = z.coerce.number().int().min(1).max(65_535);
const integer = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
const name = z.string().max(256);

/** Whether a URL's host is this machine, so that what is sent to it crosses no network. */
const isLoopback = ({ hostname }: URL) => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

const issuer = z.string().refine((text) => {
  const url = URL.parse(text);
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url));
});

/** Every environment variable that the service reads. The descriptions complete "it must be …". */
export const Variables = z.object({
  PORT: port.describe('the port to listen on, 1 to 65535'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('fatal, error, warn, info, debug, trace or silent'),

  PGHOST: name.describe('the host of PostgreSQL'),
  PGPORT: port.default(5432).describe('the port of PostgreSQL, 1 to 65535'),
  PGDATABASE: name.describe('the name of the database'),
  PGUSER: name.describe('the role that owns the database'),
  PGPASSWORD: z.string().describe("the role's password"),
  PGSSLMODE: z
    .enum(['disable', 'verify-full'])
    .default('verify-full')
    .describe('verify-full, or disable where PostgreSQL is on this machine'),
  PGSSLROOTCERT: z
    .string()
    .optional()
    .describe("the path of the certificate that signed PostgreSQL's; without it, the public ones that Node.js knows"),
  DATABASE_POOL_SIZE: integer(1, 100).default(10).describe('the most connections to PostgreSQL, 1 to 100'),

  OIDC_ISSUER: issuer.describe('the https URL of the OpenID Connect issuer'),
  OIDC_AUDIENCE: name.describe('the audience that access tokens for this API carry in "aud"'),
  OIDC_CLIENT_ID: name.describe("the client ID of the browser's application at the issuer"),
  OIDC_SCOPE: name.default('openid profile').describe('the scopes that the browser asks for, with spaces between'),
  OIDC_ROLES_CLAIM: name
    .default('roles')
    .describe('the claim of the access token that lists roles; dots lead into objects, as in realm_access.roles'),

  TRUSTED_PROXIES: integer(0, 10)
    .default(2)
    .describe(
      "the number of proxies in front, whose X-Forwarded-For is believed: the ingress and the frontend's, 0 to 10",
    ),
  RATE_LIMIT: integer(1, 1_000_000)
    .default(600)
    .describe('the most requests that a client may make in a minute, per replica, 1 to 1000000'),

  SAMPLE_SECONDS: integer(1, 3600)
    .default(10)
    .describe('the seconds between two samples of the service itself, 1 to 3600'),
  RETENTION_DAYS: integer(1, 3650).default(7).describe('the days for which samples are kept, 1 to 3650'),
});

/** The settings of the service. */
export type Config = Readonly<z.infer<typeof Variables>>;

/** Settings that are missing or not allowed. The message names each of them. */
export class ConfigurationError extends Error {}

/**
 * Reads the settings from environment variables. An empty variable is a missing one.
 * @throws ConfigurationError naming every variable that is missing or not allowed
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = Variables.safeParse(given);
  if (result.success) return result.data;
  const names = new Set(result.error.issues.map(({ path }) => path[0] as keyof typeof Variables.shape));
  const problems = [...names].map((variable) => {
    const state = variable in given ? `is ${JSON.stringify(given[variable])}` : 'is missing';
    return `  ${variable} ${state}; it must be ${Variables.shape[variable].description}`;
  });
  throw new ConfigurationError(`The environment variables are not as they must be:\n${problems.join('\n')}`);
}
