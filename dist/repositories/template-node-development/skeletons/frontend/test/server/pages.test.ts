import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listen, nowhere, send, start } from './support.ts';

const HASHED = '/assets/index-abc123.js';
const config = (issuer: string) => JSON.stringify({ oidc: { issuer, clientId: 'frontend', scope: 'openid' } });

describe('the pages', () => {
  test.each(['/', '/index.html', '/metric/open_incidents', '/auth/callback?code=a&state=b', '/account/'])(
    'are all the first page, as at %s, which is asked for anew every time',
    async (path) => {
      const { url } = await start(await nowhere());
      const { status, headers, body } = await send(url, path);
      expect(status).toBe(200);
      expect(body).toContain('first page');
      expect(headers['content-type']).toBe('text/html;charset=utf-8');
      expect(headers['cache-control']).toBe('no-cache');
      expect(headers).not.toHaveProperty('etag');
    },
  );

  test('have assets that browsers may keep, compressed as they were built', async () => {
    const { url } = await start(await nowhere());
    const plain = await send(url, HASHED);
    expect(plain.body).toBe('plain();');
    expect(plain.headers['cache-control']).toBe('public,max-age=31536000,immutable');
    expect(plain.headers['content-type']).toBe('text/javascript');
    expect(plain.headers.vary).toBe('Accept-Encoding');
    const zipped = await fetch(new URL(HASHED, url), { headers: { 'Accept-Encoding': 'gzip' } });
    expect(zipped.headers.get('content-encoding')).toBe('gzip');
    expect(await zipped.text()).toBe('zipped();');
  });

  test.each(['/assets/gone-000000.js', '/assets/', '/missing.png', '/.env'])(
    'have nothing at %s, and nothing that looks like it',
    async (path) => {
      const { url } = await start(await nowhere());
      const { status, headers, body } = await send(url, path);
      expect(status).toBe(404);
      expect(headers['content-type']).toMatch('application/problem+json');
      expect(JSON.parse(body)).toMatchObject({ title: 'Not Found', status: 404 });
    },
  );

  test.each([
    '/../package.json',
    '/..%2fpackage.json',
    '/assets/../../package.json',
    '/%2e%2e/package.json',
    '/assets/%2e%2e%2f%2e%2e%2fpackage.json',
    '/..%5cpackage.json',
    '/%00',
    '/%',
  ])('lead nowhere else by %s', async (path) => {
    const { url } = await start(await nowhere());
    const { status, body } = await send(url, path);
    expect(body).not.toContain('"name"');
    expect([200, 400, 404]).toContain(status);
    if (status === 200) expect(body).toContain('first page');
  });

  test.each(['POST', 'PUT', 'DELETE'])('can only be read, not %s', async (method) => {
    const { url } = await start(await nowhere());
    const { status, headers } = await send(url, '/', { method });
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
  });

  test('are missed before the server starts, where they were not built', async () => {
    const dist = mkdtempSync(join(tmpdir(), 'empty-'));
    await expect(start(await nowhere(), { dist })).rejects.toThrow(
      `There are no pages in ${dist}; \`npm run build\` makes them.`,
    );
  });
});

describe('the headers of a page', () => {
  test('let it reach this server and the issuer that the API names, and nothing else', async () => {
    const api = await listen((_request, response) => response.end(config('https://sign-in.example.com/realms/acme')));
    const { url } = await start(api.url);
    const { headers } = await send(url, '/');
    expect(String(headers['content-security-policy']).split(';')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      "font-src 'self'",
      "connect-src 'self' https://sign-in.example.com",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ]);
    expect(headers).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  test.each(['no json', '{}', config('nonsense'), config('https://a.example; script-src *')])(
    'name no issuer where the API says %s',
    async (answer) => {
      const api = await listen((_request, response) => response.end(answer));
      const { url } = await start(api.url);
      const { headers } = await send(url, '/');
      expect(headers['content-security-policy']).toContain("connect-src 'self';");
    },
  );

  test('name the issuer as soon as the API is there, and ask it seldom', async () => {
    let asked = 0;
    let isThere = false;
    const api = await listen((_request, response) => {
      asked += 1;
      response.writeHead(isThere ? 200 : 503).end(isThere ? config('https://sign-in.example.com') : '');
    });
    const { url } = await start(api.url);
    const csp = async () => (await send(url, '/')).headers['content-security-policy'];
    expect(await csp()).toContain("connect-src 'self';");
    isThere = true;
    expect(await csp()).toContain("connect-src 'self' https://sign-in.example.com;");
    expect(await csp()).toContain("connect-src 'self' https://sign-in.example.com;");
    expect(asked).toBe(2);
  });
});

describe('the platform', () => {
  test('finds the server alive, whether the API is there or not', async () => {
    const { url } = await start(await nowhere());
    const { status, body } = await send(url, '/healthz');
    expect([status, JSON.parse(body)]).toEqual([200, { status: 'ok' }]);
  });

  test('finds metrics of pages, assets and API, without a series for each path', async () => {
    const { url } = await start(await nowhere());
    await send(url, '/some/page');
    await send(url, HASHED);
    await send(url, '/api/v1/metrics');
    const { status, headers, body } = await send(url, '/metrics');
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^text\/plain/);
    expect(body).toContain('http_request_duration_seconds_count{method="GET",kind="page",status="200"} 1');
    expect(body).toContain('http_request_duration_seconds_count{method="GET",kind="asset",status="200"} 1');
    expect(body).toContain('http_request_duration_seconds_count{method="GET",kind="api",status="502"} 1');
    expect(body).toContain('process_resident_memory_bytes');
  });

  test.each(['Forwarded', 'X-Forwarded-For', 'X-Forwarded-Host', 'X-Forwarded-Proto', 'X-Real-Ip'])(
    'has metrics for itself: through a proxy that adds %s there are none',
    async (header) => {
      const { url } = await start(await nowhere());
      for (const path of ['/metrics', '/metrics/', '/METRICS', '/metrics?']) {
        const { status, body } = await send(url, path, { headers: { [header]: '203.0.113.7' } });
        expect(status).toBe(404);
        expect(body).not.toContain('process_');
      }
    },
  );
});
