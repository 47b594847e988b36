import type http from 'node:http';

/** A request that came, and what it was answered. */
export interface RecordedRequest {
  readonly method: string;
  /** Below the API's root, as it was sent. */
  readonly path: string;
  readonly query: string;
  /** Without any credential. */
  readonly headers: Readonly<Record<string, string>>;
  /** What was sent as JSON, without any credential. */
  readonly body?: unknown;
  /** Login of the caller. */
  who: string;
  /** Nothing where the connection was dropped or the answer is still to come. */
  status?: number;
  /** Whether nothing here answers it. */
  unhandled?: true;
  /** Whether a fault hit it. */
  fault?: true;
}

const SECRET_HEADERS: ReadonlySet<string> = new Set(['authorization', 'cookie']);
const SECRET_FIELDS: ReadonlySet<string> = new Set(['secret', 'token', 'password', 'private_key', 'client_secret']);

/** A request as it is kept: without what is secret in it. */
export function record(message: http.IncomingMessage, path: string, query: string, body: Buffer): RecordedRequest {
  const json = /\bjson\b/.test(message.headers['content-type'] ?? '') ? redacted(body) : undefined;
  const headers = Object.entries(message.headers).map(([name, value]) => [
    name,
    SECRET_HEADERS.has(name) ? `${String(value).split(' ')[0]} [redacted]` : String(value),
  ]);
  return {
    method: message.method ?? 'GET',
    path,
    query,
    headers: Object.fromEntries(headers),
    ...(json !== undefined && { body: json }),
    who: 'anonymous',
  };
}

function redacted(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString(), (field, value) => (SECRET_FIELDS.has(field) ? '[redacted]' : value));
  } catch {
    return undefined;
  }
}
