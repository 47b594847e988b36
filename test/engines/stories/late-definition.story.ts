import assert from 'node:assert/strict';
import { PLATFORM_SOURCE } from '../../../constructs/flux/names';
import { XNodeApp } from '../../../constructs/node-app/definition';
import { namespaceOf } from '../../../constructs/registration/names';
import { platform } from '../../../platform';
import type { Plane } from '../plane/plane';
import { story } from './story';

const FOLDER = 'dist/platform/definitions/';

story('a new cluster whose definition of XNodeApp comes late', (step, fleet) => {
  let late: Plane;
  const isDefinition = (path: string) => path.startsWith(FOLDER);
  const repository = () => fleet().github.repository('platform-late');
  const namespace = { apiVersion: 'v1', kind: 'Namespace', name: namespaceOf('dashboard', 'dev', platform) };
  const definition = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    name: `${XNodeApp.plural}.${XNodeApp.group}`,
  };

  step('without it, nothing that needs it is begun', async () => {
    const { git } = fleet().github.repository(platform.repository);
    const files = Object.entries(await git.files('refs/heads/main')).filter(([path]) => !isDefinition(path));
    await fleet().github.addRepository('platform-late', { files: Object.fromEntries(files) });
    late = await fleet().addPlane('late', 'dev', 'platform-late');
    const commit = (await repository().git.head('main')) as string;
    await late.healthy('infrastructure-configs', commit, 120_000);
    assert.match(await late.refused('platform-definitions', commit), /path not found/);
    for (const name of ['platform-compositions', 'tenants']) {
      const { status } = await late.cluster.theOne(late.kustomization(name));
      assert.equal(status?.lastAppliedRevision, undefined, name);
    }
    assert.equal(await late.cluster.get(definition), undefined);
    assert.equal(await late.cluster.get(namespace), undefined);
  });

  step('once it is there, everything is applied, in order', async () => {
    const { git } = fleet().github.repository(platform.repository);
    const files = Object.entries(await git.files('refs/heads/main')).filter(([path]) => isDefinition(path));
    const commit = await repository().git.commitFiles('main', Object.fromEntries(files), 'feat: define XNodeApp');
    await late.notify(PLATFORM_SOURCE);
    await late.healthy('tenants', commit, 120_000);
    assert.ok(await late.cluster.get(definition));
    await late.healthy('dashboard', (await fleet().github.repository('dashboard-deploy').git.head('main')) as string);
  });

  step('the cluster is taken away again', async () => {
    await late.stop();
    assert.deepEqual(
      late.daemons.filter(({ isRunning }) => isRunning),
      [],
    );
  });
});
