import { http, type RequestHandler } from 'msw';
import type { components } from '../src/api/schema.d.ts';
import { addSample, findMetric, listMetrics, samplesOf } from './data.ts';
import { ISSUER_PATH, issuerHandlers, personOf } from './issuer.ts';

type Schemas = components['schemas'];

/** What the API answers, without a backend. For development and tests. */
export const handlers: RequestHandler[] = [
  http.get('*/api/v1/config', ({ request }) =>
    json<Schemas['Config']>({
      oidc: { issuer: `${new URL(request.url).origin}${ISSUER_PATH}`, clientId: 'frontend', scope: 'openid profile' },
    }),
  ),

  http.get('*/api/v1/me', ({ request }) => {
    const person = personOf(request);
    return person ? json<Schemas['Me']>(person) : problem(401, 'Sign in first.');
  }),

  http.get(
    '*/api/v1/metrics',
    ({ request }) => refusalOf(request, 'viewer') ?? json<Schemas['MetricList']>({ metrics: listMetrics(Date.now()) }),
  ),

  http.get('*/api/v1/metrics/:name/samples', ({ request, params }) => {
    const refusal = refusalOf(request, 'viewer');
    if (refusal) return refusal;
    const metric = findMetric(String(params.name));
    if (!metric) return problem(404, `There is no metric ${params.name}.`);
    const query = new URL(request.url).searchParams;
    const to = Date.parse(query.get('to') ?? '') || Date.now();
    const from = Date.parse(query.get('from') ?? '') || to - 3_600_000;
    const limit = Number(query.get('limit') ?? 1000);
    const samples = samplesOf(metric.name, from, to);
    return json<Schemas['SampleList']>({
      name: metric.name,
      unit: metric.unit,
      samples: samples.slice(0, limit),
      next: samples[limit]?.at ?? null,
    });
  }),

  http.post<{ name: string }, Schemas['NewSample']>('*/api/v1/metrics/:name/samples', async ({ request, params }) => {
    const refusal = refusalOf(request, 'editor');
    if (refusal) return refusal;
    if (!findMetric(params.name)) return problem(404, `There is no metric ${params.name}.`);
    const { value, at = new Date().toISOString() } = await request.json();
    if (Math.abs(value) > 1e15) {
      return problem(400, 'The request is not as it must be.', [{ path: '/body/value', message: 'must be <= 1e15' }]);
    }
    addSample(params.name, { at, value });
    return json<Schemas['Sample']>({ at, value }, 201);
  }),

  ...issuerHandlers,
];

/** The answer to whoever may not do this; undefined to who may. */
function refusalOf(request: Request, role: Schemas['Me']['roles'][number]): Response | undefined {
  const person = personOf(request);
  if (!person) return problem(401, 'Sign in first.');
  return person.roles.includes(role) ? undefined : problem(403, `This needs the role "${role}".`);
}

/** An answer that says what went wrong. */
export function problem(status: number, detail: string, errors?: Schemas['Problem']['errors']): Response {
  const body = { type: 'about:blank', title: 'Problem', status, detail, ...(errors && { errors }) };
  return json<Schemas['Problem']>(body, status, 'application/problem+json');
}

function json<T>(body: T, status = 200, type = 'application/json'): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': type } });
}
