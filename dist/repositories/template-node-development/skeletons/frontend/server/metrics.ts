import type { Request, RequestHandler } from 'express';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { Problem } from './problem.ts';

/** Headers that proxies add. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];

/** What Prometheus scrapes. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Duration of requests, until the last byte of the answer.',
    labelNames: ['method', 'kind', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /**
   * Answers with the metrics, inside the cluster only: the Ingress exposes every path of this port, but what comes
   * through it carries headers that only a proxy can leave out.
   */
  readonly endpoint: RequestHandler = async (request, response) => {
    if (FORWARDED.some((header) => request.headers[header] !== undefined)) {
      throw new Problem(404, `There is nothing at ${request.path}.`);
    }
    response
      .set('Cache-Control', 'no-store')
      .type(this.registry.contentType)
      .send(await this.registry.metrics());
  };

  /** Measures requests. */
  readonly observe: RequestHandler = (request, response, next) => {
    const kind = kindOf(request);
    const end = this.duration.startTimer({ method: request.method, kind });
    response.once('close', () => end({ status: response.statusCode }));
    next();
  };
}

function kindOf({ path }: Request): string {
  if (path.startsWith('/api/')) return 'api';
  return path.startsWith('/assets/') ? 'asset' : 'page';
}
