import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ROOT } from '../../../constructs/synthesize';
import { type Fleet, simulated } from '../fleet';
import { FORM, type Given, PlatformActions, Refusal } from './actions';
import { viewOf } from './view';

const SOURCES = join(ROOT, 'test', 'engines', 'local', 'page');

/** What the page consists of, by its path. */
const FILES: Readonly<Record<string, readonly [type: string, file: string]>> = {
  '/': ['text/html', join(SOURCES, 'index.html')],
  '/style.css': ['text/css', join(SOURCES, 'style.css')],
  ...Object.fromEntries(
    ['card', 'dom', 'news', 'page'].map((name) => [
      `/${name}.mjs`,
      ['text/javascript', join(__dirname, 'page', `${name}.mjs`)],
    ]),
  ),
};

/** Nothing of elsewhere is loaded, and no other page can hold this one. */
const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
};

/** Longest body that is read, in bytes. */
const MAX_BODY = 16 * 1024;

/** An answer: its status, and what is told as JSON. */
type Answer = readonly [status: number, body: object];

/** The page on the loopback where a person sees the fleet, fills in the form, pushes changes and watches them arrive. */
export class LocalServer {
  private readonly actions: PlatformActions;
  private readonly server = createServer((request, response) => void this.answer(request, response));

  private constructor(private readonly fleet: Fleet) {
    this.actions = new PlatformActions(fleet);
  }

  /** @param port 0 for any */
  static async start(fleet: Fleet, port: number): Promise<LocalServer> {
    const local = new LocalServer(fleet);
    local.server.listen(port, '127.0.0.1');
    await once(local.server, 'listening');
    return local;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const file = request.method === 'GET' && this.isAddressed(request) ? FILES[request.url ?? ''] : undefined;
    if (file) {
      response.writeHead(200, { ...HEADERS, 'Content-Type': `${file[0]}; charset=utf-8` }).end(readFileSync(file[1]));
      return;
    }
    const [status, body] = await this.tell(request).catch((error: Error): Answer => {
      if (error instanceof Refusal) return [400, { problems: error.problems }];
      // What the page asks while the clusters are ended has nobody to be told to.
      if (this.server.listening) console.error(`error: ${error.message}`);
      return [500, { error: error.message }];
    });
    response.writeHead(status, { ...HEADERS, 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  }

  private async tell(request: IncomingMessage): Promise<Answer> {
    const { method, url, headers } = request;
    if (!this.isAddressed(request)) return [403, { error: `the page is at ${this.url}` }];
    if (method === 'GET' && url === '/api/start') return [200, { form: FORM, simulated: simulated() }];
    if (method === 'GET' && url === '/api/view') return [200, await viewOf(this.fleet)];
    const act = method === 'POST' && this.actionAt(url ?? '');
    if (!act) return [404, { error: `there is no ${method} ${url}` }];
    // Pages of elsewhere can have a browser send something here, but not in the name of this page, nor JSON.
    if (headers.origin !== `http://${headers.host}`)
      return [403, { error: 'only the page itself may ask for changes' }];
    if (headers['content-type'] !== 'application/json')
      return [415, { error: 'what is sent must be application/json' }];
    const body = await bodyOf(request);
    if (body === undefined) return [413, { error: `what is sent may have ${MAX_BODY} bytes` }];
    const given = parse(body);
    if (given === undefined) return [400, { error: 'what is sent must be an object of JSON' }];
    await act(given);
    return [200, {}];
  }

  /** Whether it is asked by its own name: one of elsewhere may be made to lead to the loopback. */
  private isAddressed({ headers }: IncomingMessage): boolean {
    const { port } = this.server.address() as AddressInfo;
    return [`127.0.0.1:${port}`, `localhost:${port}`].includes(headers.host ?? '');
  }

  private actionAt(url: string): ((given: Given) => Promise<void>) | undefined {
    if (url === '/api/apps') return (given) => this.actions.create(given);
    const [, app, action] = /^\/api\/apps\/([^/]+)\/([a-z]+)$/.exec(url) ?? [];
    if (app === undefined) return undefined;
    switch (action) {
      case 'image':
        return (given) => this.actions.changeImage(app, given);
      case 'revert':
        return () => this.actions.revert(app);
      case 'open':
        return (given) => this.actions.open(app, given);
      case 'release':
        return () => this.actions.release(app);
      default:
        return undefined;
    }
  }
}

/** @returns undefined where it is too long */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    // What is too long is read to its end, or the answer would not be.
    if (length <= MAX_BODY) chunks.push(chunk);
  }
  return length <= MAX_BODY ? Buffer.concat(chunks).toString() : undefined;
}

/** @returns undefined where it is no object of JSON */
function parse(text: string): Given | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Given) : undefined;
  } catch {
    return undefined;
  }
}
