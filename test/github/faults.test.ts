import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { TestGitHub } from '.';
import { octokit, refused } from './support';

let github: TestGitHub;
before(async () => {
  github = await TestGitHub.start();
});
after(() => github.stop());
beforeEach(() => {
  github.rateLimit.set(5000);
});

const create = (name: string) => octokit(github, github.owner.token).repos.createInOrg({ org: 'acme', name });
const names = () => github.repositories.map(({ name }) => name);

describe('a fault', () => {
  it('fails the calls that fit, before they take effect', async () => {
    github.fail({ method: 'POST', path: /^\/orgs\/acme\/repos$/, status: 502, times: 2 });
    assert.equal(github.faultsLeft, 2);
    await refused(create('before'), 502, /Bad Gateway/);
    await refused(create('before'), 502, /Bad Gateway/);
    assert.equal(github.faultsLeft, 0);
    await create('before');
    const statuses = github.requests.slice(-3).map(({ status, fault }) => [status, fault]);
    assert.deepEqual(statuses, [
      [502, true],
      [502, true],
      [201, undefined],
    ]);
  });

  it('ends with the repair', async () => {
    github.fail({ path: /repos$/, times: 100 });
    await refused(create('repaired'), 500, /Internal Server Error/);
    github.repair();
    assert.equal(github.faultsLeft, 0);
    await create('repaired');
  });

  it('fails a call after it has taken effect', async () => {
    github.fail({ path: /repos$/, when: 'after' });
    await refused(create('after'), 500, /Internal Server Error/);
    assert.ok(names().includes('after'));
    await refused(create('after'), 422, /already exists/);
  });

  it('drops a connection, before or after', async () => {
    github.drop({ path: /repos$/ });
    await assert.rejects(create('dropped'));
    assert.ok(!names().includes('dropped'));
    github.drop({ path: /repos$/, when: 'after' });
    await assert.rejects(create('dropped'));
    assert.ok(names().includes('dropped'));
    assert.equal(github.requests.at(-1)?.status, undefined);
  });

  it('makes an answer late', async () => {
    github.delay({ path: /repos$/, milliseconds: 120 });
    const started = performance.now();
    await create('late');
    assert.ok(performance.now() - started >= 119);
  });

  it('hits git too', async () => {
    github.fail({ path: /^\/acme\/late\.git\/info\/refs$/, status: 503 });
    const address = `${github.url}/acme/late.git/info/refs?service=git-upload-pack`;
    assert.equal((await fetch(address)).status, 503);
    assert.equal((await fetch(address)).status, 200);
  });
});

describe('limits', () => {
  it('count the calls of each caller', async () => {
    github.rateLimit.set(2);
    const other = octokit(github, github.addUser('other').token);
    const mine = octokit(github, github.owner.token);
    const { headers } = await mine.users.getAuthenticated();
    assert.deepEqual([headers['x-ratelimit-limit'], headers['x-ratelimit-remaining']], ['2', '1']);
    await mine.users.getAuthenticated();
    await refused(mine.users.getAuthenticated(), 403, /API rate limit exceeded/);
    await other.users.getAuthenticated();
    const { data } = await mine.rateLimit.get();
    assert.deepEqual([data.rate.limit, data.rate.remaining], [2, 0]);
  });

  it('refuse calls that come too fast, and say when to try again', async () => {
    github.rateLimit.refuseNext(1, { status: 429, retryAfter: 7 });
    const call = octokit(github, github.owner.token).users.getAuthenticated();
    await assert.rejects(call, (error: { status: number; response: { headers: Record<string, string> } }) => {
      assert.equal(error.status, 429);
      assert.equal(error.response.headers['retry-after'], '7');
      return true;
    });
    await octokit(github, github.owner.token).users.getAuthenticated();
  });
});

describe('a record', () => {
  it('has what was sent, without any credential', async () => {
    github.requests.length = 0;
    await github.addRepository('hooked');
    const config = { url: 'http://127.0.0.1:9/', secret: 'a secret' };
    await octokit(github, github.owner.token).repos.createWebhook({ owner: 'acme', repo: 'hooked', config });
    const [request] = github.requests;
    assert.deepEqual([request?.method, request?.path, request?.who], ['POST', '/repos/acme/hooked/hooks', 'owner']);
    assert.deepEqual(request?.body, { config: { url: 'http://127.0.0.1:9/', secret: '[redacted]' } });
    assert.equal(request?.headers.authorization, 'token [redacted]');
    assert.ok(!JSON.stringify(github.requests).includes(github.owner.token));
  });
});
