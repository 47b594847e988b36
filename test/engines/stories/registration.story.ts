import assert from 'node:assert/strict';
import { namespaceOf } from '../../../constructs/registration/names';
import { platform } from '../../../platform';
import { dataOf, type State, stateOf } from './state';
import { story } from './story';
import { TestApp } from './test-app';

story('a registration is removed and put back', (step, fleet) => {
  let app: TestApp;
  let prodBefore: State;
  const dev = () => fleet().planes.dev;
  const prod = () => fleet().planes.prod;
  const namespace = (environment: 'dev' | 'prod') => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    name: namespaceOf('archive', environment, platform),
  });

  step('an app is in dev and prod', async () => {
    app = await TestApp.create(fleet(), 'archive', 'prod');
    await fleet().delivered(await fleet().platform.release(), ['prod']);
    await dev().healthy('archive', await app.commit());
    await prod().healthy('archive', await app.release('v0.1.0'));
    prodBefore = await stateOf(prod(), 'archive');
  });

  step('without it, dev has nothing of the app any more', async () => {
    await fleet().delivered(await fleet().platform.unregister('archive'), ['dev']);
    await dev().cluster.waitForAbsence(dev().kustomization('archive'));
    await dev().cluster.waitForAbsence(namespace('dev'), 120_000);
  });

  step('in prod the app loses its delivery, and nothing that runs or holds data', async () => {
    await fleet().delivered(await fleet().platform.release(), ['prod']);
    await prod().cluster.waitForAbsence(prod().kustomization('archive'));
    const { metadata } = await prod().cluster.theOne(namespace('prod'));
    assert.equal(metadata.deletionTimestamp, undefined);
    const state = await stateOf(prod(), 'archive');
    assert.deepEqual(dataOf(state), dataOf(prodBefore));
    for (const name of ['Deployment/archive-backend', 'Deployment/archive-frontend']) {
      assert.deepEqual(state[name], prodBefore[name]);
    }
  });

  step('put back, prod goes on with the very same objects, and dev starts anew', async () => {
    const commit = await fleet().platform.register(app.registration);
    await fleet().delivered(commit, ['dev']);
    await fleet().delivered(await fleet().platform.release(), ['prod']);
    await prod().healthy('archive', await app.commit());
    await dev().healthy('archive', await app.commit());
    assert.deepEqual(dataOf(await stateOf(prod(), 'archive')), dataOf(prodBefore));
  });
});
