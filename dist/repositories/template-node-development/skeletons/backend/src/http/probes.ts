import { Router } from 'express';
import type { Registry } from 'prom-client';

/** What the probes ask of the service. */
export interface ProbeState {
  /** Whether the service has not started yet, runs, or is stopping. */
  phase: 'starting' | 'running' | 'stopping';
  /** Asks the database for an answer; rejects without one. */
  ping(): Promise<unknown>;
}

/** What Kubernetes and Prometheus ask. */
export function probes(state: ProbeState, registry: Registry): Router {
  const router = Router();

  // Says nothing of the database: to start again would not bring it back.
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });

  router.get('/readyz', async (_request, response) => {
    const status =
      state.phase === 'running'
        ? await state.ping().then(
            () => 'ok',
            () => 'no database',
          )
        : state.phase;
    response.status(status === 'ok' ? 200 : 503).json({ status });
  });

  router.get('/metrics', async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });

  return router;
}
