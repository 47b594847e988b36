import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { type AppProps, createApp } from '../../server/app.ts';

/** Starts a server on a free port, until the test ends. */
export async function listen(listener: RequestListener): Promise<{ readonly url: URL; readonly server: Server }> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { server, url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`) };
}

/** An address where nothing listens. */
export async function nowhere(): Promise<URL> {
  const { server, url } = await listen(() => {});
  server.close();
  await once(server, 'close');
  return url;
}

/** A build as Vite leaves it, in little. */
export function build(): string {
  const dist = mkdtempSync(join(tmpdir(), 'dist-'));
  onTestFinished(() => rmSync(dist, { recursive: true }));
  mkdirSync(join(dist, 'assets'));
  writeFileSync(join(dist, 'index.html'), '<!doctype html><title>first page</title>');
  writeFileSync(join(dist, 'assets/index-abc123.js'), 'plain();');
  writeFileSync(join(dist, 'assets/index-abc123.js.gz'), gzipSync('zipped();'));
  return dist;
}

/** A logger, and the lines that it has written. */
export function writtenLog() {
  const lines: string[] = [];
  return { lines, logger: pino({ level: 'info', base: null }, { write: (line: string) => lines.push(line) }) };
}

/** Starts the server under test in front of an API. */
export async function start(apiUrl: URL, props: Partial<AppProps> = {}) {
  const app = createApp({ dist: build(), apiUrl, logger: pino({ level: 'silent' }), ...props });
  const { url, server } = await listen(app.handler);
  onTestFinished(() => app.close());
  return { url, server };
}

/** Sends a request just as it is: neither path nor headers are put in order first. */
export async function send(
  url: URL,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ status: number; headers: IncomingMessage['headers']; body: string }> {
  const outgoing = request({ host: url.hostname, port: url.port, path, agent: false, ...options });
  outgoing.end(options.body);
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) };
}
