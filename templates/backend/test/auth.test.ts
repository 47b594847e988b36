import assert from 'node:assert/strict';
import { after, before, describe, it, mock } from 'node:test';
import { exportSPKI, generateKeyPair, UnsecuredJWT } from 'jose';
import { rolesOf } from '../src/auth/roles.ts';
import { AUDIENCE, type TokenProps } from './support/issuer.ts';
import { startTestService, type TestService } from './support/service.ts';

let service: TestService;
before(async () => {
  service = await startTestService();
});
after(() => service.stop());

const now = () => Math.floor(Date.now() / 1000);
const me = (token: string) => service.request('/api/v1/me', { token });

describe('a valid token', () => {
  it('says who bears it', async () => {
    const token = await service.issuer.token({
      claims: { sub: 's-1', name: 'A Name', roles: ['editor', 'unheard-of'] },
    });
    const { status, body } = await me(token);
    assert.equal(status, 200);
    assert.deepEqual(body, { subject: 's-1', name: 'A Name', roles: ['editor', 'viewer'] });
  });

  it('needs no role to ask who bears it, and is shown by its subject where it has no name', async () => {
    const { body } = await me(await service.issuer.token({ claims: { sub: 's-2' } }));
    assert.deepEqual(body, { subject: 's-2', name: 's-2', roles: [] });
  });

  it('may be used by several audiences', async () => {
    assert.equal((await me(await service.issuer.token({ claims: { aud: ['other', AUDIENCE] } }))).status, 200);
  });

  it('may have expired by less than clocks differ', async () => {
    assert.equal((await me(await service.issuer.token({ claims: { exp: now() - 5 } }))).status, 200);
  });

  it('may be signed with a key that came half a minute later', async () => {
    const later = await startTestService();
    try {
      const ask = async () => later.request('/api/v1/me', { token: await later.issuer.token() });
      assert.equal((await ask()).status, 200);
      await later.issuer.rotate();
      mock.timers.enable({ apis: ['Date'], now: Date.now() + 31_000 });
      assert.equal((await ask()).status, 200);
      assert.equal(later.issuer.fetches, 2);
    } finally {
      mock.timers.reset();
      await later.stop();
    }
  });
});

describe('a token is refused', () => {
  const cases: Record<string, () => Promise<TokenProps>> = {
    'of another issuer': async () => ({ claims: { iss: 'https://issuer.example.com' } }),
    'for another audience': async () => ({ claims: { aud: 'urn:other' } }),
    'for no audience': async () => ({ claims: { aud: undefined as never } }),
    'that has expired': async () => ({ claims: { exp: now() - 60 } }),
    'that never expires': async () => ({ claims: { exp: undefined as never } }),
    'that is not valid yet': async () => ({ claims: { nbf: now() + 60 } }),
    'without a subject': async () => ({ claims: { sub: undefined as never } }),
    'signed with a key that only looks like the issuer’s': async () => ({
      key: (await generateKeyPair('ES256')).privateKey,
    }),
    'signed with a key that the issuer does not have': async () => ({
      key: (await generateKeyPair('ES256')).privateKey,
      header: { kid: 'unknown' },
    }),
    'whose shared secret is the issuer’s public key': async () => ({
      key: new TextEncoder().encode(await exportSPKI(service.issuer.newestKey.publicKey)),
      header: { alg: 'HS256' },
    }),
  };
  for (const [name, props] of Object.entries(cases)) {
    it(name, async () => {
      const answer = await me(await service.issuer.token(await props()));
      assert.equal(answer.status, 401);
      assert.equal(answer.headers.get('www-authenticate'), 'Bearer error="invalid_token"');
      assert.equal(answer.headers.get('content-type'), 'application/problem+json; charset=utf-8');
      assert.match(answer.body.detail, /^The token is not valid: /);
    });
  }

  it('without a signature', async () => {
    const token = new UnsecuredJWT({ sub: 'someone' })
      .setIssuer(service.issuer.url)
      .setAudience(AUDIENCE)
      .setExpirationTime('5m')
      .encode();
    assert.equal((await me(token)).status, 401);
  });

  it('with a payload that was changed', async () => {
    const [header, , signature] = (await service.issuer.token()).split('.');
    const payload = Buffer.from(
      JSON.stringify({ iss: service.issuer.url, aud: AUDIENCE, sub: 'root', exp: now() + 60 }),
    );
    assert.equal((await me(`${header}.${payload.toString('base64url')}.${signature}`)).status, 401);
  });

  for (const token of ['x', 'a.b.c', '..', 'e30.e30.', `${'a'.repeat(5000)}.b.c`]) {
    it(`that is no token: ${token.slice(0, 10)}`, async () => {
      assert.equal((await me(token)).status, 401);
    });
  }

  it('that is given in another way', async () => {
    const token = await service.issuer.token();
    for (const authorization of [`Basic ${token}`, token, `Bearer`, `Bearer ${token} x`, `xBearer ${token}`]) {
      const { status } = await service.request('/api/v1/me', { headers: { authorization } });
      assert.equal(status, 401, authorization);
    }
    assert.equal((await service.request(`/api/v1/me?access_token=${token}`)).status, 401);
  });
});

describe('a role', () => {
  const write = (roles: string[]) =>
    service.request('/api/v1/metrics/open_incidents/samples', { method: 'POST', roles, body: { value: 1 } });

  it('is needed to read', async () => {
    assert.equal((await service.request('/api/v1/metrics')).status, 401);
    const answer = await service.request('/api/v1/metrics', { roles: [] });
    assert.equal(answer.status, 403);
    assert.equal(answer.body.detail, 'The role viewer is needed.');
    assert.equal((await service.request('/api/v1/metrics', { roles: ['viewer'] })).status, 200);
    assert.equal((await service.request('/api/v1/metrics', { roles: ['editor'] })).status, 200);
  });

  it('is needed to write', async () => {
    assert.equal((await write(['viewer'])).status, 403);
    assert.equal((await write(['Editor', 'constructor', '__proto__'])).status, 403);
    assert.equal((await write(['editor'])).status, 201);
  });

  it('is asked for before the request is looked at', async () => {
    const { status } = await service.request('/api/v1/metrics/open_incidents/samples', { method: 'POST', body: {} });
    assert.equal(status, 401);
  });

  it('is found in the claim of whichever issuer', () => {
    assert.deepEqual(rolesOf({ roles: ['viewer'] }, 'roles'), ['viewer']);
    assert.deepEqual(rolesOf({ realm_access: { roles: ['editor'] } }, 'realm_access.roles'), ['editor', 'viewer']);
    assert.deepEqual(rolesOf({ 'https://example.com/roles': ['viewer'] }, 'https://example.com/roles'), ['viewer']);
    assert.deepEqual(rolesOf({ scope: 'openid viewer' }, 'scope'), ['viewer']);
    for (const roles of [undefined, null, 7, {}, [null, 7, {}]]) assert.deepEqual(rolesOf({ roles }, 'roles'), []);
    assert.deepEqual(rolesOf({ realm_access: null }, 'realm_access.roles'), []);
  });
});

describe('an issuer that is away', () => {
  it('is the service’s trouble, not the token’s, and is asked again', async () => {
    const alone = await startTestService();
    try {
      const token = await alone.issuer.token({ claims: { roles: ['viewer'] } });
      alone.issuer.available = false;
      const answer = await alone.request('/api/v1/me', { token });
      assert.equal(answer.status, 503);
      assert.equal(answer.headers.get('retry-after'), '5');
      assert.equal((await alone.request('/readyz')).status, 200);
      alone.issuer.available = true;
      assert.equal((await alone.request('/api/v1/me', { token })).status, 200);
    } finally {
      await alone.stop();
    }
  });

  it('is not asked for its keys at every request', async () => {
    for (let i = 0; i < 5; i++) await me(await service.issuer.token({ header: { kid: `unknown-${i}` } }));
    assert.ok(service.issuer.fetches <= 2, `asked ${service.issuer.fetches} times`);
  });
});
