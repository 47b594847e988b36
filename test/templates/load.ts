import { Agent, request } from 'node:http';
import { createServer, connect as dial, type Server } from 'node:net';

/** What a load came to. */
export interface LoadResult {
  readonly answers: number;
  readonly perSecond: number;
  /** Milliseconds in which half, and 99 of 100, of the answers came. */
  readonly p50: number;
  readonly p99: number;
  /** What went wrong, each with how often: connections that broke, and every status but 200. */
  readonly failures: Readonly<Record<string, number>>;
}

/**
 * Asks for a URL from many clients at once, each of which asks again as soon as it has its answer and keeps its connection
 * as far as the server lets it.
 * @param until ends the load; a request that is under way then is waited for
 */
export async function load(
  url: string,
  until: AbortSignal,
  { clients = 20, headers = {} }: { readonly clients?: number; readonly headers?: Record<string, string> } = {},
): Promise<LoadResult> {
  const times: number[] = [];
  const failures: Record<string, number> = {};
  const fail = (what: string) => {
    failures[what] = (failures[what] ?? 0) + 1;
  };
  const started = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      while (!until.aborted) {
        const asked = performance.now();
        const status = await ask(url, agent, headers).catch(
          (error: NodeJS.ErrnoException) => error.code ?? error.message,
        );
        times.push(performance.now() - asked);
        if (status !== 200) fail(String(status));
      }
      agent.destroy();
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  times.sort((a, b) => a - b);
  const percentile = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
  return {
    answers: times.length,
    perSecond: times.length / seconds,
    p50: percentile(0.5),
    p99: percentile(0.99),
    failures,
  };
}

function ask(url: string, agent: Agent, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, headers }, (answer) => {
      answer.resume();
      answer.once('error', reject);
      answer.once('end', () => resolve(answer.statusCode ?? 0));
    });
    asked.once('error', reject);
    asked.end();
  });
}

/** Leads each new connection to the port that is in service, as a Service of Kubernetes does: of one connection, all goes there. */
export class Switch {
  /** Where new connections lead. */
  target: number;
  private readonly server: Server;

  constructor(target: number) {
    this.target = target;
    this.server = createServer((client) => {
      const pod = dial(this.target, '127.0.0.1');
      client.pipe(pod).pipe(client);
      client.once('error', () => pod.destroy());
      pod.once('error', () => client.destroy());
    });
  }

  /** @returns the port that it listens on */
  listen(): Promise<number> {
    return new Promise((resolve) => {
      this.server.listen(0, '127.0.0.1', () => {
        const address = this.server.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
  }

  close(): void {
    this.server.close();
  }
}
