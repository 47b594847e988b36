import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestService, type TestService } from './support/service.ts';

let service: TestService;
before(async () => {
  service = await startTestService();
});
after(() => service.stop());

const SAMPLES = '/api/v1/metrics/open_incidents/samples';

describe('a request that is not as it must be', () => {
  it('is answered with a problem that names the request in the log', async () => {
    const { status, headers, body } = await service.request('/api/v1/nothing', {
      headers: { 'x-request-id': 'from-test' },
    });
    assert.equal(status, 404);
    assert.equal(headers.get('content-type'), 'application/problem+json; charset=utf-8');
    assert.equal(headers.get('x-request-id'), 'from-test');
    assert.equal(body.requestId, 'from-test');
    assert.equal(body.title, 'Not Found');
    assert.ok(service.log.some(({ reqId }) => reqId === 'from-test'));
  });

  it('gets a new ID where its own could not be trusted in a log', async () => {
    for (const id of ['short', 'x'.repeat(65), 'new line{}']) {
      const { headers } = await service.request('/api/v1/config', { headers: { 'x-request-id': id } });
      assert.match(headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/);
    }
  });

  const post = (body: string, headers: Record<string, string> = {}) =>
    service.request(SAMPLES, { method: 'POST', roles: ['editor'], body, headers });

  it('is refused where its body is too long', async () => {
    const { status, body } = await post(`{"value":1,"at":"${'9'.repeat(20_000)}"}`);
    assert.equal(status, 413);
    assert.equal(body.title, 'Payload Too Large');
  });

  it('is refused where its body is no JSON', async () => {
    assert.equal((await post('{"value":')).status, 400);
    assert.equal((await post('value=1', { 'content-type': 'application/x-www-form-urlencoded' })).status, 415);
    assert.equal((await post('<value/>', { 'content-type': 'text/xml' })).status, 415);
    assert.equal((await post('"\u0000"')).status, 400);
  });

  it('is refused where its method is not offered', async () => {
    const { status } = await service.request(SAMPLES, { method: 'DELETE', roles: ['editor'] });
    assert.equal(status, 405);
  });

  it('never makes the service fail, whatever is in its path', async () => {
    for (const path of [
      '/api/v1/metrics/%00/samples',
      '/api/v1/metrics/%E0%A4/samples',
      '/%',
      '/api/v1/../../etc/passwd',
      '//x',
    ]) {
      const { status } = await service.request(path, { roles: ['viewer'] });
      assert.ok(status >= 400 && status < 500, `${path}: ${status}`);
    }
  });
});

describe('SQL', () => {
  const INJECTIONS = [
    "'; DROP TABLE samples; --",
    "open_incidents' OR '1'='1",
    '1; SELECT pg_sleep(5)',
    "2026-01-01T00:00:00Z'; DELETE FROM samples; --",
    '\u0000',
    '$1',
  ];
  for (const text of INJECTIONS) {
    it(`is never run: ${JSON.stringify(text)}`, async () => {
      const sql = encodeURIComponent(text);
      const asked = [
        service.request(`/api/v1/metrics/${sql}/samples`, { roles: ['viewer'] }),
        ...['from', 'to', 'limit'].map((name) => service.request(`${SAMPLES}?${name}=${sql}`, { roles: ['viewer'] })),
        ...[{ value: text }, { value: 1, at: text }, { value: 1, [text]: 1 }].map((body) =>
          service.request(SAMPLES, { method: 'POST', roles: ['editor'], body }),
        ),
      ];
      for (const { status } of await Promise.all(asked)) assert.equal(status, 400);
    });
  }

  it('in what a token says is only text', async () => {
    const subject = "x'; DROP TABLE samples; --";
    const token = await service.issuer.token({ claims: { sub: subject, roles: ['editor'] } });
    assert.equal((await service.request(SAMPLES, { method: 'POST', token, body: { value: 1 } })).status, 201);
    const [row] = await service.database.query<{ source: string }>('SELECT source FROM samples');
    assert.equal(row?.source, subject);
  });
});

describe('an answer', () => {
  it('may not be shown in a page, guessed at or kept by a cache', async () => {
    const { headers } = await service.request('/api/v1/config');
    assert.equal(headers.get('content-security-policy'), "default-src 'none';frame-ancestors 'none'");
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(headers.get('x-powered-by'), null);
  });

  it('says where people sign in', async () => {
    const { body } = await service.request('/api/v1/config');
    assert.deepEqual(body, { oidc: { issuer: service.issuer.url, clientId: 'browser', scope: 'openid profile' } });
  });

  it('describes the API', async () => {
    const { status, body } = await service.request('/openapi.json');
    assert.equal(status, 200);
    assert.equal(body.openapi, '3.1.1');
    assert.ok(body.paths['/api/v1/metrics/{name}/samples'].post);
  });
});

describe('the log', () => {
  it('has each request with its bearer, and neither token nor probe', async () => {
    const token = await service.issuer.token({ claims: { sub: 'logged', roles: ['viewer'] } });
    await service.request('/api/v1/me', { token });
    await service.request('/healthz');
    const lines = JSON.stringify(service.log);
    assert.ok(
      service.log.some(({ subject, req }) => subject === 'logged' && (req as { url: string }).url === '/api/v1/me'),
    );
    assert.ok(!lines.includes(token.split('.')[1] as string));
    assert.ok(!lines.includes('/healthz'));
  });
});

describe('Prometheus', () => {
  it('reads durations by operation, connections, and the process’s own metrics', async () => {
    await service.request('/api/v1/metrics', { roles: ['viewer'] });
    await service.request('/not/there');
    const { status, headers, body } = await service.request('/metrics');
    assert.equal(status, 200);
    assert.match(headers.get('content-type') ?? '', /^text\/plain/);
    assert.match(
      body,
      /^http_request_duration_seconds_count{method="GET",route="\/api\/v1\/metrics",status="200"} \d+$/m,
    );
    assert.match(body, /^http_request_duration_seconds_count{method="GET",route="unknown",status="404"} \d+$/m);
    assert.match(body, /^database_connections{state="idle"} \d+$/m);
    assert.match(body, /^process_resident_memory_bytes \d+$/m);
  });
});

describe('a client that asks too often', () => {
  it('is told to wait, and others are not', async () => {
    const busy = await startTestService({ RATE_LIMIT: 5, TRUSTED_PROXIES: 1 });
    try {
      const ask = async (client: string) =>
        (await busy.request('/api/v1/config', { headers: { 'x-forwarded-for': `6.6.6.6, ${client}` } })).status;
      for (let i = 0; i < 5; i++) assert.equal(await ask('192.0.2.1'), 200);
      assert.equal(await ask('192.0.2.1'), 429);
      assert.equal(await ask('192.0.2.2'), 200);
      const { status, headers, body } = await busy.request('/api/v1/config', {
        headers: { 'x-forwarded-for': '192.0.2.1' },
      });
      assert.equal(status, 429);
      assert.equal(body.status, 429);
      assert.ok(Number(headers.get('retry-after')) > 0);
      for (let i = 0; i < 20; i++) assert.equal((await busy.request('/healthz')).status, 200);
    } finally {
      await busy.stop();
    }
  });
});
