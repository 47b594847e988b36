import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What {@link freePort} has given: whoever was given it may not listen yet. */
const given = new Set<number>();

/** A port of the loopback that nothing listens on, another one each time. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { readonly port: number };
  await new Promise((resolve) => server.close(resolve));
  if (given.has(port)) return freePort();
  given.add(port);
  return port;
}

/** Whether nothing listens on a port of the loopback. @param port 0 is always free */
export async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  const free = await new Promise<boolean>((resolve) => {
    server.once('listening', () => resolve(true)).once('error', () => resolve(false));
  });
  if (free) await new Promise((resolve) => server.close(resolve));
  return free;
}

/** Whether something accepts connections within ten seconds, as long as it is worth waiting for. @param address host:port */
export async function isReachable(address: string, isWorthwhile: () => boolean): Promise<boolean> {
  const [host, port] = address.split(':') as [string, string];
  for (const end = performance.now() + 10_000; performance.now() < end && isWorthwhile(); ) {
    const socket = connect({ port: Number(port), host, timeout: 1000 });
    const reached = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      for (const event of ['error', 'timeout']) socket.once(event, () => resolve(false));
    });
    socket.destroy();
    if (reached) return true;
    await sleep(100);
  }
  return false;
}
