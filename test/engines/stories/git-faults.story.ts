import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { PLATFORM_SOURCE } from '../../../constructs/flux/names';
import { platform } from '../../../platform';
import { clientFor } from '../../scripts/github/support';
import { conditionOf, until } from '../cluster';
import type { Daemon } from '../daemons';
import { credential } from '../plane/flux';
import type { Plane } from '../plane/plane';
import { dataOf, type State, stateOf } from './state';
import { story } from './story';
import { TestApp } from './test-app';

const DEPLOY_REPOSITORY = new RegExp(`/${platform.organization}/payments-deploy`);
const OVERLAY = 'overlays/dev/environment.yaml';
const DOMAIN = platform.environments.dev.domain;
const HOST = `host: payments.${DOMAIN}`;

/** Something that goes wrong with git, and what Flux says of it meanwhile. */
interface Fault {
  readonly begin: () => unknown;
  readonly end: () => unknown;
  readonly why: RegExp;
}

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

  const specIn = async (plane: Plane) => (await plane.cluster.theOne(plane.composite('payments'))).spec;
  /** Pushes while a fault lasts: nothing changes, whatever Flux tries; when it has ended, the change arrives. */
  const survived = async ({ begin, end, why }: Fault, name: string) => {
    before = await stateOf(dev(), 'payments');
    let change: string;
    try {
      await begin();
      change = await app.edit(OVERLAY, /host: [a-z]+/, `host: ${name}`);
      await dev().looked('payments');
      assert.match(await notFetched(), why);
      assert.deepEqual(await stateOf(dev(), 'payments'), before);
    } finally {
      await end();
    }
    await app.notify();
    await dev().healthy('payments', change);
    assert.equal(await hostOf(), `${name}.${DOMAIN}`);
    assert.deepEqual(dataOf(await stateOf(dev(), 'payments')), dataOf(before));
  };

  step('an app is in dev and prod', async () => {
    app = await TestApp.create(fleet(), 'payments', 'prod');
    await dev().healthy('payments', await app.commit());
    await fleet().delivered(await fleet().platform.release(), ['prod']);
    await prod().healthy('payments', await app.release('v0.1.0'));
    before = await stateOf(dev(), 'payments');
    prodBefore = await stateOf(prod(), 'payments');
  });

  step('a force-pushed branch is followed, and what holds data is the same', async () => {
    const head = await app.commit();
    await app.edit(OVERLAY, HOST, `host: rewritten.${DOMAIN}`);
    // The history is written anew: the change is in the first commit now.
    const files = await app.deploy.git.files(await app.commit());
    await app.deploy.git.deleteRef('refs/heads/main');
    const rewritten = await app.deploy.git.commitFiles('main', files, 'feat: start, rewritten');
    await app.notify();
    await dev().healthy('payments', rewritten);
    assert.equal(await app.deploy.git.isAncestor(head, rewritten), false);
    assert.equal(await hostOf(), `rewritten.${DOMAIN}`);
    assert.deepEqual(dataOf(await stateOf(dev(), 'payments')), dataOf(before));
    await dev().healthy('payments', await app.edit(OVERLAY, 'host: rewritten.dev', 'host: payments.dev'));
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
    const begin = () => fleet().github.fail({ path: DEPLOY_REPOSITORY, times: 1000 });
    await survived({ begin, end: () => fleet().github.repair(), why: /status code: 500/ }, 'later');
  });

  step('while GitHub ends every connection, what runs goes on, and then the change arrives', async () => {
    const begin = () => fleet().github.drop({ path: /./, times: 1000 });
    await survived({ begin, end: () => fleet().github.repair(), why: /EOF|reset/ }, 'down');
  });

  step('with a disk that takes no more, what runs goes on, and then the change arrives', async (context) => {
    const { sourceController } = dev().flux;
    if (spawnSync('prlimit', ['--version']).error) return context.skip('prlimit of util-linux is not there');
    const begin = () => limitFiles(sourceController, '0');
    await survived({ begin, end: () => limitFiles(sourceController, 'unlimited'), why: /file too large/ }, 'full');
  });

  step(
    'with a credential that GitHub no longer takes, what runs goes on; with the next one the change arrives',
    async () => {
      const { github, app: fluxApp } = fleet();
      const { privateKey } = github.addApp('revoked', {});
      const give = (app: Parameters<typeof credential>[0]['app']) =>
        dev().cluster.apply([credential({ url: github.url, app })]);
      const begin = async () => {
        await give({ ...fluxApp, privateKey });
        // Whoever has read the one before may still fetch with it.
        await app.notify(['dev']);
        await notFetched();
      };
      await survived({ begin, end: () => give(fluxApp), why: /401|credentials|authenti/i }, 'rotated');
    },
  );

  step('GitHub that is slow delays the change, and nothing else', async () => {
    before = await stateOf(dev(), 'payments');
    const neighbour = await stateOf(dev(), 'dashboard');
    fleet().github.delay({ path: DEPLOY_REPOSITORY, milliseconds: 3000, times: 4 });
    try {
      await dev().healthy('payments', await app.edit(OVERLAY, /host: [a-z]+/, 'host: slow'));
      assert.ok(fleet().github.faultsLeft < 4, 'it was slow');
    } finally {
      fleet().github.repair();
    }
    assert.equal(await hostOf(), `slow.${DOMAIN}`);
    assert.deepEqual(dataOf(await stateOf(dev(), 'payments')), dataOf(before));
    assert.deepEqual(await stateOf(dev(), 'dashboard'), neighbour);
  });

  step('two promotions to qa at once both arrive, and nothing else changes', async () => {
    const { qa } = fleet().planes;
    await qa.healthy('payments', await app.commit());
    const [inQa, inDev] = [await stateOf(qa, 'payments'), await specIn(dev())];
    const client = await clientFor(fleet().github, fleet().github.owner.token);
    const where = { owner: platform.organization, repo: app.deploy.name };
    const base = await app.commit();
    const promoted = await Promise.all(
      (['frontend', 'backend'] as const).map(async (component) => {
        const path = `overlays/qa/${component}-deployment.yaml`;
        const head = `promote-${component}`;
        await app.deploy.git.setRef(`refs/heads/${head}`, base, undefined);
        const files = { [path]: (await app.read(path)).replace(/v0\.1\.0$/m, 'v0.2.0') };
        await app.deploy.git.commitFiles(head, files, `chore: promote the ${component}`);
        const title = `Promote the ${component}`;
        return (await client.rest.pulls.create({ ...where, title, head, base: 'main' })).data.number;
      }),
    );
    // Whoever comes second is told that main has changed, and presses the button again.
    const merge = (pull_number: number) => until(() => client.rest.pulls.merge({ ...where, pull_number }));
    await Promise.all(promoted.map(merge));
    await app.notify();
    for (const plane of [dev(), qa]) await plane.healthy('payments', await app.commit());
    const { frontend, backend } = await specIn(qa);
    assert.deepEqual([tagOf(frontend), tagOf(backend)], ['v0.2.0', 'v0.2.0']);
    assert.deepEqual(dataOf(await stateOf(qa, 'payments')), dataOf(inQa));
    assert.deepEqual(await specIn(dev()), inDev);
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
});

/** Limits, in bytes, what a program may write to a file: with 0 it can write as little as to a full disk. */
function limitFiles({ pid }: Daemon, limit: string): void {
  const { status, stderr } = spawnSync('prlimit', [`--pid=${pid}`, `--fsize=${limit}:unlimited`], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
}

function tagOf({ image }: { readonly image: string }): string | undefined {
  return image.split(':').at(-1);
}
