import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { drain } from '../../server/drain.ts';
import { listen } from './support.ts';

async function get(url: URL, agent: Agent): Promise<IncomingMessage> {
  const outgoing = request(url, { agent });
  outgoing.end();
  return (await once(outgoing, 'response'))[0];
}

test('a server that stops answers what it was asked, and ends kept connections with their next answer', async () => {
  const { url, server } = await listen(async (_incoming, response) => {
    await sleep(200);
    response.end('answered');
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const first = await get(url, agent);
  expect([first.headers.connection, await text(first)]).toEqual(['keep-alive', 'answered']);

  const stopped = drain(server);
  const last = await get(url, agent);
  expect([last.headers.connection, await text(last)]).toEqual(['close', 'answered']);
  await stopped;
  await expect(get(url, agent)).rejects.toThrow('ECONNREFUSED');
});

test('a server that stops at once does not wait for kept connections', async () => {
  const { url, server } = await listen((_incoming, response) => response.end());
  const agent = new Agent({ keepAlive: true });
  (await get(url, agent)).resume();
  await sleep(20);
  const begin = performance.now();
  await drain(server, { atOnce: true });
  expect(performance.now() - begin).toBeLessThan(1_000);
});
