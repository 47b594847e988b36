import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { errors, Pool } from 'undici';
import { Problem } from './problem.ts';

/** Limits of a request to the API, in milliseconds. */
export interface Timeouts {
  /** Until a connection is made. */
  readonly connect: number;
  /** Until the answer begins. */
  readonly answer: number;
  /** Between two parts of the answer. */
  readonly silence: number;
}

const TIMEOUTS: Timeouts = { connect: 2_000, answer: 30_000, silence: 30_000 };

/**
 * Headers about one connection, and not about what is sent over it.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1
 */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** Passes requests on to the API, and its answers back, without keeping either in memory. */
export class ApiProxy {
  private readonly apiUrl: URL;
  private readonly pool: Pool;

  constructor(apiUrl: URL, timeouts: Timeouts = TIMEOUTS) {
    this.apiUrl = apiUrl;
    this.pool = new Pool(apiUrl.origin, {
      connect: { timeout: timeouts.connect },
      headersTimeout: timeouts.answer,
      bodyTimeout: timeouts.silence,
    });
  }

  /** Answers a request for a path below `/api/`. */
  readonly handle = async (request: Request, response: Response): Promise<void> => {
    const path = this.pathOf(request.originalUrl);
    const browserGone = new AbortController();
    response.once('close', () => {
      // Where the API breaks off, the answer is closed with its error.
      if (response.errored === null) browserGone.abort();
    });
    try {
      const answer = await this.pool.request({
        method: request.method,
        path,
        headers: forwardedHeaders(request),
        body: hasBody(request) ? request : null,
        signal: browserGone.signal,
      });
      response.writeHead(answer.statusCode, withoutHopByHop(answer.headers));
      await pipeline(answer.body, response);
    } catch (error) {
      if (browserGone.signal.aborted) return;
      // The status is on its way already: only a broken connection says that the rest is missing.
      if (response.headersSent) {
        request.log.error({ err: error }, 'The API broke its answer off.');
        response.destroy();
        return;
      }
      throw problemOf(error);
    }
  };

  /** Lets requests end, then closes the connections to the API. */
  async close(): Promise<void> {
    await this.pool.close();
  }

  /**
   * What to ask the API for.
   * @throws Problem where the path could be understood as one outside of `/api/`
   */
  private pathOf(asked: string): string {
    const path = asked.split('?', 1)[0] ?? '';
    const url = URL.canParse(asked, this.apiUrl) ? new URL(asked, this.apiUrl) : undefined;
    const isPlain = path.startsWith('/api/') && path === url?.pathname && !/%(2e|2f|5c|00)/i.test(path);
    if (!isPlain) throw new Problem(400, 'The path must begin with /api/ and hold no encoded dots or slashes.');
    return `${url.pathname}${url.search}`;
  }
}

/** The headers of a request as the API gets them: with what is known of the browser behind. */
function forwardedHeaders(request: Request): IncomingHttpHeaders {
  // `expect` is answered by this server; undici names the API's host itself.
  const { host, expect: _, ...headers } = withoutHopByHop(request.headers);
  const from = request.socket.remoteAddress ?? 'unknown';
  const before = request.headers['x-forwarded-for'];
  return {
    ...headers,
    'x-request-id': String(request.id),
    'x-forwarded-for': before === undefined ? from : `${before}, ${from}`,
    'x-forwarded-proto': request.headers['x-forwarded-proto'] ?? 'http',
    'x-forwarded-host': request.headers['x-forwarded-host'] ?? host,
  };
}

function withoutHopByHop(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const named = String(headers.connection ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name) && !named.includes(name)),
  );
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function problemOf(error: unknown): Problem {
  const isLate =
    error instanceof errors.ConnectTimeoutError ||
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError;
  return isLate
    ? new Problem(504, 'The API did not answer in time; try again later.', { cause: error })
    : new Problem(502, 'The API cannot be reached; try again later.', { cause: error });
}
