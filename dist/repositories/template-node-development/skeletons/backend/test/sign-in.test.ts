import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { DevelopmentIssuer } from '../dev/issuer.ts';
import { readConfig } from '../src/config.ts';
import { envOf, startTestService, type TestService } from './support/service.ts';

let issuer: DevelopmentIssuer;
let service: TestService;
before(async () => {
  issuer = await DevelopmentIssuer.start(0);
  service = await startTestService({
    OIDC_ISSUER: issuer.env.OIDC_ISSUER,
    OIDC_AUDIENCE: issuer.env.OIDC_AUDIENCE,
    OIDC_CLIENT_ID: issuer.env.OIDC_CLIENT_ID,
  });
});
after(() => Promise.all([service.stop(), issuer.stop()]));

/** A browser: follows redirects by hand, and keeps cookies. */
class Browser {
  private readonly cookies = new Map<string, string>();

  async go(url: string | URL, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [name, value] = (set.split(';', 1)[0] as string).split(/=(.*)/s) as [string, string];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }
}

const REDIRECT = 'http://localhost:5173/callback';

/** Signs in as a frontend in a browser does. */
async function signIn(account: string) {
  const { body } = await service.request('/api/v1/config');
  const { issuer: url, clientId, scope } = body.oidc;
  const metadata = (await (await fetch(`${url}/.well-known/openid-configuration`)).json()) as Record<string, string>;
  const verifier = randomBytes(32).toString('base64url');
  const authorization = new URL(metadata.authorization_endpoint as string);
  authorization.search = new URLSearchParams({
    client_id: clientId,
    scope,
    response_type: 'code',
    redirect_uri: REDIRECT,
    state: 'state',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString();

  const browser = new Browser();
  const login = new URL((await browser.go(authorization)).headers.get('location') as string, url);
  const page = await (await browser.go(login)).text();
  assert.match(page, new RegExp(`<button name="account" value="${account}">`));
  assert.match(page, /<link rel="icon" href="data:,">/, 'browsers would ask for an icon that is not there');
  const chosen = await browser.go(login, { method: 'POST', body: new URLSearchParams({ account }) });
  const back = (await browser.go(chosen.headers.get('location') as string)).headers.get('location') as string;
  assert.ok(back.startsWith(`${REDIRECT}?`), back);

  const response = await fetch(metadata.token_endpoint as string, {
    method: 'POST',
    headers: { origin: new URL(REDIRECT).origin },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      code: new URL(back).searchParams.get('code') as string,
      redirect_uri: REDIRECT,
      code_verifier: verifier,
    }),
  });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('access-control-allow-origin'), new URL(REDIRECT).origin);
  return (await response.json()) as { access_token: string; id_token: string };
}

describe('the issuer of development', () => {
  it('signs in whom one chooses, with their roles', async () => {
    const expected = { viewer: ['viewer'], editor: ['editor', 'viewer'], guest: [] };
    for (const [account, roles] of Object.entries(expected)) {
      const { access_token } = await signIn(account);
      const { status, body } = await service.request('/api/v1/me', { token: access_token });
      assert.equal(status, 200);
      assert.equal(body.subject, account);
      assert.deepEqual(body.roles, roles);
    }
  });

  it('gives ID tokens that are no access tokens', async () => {
    const { id_token } = await signIn('editor');
    assert.equal((await service.request('/api/v1/me', { token: id_token })).status, 401);
  });

  it('asks for PKCE, and sends nobody to another machine', async () => {
    const ask = async (parameters: Record<string, string>) => {
      const url = new URL('/auth', issuer.env.OIDC_ISSUER);
      const code = { client_id: 'frontend', scope: 'openid', response_type: 'code', redirect_uri: REDIRECT };
      url.search = new URLSearchParams({ ...code, ...parameters }).toString();
      return fetch(url, { redirect: 'manual' });
    };
    const without = await ask({});
    assert.match(without.headers.get('location') ?? '', /error=invalid_request/);
    const elsewhere = await ask({ redirect_uri: 'https://elsewhere.example.com/', code_challenge: 'x'.repeat(43) });
    assert.equal(elsewhere.status, 400);
  });

  it('is what the configuration allows', () => {
    assert.equal(readConfig({ ...envOf(service.database, service.issuer), ...issuer.env }).OIDC_CLIENT_ID, 'frontend');
  });
});
