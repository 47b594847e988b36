import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fluxInstance } from '../../constructs/flux/flux-instance';
import { FLUX_ACCOUNTS, PLATFORM_APPLIER, PLATFORM_INSTALLER } from '../../constructs/flux/names';
import { type KindedObject, validateObject } from '../../constructs/schemas/kind-schema';
import { ENVIRONMENTS } from '../../constructs/settings/settings';
import { FluxInstance } from '../../imports/fluxcd.controlplane.io';
import { platform } from '../settings';

describe('the instance of Flux', () => {
  for (const environment of ENVIRONMENTS) {
    const manifest = FluxInstance.manifest(fluxInstance(platform, environment));
    const { metadata, spec } = manifest;

    test(`${environment}: is valid, and the only one that the operator looks at`, () => {
      assert.deepEqual(validateObject(manifest as KindedObject), []);
      assert.deepEqual([metadata.namespace, metadata.name], ['flux-system', 'flux']);
    });

    test(`${environment}: is never pruned, since that uninstalls Flux`, () => {
      assert.equal(metadata.annotations['kustomize.toolkit.fluxcd.io/prune'], 'disabled');
    });

    test(`${environment}: runs the controllers in use, locked down`, () => {
      assert.deepEqual(spec.components, [
        'source-controller',
        'kustomize-controller',
        'helm-controller',
        'notification-controller',
      ]);
      for (const account of [...spec.components, PLATFORM_APPLIER, PLATFORM_INSTALLER]) {
        assert.ok(FLUX_ACCOUNTS.includes(account), account);
      }
      const { multitenant, tenantDefaultServiceAccount, networkPolicy } = spec.cluster;
      assert.deepEqual(
        { multitenant, tenantDefaultServiceAccount, networkPolicy },
        {
          multitenant: true,
          tenantDefaultServiceAccount: 'default',
          networkPolicy: true,
        },
      );
    });

    test(`${environment}: lets a newer revision end the health check of the one before`, () => {
      const [{ target, patch }] = spec.kustomize.patches;
      for (const name of spec.components) {
        const applies = name === 'kustomize-controller' || name === 'helm-controller';
        assert.equal(new RegExp(`^${target.name}$`).test(name), applies, name);
      }
      const [{ op, path, value }] = JSON.parse(patch);
      assert.deepEqual([target.kind, op, path], ['Deployment', 'add', '/spec/template/spec/containers/0/args/-']);
      assert.equal(value, '--feature-gates=CancelHealthCheckOnNewRevision=true');
    });

    test(`${environment}: follows its own folder of the platform repository, as the GitHub App`, () => {
      const { path, url, provider, pullSecret, name } = spec.sync;
      assert.deepEqual(
        [path, url, provider, pullSecret, name],
        [`dist/clusters/${environment}`, 'https://github.com/acme/platform', 'github', 'github-app', 'flux-system'],
      );
    });
  }

  test('looks at the platform repository as often as the settings of its environment say', () => {
    const { dev, ...others } = platform.environments;
    const settings = { ...platform, environments: { ...others, dev: { ...dev, pollInterval: '10m' } } } as const;
    const intervals = (['dev', 'qa'] as const).map(
      (environment) => FluxInstance.manifest(fluxInstance(settings, environment)).spec.sync.interval,
    );
    assert.deepEqual(intervals, ['10m', '1m']);
  });

  test('follows main in dev and qa, and the tags in prod', () => {
    const [dev, qa, prod] = (['dev', 'qa', 'prod'] as const).map(
      (environment) => FluxInstance.manifest(fluxInstance(platform, environment)).spec,
    );
    for (const { sync, kustomize } of [dev, qa]) {
      assert.equal(sync.ref, 'refs/heads/main');
      assert.equal(kustomize.patches.length, 1);
    }
    const [, { target, patch }] = prod.kustomize.patches;
    assert.deepEqual(target, { kind: 'GitRepository', name: 'flux-system' });
    assert.deepEqual(JSON.parse(patch), [{ op: 'replace', path: '/spec/ref', value: { semver: '>=0.1.0' } }]);
  });
});
