import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Octokit } from '@octokit/rest';
import { type Repository, TestGitHub } from '.';
import { octokit, WorkingCopy } from './support';

interface Received {
  readonly event: string | undefined;
  readonly signature: string | undefined;
  readonly body: string;
}

let github: TestGitHub;
let owner: Octokit;
let repository: Repository;
const received: Received[] = [];
const receiver = http.createServer(async (message, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const { 'x-github-event': event, 'x-hub-signature-256': signature } = message.headers as Record<string, string>;
  received.push({ event, signature, body: Buffer.concat(chunks).toString() });
  response.writeHead(200).end();
});
before(async () => {
  github = await TestGitHub.start();
  owner = octokit(github, github.owner.token);
  repository = await github.addRepository('shop', { files: { 'README.md': '' } });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  const config = { url, content_type: 'json', secret: 'shared' };
  await owner.repos.createWebhook({ ...shop, config, events: ['push'] });
  await github.settled();
});
after(async () => {
  receiver.close();
  await github.stop();
});
beforeEach(() => {
  received.length = 0;
});

const shop = { owner: 'acme', repo: 'shop' };

describe('a hook', () => {
  it('is pinged when it is made', () => {
    assert.deepEqual(
      repository.deliveries.map(({ event, status }) => [event, status]),
      [['ping', 200]],
    );
  });

  it('hears of a push, signed with its secret', async () => {
    const copy = await WorkingCopy.clone(github, 'shop', github.owner.token);
    const before = await repository.git.head('main');
    const sha = await copy.commit('feat: push');
    await copy.git('push', '--quiet', 'origin', 'main');
    copy.remove();
    await github.settled();
    const [push] = received;
    assert.equal(push?.event, 'push');
    assert.equal(push.signature, `sha256=${createHmac('sha256', 'shared').update(push.body).digest('hex')}`);
    const payload = JSON.parse(push.body);
    assert.deepEqual([payload.ref, payload.before, payload.after], ['refs/heads/main', before, sha]);
    assert.equal(payload.repository.full_name, 'acme/shop');
    assert.equal(payload.sender.login, 'owner');
  });

  it('hears of changes by the API, one for each ref', async () => {
    const sha = (await repository.git.head('main'))!;
    await owner.git.createRef({ ...shop, ref: 'refs/tags/v1.0.0', sha });
    await owner.git.deleteRef({ ...shop, ref: 'tags/v1.0.0' });
    await github.settled();
    const payloads = received.map(({ body }) => JSON.parse(body));
    assert.deepEqual(
      payloads.map(({ ref, created, deleted }) => [ref, created, deleted]),
      [
        ['refs/tags/v1.0.0', true, false],
        ['refs/tags/v1.0.0', false, true],
      ],
    );
  });

  it('of the organization hears what a repository’s branch has, and its answer is known', async () => {
    const { url } = (await owner.repos.listWebhooks(shop)).data[0]!.config;
    assert.equal(await github.announce(repository, { url: url!, secret: 'another' }), 200);
    const [push] = received;
    assert.equal(push?.event, 'push');
    assert.equal(push.signature, `sha256=${createHmac('sha256', 'another').update(push.body).digest('hex')}`);
    const { ref, after, repository: named } = JSON.parse(push.body);
    assert.deepEqual([ref, after, named.name], ['refs/heads/main', await repository.git.head('main'), 'shop']);
    await assert.rejects(github.announce(repository, { url: 'http://127.0.0.1:9/', secret: '' }));
  });

  it('is kept waiting for by nobody, and what it did not get is recorded', async () => {
    const config = { url: 'http://127.0.0.1:9/', content_type: 'json' };
    const { data } = await owner.repos.createWebhook({ ...shop, config, events: ['push'] });
    await github.settled();
    assert.equal(repository.deliveries.at(-1)?.to, config.url);
    assert.equal(repository.deliveries.at(-1)?.status, undefined);
    await owner.repos.deleteWebhook({ ...shop, hook_id: data.id });
  });
});
