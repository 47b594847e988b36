import { pino } from 'pino';
import { type Config, readConfig } from '../../src/config.ts';
import { startService } from '../../src/service.ts';
import { createDatabase, type TestDatabase } from './database.ts';
import { AUDIENCE, TestIssuer, type TokenProps } from './issuer.ts';

/** What a request gets for an answer. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what is in an answer is what tests ask.
  readonly body: any;
}

export interface RequestProps extends Omit<RequestInit, 'body'> {
  /** Roles of the token. @default - no token at all */
  readonly roles?: readonly string[];
  readonly token?: string;
  /** Sent as JSON, if it is no string. */
  readonly body?: unknown;
}

/** The service with a database and an issuer of its own; its answers are compared with openapi.yaml. */
export interface TestService {
  readonly url: string;
  readonly config: Config;
  readonly issuer: TestIssuer;
  readonly database: TestDatabase;
  /** Lines of the log, parsed. */
  readonly log: Record<string, unknown>[];
  request(path: string, props?: RequestProps): Promise<Answer>;
  stop(): Promise<void>;
}

/** The environment variables of a service, for the database and issuer of a test. */
export function envOf(database: TestDatabase, issuer: TestIssuer): Record<string, string | undefined> {
  return {
    ...process.env,
    PORT: '1',
    OIDC_ISSUER: issuer.url,
    OIDC_AUDIENCE: AUDIENCE,
    OIDC_CLIENT_ID: 'browser',
    SAMPLE_SECONDS: '3600',
    ...database.env,
  };
}

export async function startTestService(settings: Partial<Config> = {}): Promise<TestService> {
  const [database, issuer] = await Promise.all([createDatabase(), TestIssuer.start()]);
  const config = { ...readConfig(envOf(database, issuer)), PORT: 0, ...settings };
  const log: Record<string, unknown>[] = [];
  const logger = pino({ level: 'info', base: null }, { write: (line) => log.push(JSON.parse(line)) });
  const service = await startService(config, logger, { validateResponses: true });
  await service.ready;
  const url = `http://127.0.0.1:${service.port}`;
  return {
    url,
    config,
    issuer,
    database,
    log,
    async request(path, { roles, token, body, headers, ...init } = {}) {
      const props: TokenProps = { claims: { roles } };
      const bearer = token ?? (roles && (await issuer.token(props)));
      const response = await fetch(url + path, {
        ...init,
        headers: {
          ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(headers as Record<string, string>),
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.includes('json');
      return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
    },
    async stop() {
      await service.stop({ atOnce: true });
      await Promise.all([issuer.stop(), database.drop()]);
    },
  };
}
