import type { RequestHandler } from 'express';
import type { OpenApiRequest } from 'express-openapi-validator/dist/framework/types.js';
import type pg from 'pg';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { OwnMeasures } from '../metrics/own-measures.ts';

/** What Prometheus scrapes. */
export class Telemetry {
  readonly registry = new Registry();
  private readonly measures: OwnMeasures;
  private readonly duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Duration of requests to the API, by operation and status.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });

  constructor(measures: OwnMeasures, pool: pg.Pool) {
    this.measures = measures;
    collectDefaultMetrics({ register: this.registry });
    new Gauge({
      name: 'database_connections',
      help: 'Connections to PostgreSQL: in use, idle, and requests that wait for one.',
      labelNames: ['state'] as const,
      registers: [this.registry],
      collect() {
        this.set({ state: 'used' }, pool.totalCount - pool.idleCount);
        this.set({ state: 'idle' }, pool.idleCount);
        this.set({ state: 'waiting' }, pool.waitingCount);
      },
    });
  }

  /** Measures requests. Unknown paths are counted as one: a scanner must not make time series. */
  readonly measure: RequestHandler = (request, response, next) => {
    const start = performance.now();
    response.once('close', () => {
      const milliseconds = performance.now() - start;
      const { openapi } = request as OpenApiRequest;
      const route = openapi && 'openApiRoute' in openapi ? openapi.openApiRoute : 'unknown';
      this.measures.request(milliseconds);
      this.duration.observe({ method: request.method, route, status: response.statusCode }, milliseconds / 1000);
    });
    next();
  };
}
