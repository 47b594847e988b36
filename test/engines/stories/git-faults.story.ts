import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { FLUX_NAMESPACE, GITHUB_CREDENTIAL, PLATFORM_SOURCE } from '../../../constructs/flux/names';
import { platform } from '../../../platform';
import type { Daemon } from '../daemons';
import { credential } from '../plane/flux';
import { conditionOf } from '../plane/plane';
import { dataOf, type State, stateOf } from './state';
import { story } from './story';
import { TestApp } from './test-app';

const DEPLOY_REPOSITORY = new RegExp(`/${platform.organization}/payments-deploy`);
const HOST = 'host: payments.dev.apps.example.com';

story('what happens to git, the clusters survive', (step, fleet) => {
  let app: TestApp;
  let before: State;
  let prodBefore: State;
  const dev = () => fleet().planes.dev;
  const prod = () => fleet().planes.prod;
  const hostOf = async () => (await dev().cluster.theOne(dev().composite('payments'))).spec.host;
  /** Waits until Flux says that it cannot fetch. @returns why */
  const notFetched = async () => {
    const object = await dev().cluster.waitFor(
      dev().gitRepository('payments'),
      (seen) => conditionOf(seen, 'Ready')?.status === 'False',
    );
    return String(conditionOf(object, 'Ready')?.message);
  };

  step('an app is in dev and prod', async () => {
    app = await TestApp.create(fleet(), 'payments', 'prod');
    await dev().healthy('payments', await app.commit());
    await fleet().delivered(await fleet().platform.release('v0.3.0'), ['prod']);
    await prod().healthy('payments', await app.release('v0.1.0'));
    before = await stateOf(dev(), 'payments');
    prodBefore = await stateOf(prod(), 'payments');
  });

  step('a force-pushed branch is followed, and what holds data is the same', async () => {
    const head = await app.commit();
    await app.edit('overlays/dev/environment.yaml', HOST, 'host: rewritten.dev.apps.example.com');
    // The history is written anew: the change is in the first commit now.
    const files = await app.deploy.git.files(await app.commit());
    await app.deploy.git.deleteRef('refs/heads/main');
    const rewritten = await app.deploy.git.commitFiles('main', files, 'feat: start, rewritten');
    await app.notify();
    await dev().healthy('payments', rewritten);
    assert.equal(await app.deploy.git.isAncestor(head, rewritten), false);
    assert.equal(await hostOf(), 'rewritten.dev.apps.example.com');
    assert.deepEqual(dataOf(await stateOf(dev(), 'payments')), dataOf(before));
    await dev().healthy(
      'payments',
      await app.edit('overlays/dev/environment.yaml', 'host: rewritten.dev', 'host: payments.dev'),
    );
    before = await stateOf(dev(), 'payments');
  });

  step('a moved tag is followed in prod, and what holds data is the same', async () => {
    const from = (await app.deploy.git.resolve('refs/tags/v0.1.0')) as string;
    const to = await app.edit('base/backend-deployment.yaml', 'port: 3001', 'port: 3003');
    await app.deploy.git.setRef('refs/tags/v0.1.0', to, from);
    await app.notify(['prod']);
    await prod().healthy('payments', to);
    assert.equal((await prod().cluster.theOne(prod().composite('payments'))).spec.backend.port, 3003);
    assert.deepEqual(dataOf(await stateOf(prod(), 'payments')), dataOf(prodBefore));
    await dev().healthy('payments', to);
    before = await stateOf(dev(), 'payments');
  });

  step('while GitHub answers 500, what runs goes on, and then the change arrives', async () => {
    fleet().github.fail({ path: DEPLOY_REPOSITORY, times: 1000 });
    const change = await app.edit('overlays/dev/environment.yaml', HOST, 'host: later.dev.apps.example.com');
    assert.match(await notFetched(), /500|unexpected|failed to/);
    assert.deepEqual(await stateOf(dev(), 'payments'), before);
    fleet().github.repair();
    await app.notify();
    await dev().healthy('payments', change);
    assert.equal(await hostOf(), 'later.dev.apps.example.com');
  });

  step('while GitHub ends every connection, what runs goes on, and then the change arrives', async () => {
    before = await stateOf(dev(), 'payments');
    fleet().github.drop({ path: /./, times: 1000 });
    const change = await app.edit('overlays/dev/environment.yaml', 'host: later', 'host: down');
    await notFetched();
    assert.deepEqual(await stateOf(dev(), 'payments'), before);
    fleet().github.repair();
    await app.notify();
    await dev().healthy('payments', change);
  });

  step('GitHub that is slow delays the change, and nothing else', async () => {
    fleet().github.delay({ path: DEPLOY_REPOSITORY, milliseconds: 3000, times: 4 });
    const change = await app.edit('overlays/dev/environment.yaml', 'host: down', 'host: slow');
    await dev().healthy('payments', change);
    fleet().github.repair();
    assert.equal(await hostOf(), 'slow.dev.apps.example.com');
  });

  step('with a disk that takes no more, what runs goes on, and then the change arrives', async (context) => {
    before = await stateOf(dev(), 'payments');
    const { sourceController } = dev().flux;
    if (!limitFiles(sourceController, '0')) return context.skip('prlimit of util-linux is not there');
    const change = await app.edit('overlays/dev/environment.yaml', 'host: slow', 'host: full');
    assert.match(await notFetched(), /file too large/);
    assert.deepEqual(await stateOf(dev(), 'payments'), before);
    limitFiles(sourceController, 'unlimited');
    await app.notify();
    await dev().healthy('payments', change);
  });

  step('two promotions at once both arrive, as the last commit has them', async () => {
    const backend = await app.read('base/backend-deployment.yaml');
    const one = { 'base/backend-deployment.yaml': backend.replace('port: 3003', 'port: 3004') };
    await app.deploy.git.commitFiles('main', one, 'feat: one');
    const second = await app.edit('overlays/dev/environment.yaml', /host: [a-z]+/, 'host: both');
    await Promise.all([app.notify(), app.notify()]);
    await dev().healthy('payments', second);
    const { spec } = await dev().cluster.theOne(dev().composite('payments'));
    assert.deepEqual([spec.backend.port, spec.host], [3004, 'both.dev.apps.example.com']);
    assert.deepEqual(dataOf(await stateOf(dev(), 'payments')), dataOf(before));
  });

  step('what says that there was a push, and is not signed with the cluster’s token, is refused', async () => {
    const { webhook, cluster } = dev();
    const annotations = async () => (await cluster.theOne(dev().gitRepository('payments'))).metadata.annotations;
    const untouched = await annotations();
    assert.equal(await fleet().github.announce(app.deploy, { ...webhook, secret: 'guessed' }), 400);
    assert.equal(await fleet().github.announce(app.deploy, { ...webhook, url: `${webhook.url}0` }), 404);
    assert.deepEqual(await annotations(), untouched);
    assert.equal(await fleet().github.announce(app.deploy, webhook), 200);
    assert.notDeepEqual(await annotations(), untouched);
  });

  step('who pushes to one app lets Flux look at no other', async () => {
    const { cluster } = dev();
    const lookedAt = async (name: string) =>
      (await cluster.theOne(dev().gitRepository(name))).metadata.annotations?.['reconcile.fluxcd.io/requestedAt'];
    const looked = await Promise.all(['dashboard', PLATFORM_SOURCE].map(lookedAt));
    await app.notify(['dev']);
    assert.deepEqual(await Promise.all(['dashboard', PLATFORM_SOURCE].map(lookedAt)), looked);
  });

  step(
    'with a credential that GitHub no longer takes, what runs goes on; with the next one the change arrives',
    async () => {
      before = await stateOf(dev(), 'payments');
      const { github, app: fluxApp } = fleet();
      const revoked = github.addApp('revoked', {});
      const stale = { id: fluxApp.id, installationId: fluxApp.installationId, privateKey: revoked.privateKey };
      await dev().cluster.apply([credential({ url: github.url, app: stale })]);
      const change = await app.edit('overlays/dev/environment.yaml', 'host: both', 'host: rotated');
      assert.match(await notFetched(), /401|credentials|authenti/i);
      assert.deepEqual(await stateOf(dev(), 'payments'), before);

      await dev().cluster.apply([credential({ url: github.url, app: fluxApp })]);
      await app.notify();
      await dev().healthy('payments', change);
      assert.equal(await hostOf(), 'rotated.dev.apps.example.com');
      const secret = { apiVersion: 'v1', kind: 'Secret', name: GITHUB_CREDENTIAL, namespace: FLUX_NAMESPACE };
      assert.ok(await dev().cluster.get(secret));
    },
  );
});

/** Limits, in bytes, what a program may write to a file: with 0 it can write as little as to a full disk. */
function limitFiles({ pid }: Daemon, limit: string): boolean {
  return spawnSync('prlimit', [`--pid=${pid}`, `--fsize=${limit}:unlimited`]).status === 0;
}
