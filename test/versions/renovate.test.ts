import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from '../../constructs/synthesize';
import { versions } from '../../versions';
import { ENGINES } from '../engines/engines';

interface Config {
  readonly customManagers: readonly {
    readonly managerFilePatterns: readonly string[];
    readonly matchStrings: readonly string[];
  }[];
  readonly packageRules: readonly { readonly groupName?: string; readonly matchPackageNames?: readonly string[] }[];
}

const { customManagers, packageRules } = JSON.parse(readFileSync(join(ROOT, 'renovate.json'), 'utf8')) as Config;
const source = readFileSync(join(ROOT, 'versions.ts'), 'utf8');

/** The group that a package is of: names are exact, or end with `**`. */
function groupOf(name: string): string | undefined {
  return packageRules.find(
    ({ groupName, matchPackageNames = [] }) =>
      groupName &&
      matchPackageNames.some((one) => (one.endsWith('**') ? name.startsWith(one.slice(0, -2)) : name === one)),
  )?.groupName;
}

describe('Renovate', () => {
  it('finds each version of the table once', () => {
    const found = customManagers.flatMap(({ managerFilePatterns, matchStrings }) => {
      assert.deepEqual(managerFilePatterns, ['/^versions\\.ts$/']);
      return matchStrings.flatMap((one) => [...source.matchAll(new RegExp(one, 'g'))].map((match) => match.groups!));
    });
    const pinned = [
      versions.kubernetes,
      versions.flux,
      ...Object.values(versions.fluxControllers),
      ...Object.values(versions.charts).flatMap(({ version, appVersion }) => [version, appVersion ?? []].flat()),
      ...Object.values(versions.functions).map(({ version }) => version),
      ...Object.values(versions.postgresql).map((image) => /:(.+)@/.exec(image)![1]!),
    ];
    assert.deepEqual(found.map(({ currentValue }) => currentValue).sort(), pinned.sort());
  });

  it('raises the engines of the tests with what the platform runs', () => {
    const expected = {
      'k8s.io/kubernetes': groupOf('kubernetes/kubernetes'),
      'go.etcd.io/etcd/server/v3': groupOf('kubernetes/kubernetes'),
      'github.com/crossplane/crossplane/v2': groupOf('crossplane'),
      'github.com/crossplane-contrib/function-cel-filter': groupOf(versions.functions.celFilter.package),
      'github.com/fluxcd/source-controller': groupOf('fluxcd/flux2'),
      'github.com/fluxcd/kustomize-controller': groupOf('fluxcd/flux2'),
      'github.com/fluxcd/notification-controller': groupOf('fluxcd/flux2'),
    };
    for (const { module } of Object.values(ENGINES)) {
      assert.ok(groupOf(module), module);
      assert.equal(groupOf(module), expected[module], module);
    }
  });

  it('raises charts with what they install', () => {
    const pairs = [
      ['ghcr.io/cloudnative-pg/charts/cloudnative-pg', 'cloudnative-pg/cloudnative-pg'],
      ['ghcr.io/cloudnative-pg/charts/plugin-barman-cloud', 'cloudnative-pg/plugin-barman-cloud'],
      ['ghcr.io/prometheus-community/charts/kube-prometheus-stack', 'prometheus-operator/prometheus-operator'],
      ['ghcr.io/traefik/helm/traefik', 'traefik/traefik'],
      ['ghcr.io/controlplaneio-fluxcd/charts/flux-operator', 'fluxcd/flux2'],
    ] as const;
    for (const [chart, installed] of pairs) {
      assert.ok(groupOf(chart), chart);
      assert.equal(groupOf(chart), groupOf(installed), chart);
    }
  });
});
