import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, describe, it } from 'node:test';
import type { Fleet } from '../fleet';
import { isFree } from '../network';
import { LocalServer } from './server';

/** No fleet is asked by what is tested here. */
const NO_FLEET = { platform: { apps: [{ name: 'dashboard' }] } } as unknown as Fleet;

let server: LocalServer;
let own: { readonly host: string; readonly origin: string; readonly 'content-type': string };
before(async () => {
  server = await LocalServer.start(NO_FLEET, 0);
  own = { host: new URL(server.url).host, origin: server.url, 'content-type': 'application/json' };
});
after(() => server.stop());

interface Asked {
  readonly method?: string;
  readonly path?: string;
  /** Where they differ from what the page itself sends; undefined leaves one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
}

/** Asks as any program can; `fetch` would not send another Host. */
function ask({ method = 'POST', path = '/api/apps', headers, body = '{}' }: Asked) {
  const sent = Object.entries({ ...own, ...headers }).filter(([, value]) => value !== undefined);
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>((resolve, reject) => {
    const asked = request(server.url + path, { method, headers: Object.fromEntries(sent) as never }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode as number, headers: response.headers, body: text }),
      );
    });
    asked.on('error', reject);
    asked.end(method === 'GET' ? undefined : body);
  });
}

describe('the server of the page', () => {
  it('listens on the loopback only, at a port that is not free then', async () => {
    assert.match(server.url, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal(await isFree(Number(new URL(server.url).port)), false);
    assert.equal(await isFree(0), true);
  });

  it('serves the page and all that it loads, which load nothing of elsewhere', async () => {
    for (const path of ['/', '/style.css', '/page.mjs', '/card.mjs', '/dom.mjs', '/news.mjs']) {
      const { status, headers, body } = await ask({ method: 'GET', path });
      assert.equal(status, 200, path);
      assert.match(String(headers['content-security-policy']), /default-src 'none'.*frame-ancestors 'none'/);
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers['access-control-allow-origin'], undefined);
      assert.doesNotMatch(body, /https?:\/\//);
      for (const [, script] of body.matchAll(/from '\.\/(\w+\.mjs)'/g)) {
        assert.equal((await ask({ method: 'GET', path: `/${script}` })).status, 200, script);
      }
    }
  });

  it('takes what the page sends, and tells what is wrong with it', async () => {
    const { status, body } = await ask({ body: JSON.stringify({ name: '<b>', team: 'a', database: 'a' }) });
    assert.equal(status, 400);
    const [problem] = JSON.parse(body).problems;
    assert.equal(problem.where, 'name');
    assert.equal(problem.given, '"<b>"');
  });

  it('answers by the name localhost as well', async () => {
    const host = own.host.replace('127.0.0.1', 'localhost');
    const { status } = await ask({ headers: { host, origin: `http://${host}` } });
    assert.equal(status, 400);
  });

  const refusals: Readonly<Record<string, readonly [status: number, asked: Asked]>> = {
    'the page by a name that was made to lead here': [
      403,
      { method: 'GET', path: '/', headers: { host: 'evil.example' } },
    ],
    'a view by a name that was made to lead here': [
      403,
      { method: 'GET', path: '/api/view', headers: { host: 'evil.example:80' } },
    ],
    'a change by a name that was made to lead here': [
      403,
      { headers: { host: 'evil.example', origin: 'http://evil.example' } },
    ],
    'a change that another page sends': [403, { headers: { origin: 'https://evil.example' } }],
    'a change that another page on this machine sends': [403, { headers: { origin: 'http://127.0.0.1:1' } }],
    'a change that a page without an origin sends': [403, { headers: { origin: 'null' } }],
    'a change of which nobody says where it is from': [403, { headers: { origin: undefined } }],
    'a change that a form can send': [415, { headers: { 'content-type': 'text/plain' } }],
    'a change that is no JSON': [400, { body: '{' }],
    'a change that is no object': [400, { body: '[]' }],
    'a change of a megabyte': [413, { body: `"${'x'.repeat(1024 * 1024)}"` }],
    'a change by GET': [404, { method: 'GET' }],
    'an action that there is not': [404, { path: '/api/apps/dashboard/destroy' }],
    'an app that there is not': [400, { path: '/api/apps/shop/release' }],
    'an app named like a path': [400, { path: '/api/apps/..%2f/release' }],
    'an image of nothing': [400, { path: '/api/apps/dashboard/image' }],
    'a file beside the page': [404, { method: 'GET', path: '/server.js' }],
    'a file above the page': [404, { method: 'GET', path: '/../server.js' }],
  };
  for (const [what, [status, asked]] of Object.entries(refusals)) {
    it(`refuses ${what}`, async () => assert.equal((await ask(asked)).status, status));
  }
});
