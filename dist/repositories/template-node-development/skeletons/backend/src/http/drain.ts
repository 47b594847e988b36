import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

/** How long a connection may be idle. Clients are told, and use it no more shortly before. */
export const KEEP_ALIVE_MS = 10_000;
/** How long requests that are being answered may still take. */
const IN_FLIGHT_MS = 15_000;

/**
 * Closes a server without losing a request. Connections that clients keep for their next request are the difficulty: one
 * that is closed just when that is sent loses it. So for as long as a connection may be idle, every answer says that its
 * connection ends with it, and the rest end by themselves. Takes 25 s at most.
 * @param atOnce closes idle connections without waiting for their clients
 */
export async function drain(server: Server, { atOnce = false } = {}): Promise<void> {
  server.prependListener('request', (_request, response) => response.setHeader('Connection', 'close'));
  const connections = promisify(server.getConnections.bind(server));
  const idleUntil = Date.now() + (atOnce ? 0 : KEEP_ALIVE_MS + 1_000);
  while (Date.now() < idleUntil && (await connections()) > 0) await sleep(50);

  const closed = new Promise((resolve) => server.close(resolve));
  const timeout = AbortSignal.timeout(IN_FLIGHT_MS);
  timeout.addEventListener('abort', () => server.closeAllConnections());
  await closed;
}
