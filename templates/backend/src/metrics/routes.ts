import { Router } from 'express';
import { identityOf } from '../auth/authorize.ts';
import { Problem } from '../http/problem.ts';
import { type MetricStore, UnknownMetric } from './store.ts';

const HOUR_MS = 3_600_000;
/** How far the clock of whoever measured may be ahead. */
const AHEAD_MS = 60_000;

/** `/api/v1/metrics`. openapi.yaml says what is allowed, and is checked before. */
export function metricRoutes(store: MetricStore, retentionDays: number): Router {
  const router = Router();

  router.get('/', async (_request, response) => {
    response.json({ metrics: await store.list() });
  });

  router.get<Named, unknown, unknown, Range>('/:name/samples', async ({ params: { name }, query }, response) => {
    const to = instant('/query/to', query.to) ?? new Date();
    const from = instant('/query/from', query.from) ?? new Date(to.getTime() - HOUR_MS);
    if (from > to) throw invalid('/query/from', 'must not be after /query/to');
    response.json((await store.samples(name, from, to, Number(query.limit))) ?? unknown(name));
  });

  router.post<Named, unknown, NewSample>('/:name/samples', async (request, response) => {
    const { params, body } = request;
    const now = Date.now();
    const at = instant('/body/at', body.at) ?? new Date(now);
    if (at.getTime() > now + AHEAD_MS) throw invalid('/body/at', 'must not be in the future');
    if (at.getTime() < now - retentionDays * 24 * HOUR_MS) {
      throw invalid('/body/at', `must be within the last ${retentionDays} days, for which samples are kept`);
    }
    const added = await store.add(at, identityOf(request).subject, { [params.name]: body.value }).catch((error) => {
      throw error instanceof UnknownMetric ? unknown(params.name) : error;
    });
    if (added.length === 0) throw new Problem(409, `You have already added a sample of ${at.toISOString()}.`);
    response.status(201).json({ at, value: body.value });
  });

  return router;
}

type Named = { name: string };

interface Range {
  from?: string;
  to?: string;
  limit: string;
}

interface NewSample {
  readonly at?: string;
  readonly value: number;
}

/** What is written like an instant need not be one: February has no 30th day. */
function instant(path: string, text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw invalid(path, 'must be an instant that exists');
  return date;
}

function invalid(path: string, message: string): Problem {
  return new Problem(400, `${path} ${message}`, { errors: [{ path, message }] });
}

function unknown(name: string): never {
  throw new Problem(404, `There is no metric ${name}.`);
}
