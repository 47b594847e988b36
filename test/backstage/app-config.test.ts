import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { appConfig, READ } from '../../constructs/backstage/app-config';
import { toYaml } from '../../constructs/output/yaml';
import { ENVIRONMENTS } from '../../constructs/settings/settings';
import { platform } from '../settings';

const CONFIG = appConfig(platform) as unknown as {
  readonly catalog: {
    readonly rules: readonly { readonly allow: readonly string[]; readonly locations?: readonly object[] }[];
    readonly providers: {
      readonly github: Readonly<Record<string, { readonly filters: { readonly repository: string } }>>;
    };
  };
  readonly scaffolder: unknown;
  readonly techdocs: { readonly generator: unknown };
  readonly kubernetes: {
    readonly objectTypes: readonly string[];
    readonly customResources: readonly { readonly plural: string }[];
    readonly clusterLocatorMethods: readonly { readonly clusters: readonly Readonly<Record<string, unknown>>[] }[];
  };
};

describe('what Backstage is told of the platform', () => {
  it('holds no secret: tokens and addresses come from its environment', () => {
    const text = toYaml(CONFIG);
    for (const line of text.split('\n').filter((line) => /token|url:|caData|key/i.test(line))) {
      assert.match(line, /: (\$\{[A-Z_]+\}|https:\/\/github\.com\/acme\/\S+)$/);
    }
  });

  it('reaches a cluster for each environment, whose certificates are checked', () => {
    const clusters = CONFIG.kubernetes.clusterLocatorMethods[0]?.clusters ?? [];
    assert.deepEqual(
      clusters.map(({ name, url, caData, skipTLSVerify }) => [name, url, caData, skipTLSVerify]),
      ENVIRONMENTS.map((name) => {
        const prefix = `KUBERNETES_${name.toUpperCase()}`;
        return [`acme-${name}`, `\${${prefix}_URL}`, `\${${prefix}_CA}`, false];
      }),
    );
  });

  it('asks the clusters for what its account there may read, and for nothing else', () => {
    const { objectTypes, customResources } = CONFIG.kubernetes;
    const asked = [...objectTypes, ...customResources.map(({ plural }) => plural)];
    assert.deepEqual(Object.values(READ).flat().sort(), asked.sort());
  });

  it('finds templates and the apps’ repositories, and takes templates from nowhere else', () => {
    const found = (repository: string) =>
      Object.entries(CONFIG.catalog.providers.github)
        .filter(([, { filters }]) => new RegExp(filters.repository).test(repository))
        .map(([name]) => name);
    assert.deepEqual(found('template-node-development'), ['templates']);
    assert.deepEqual(found('shop-frontend'), ['components']);
    assert.deepEqual(found('shop-backend'), ['components']);
    assert.deepEqual(found('shop-deploy'), ['systems']);
    assert.deepEqual(found('platform'), []);
    const rules = CONFIG.catalog.rules.filter(({ allow }) => allow.includes('Template'));
    assert.deepEqual(rules, [
      {
        allow: ['Template'],
        locations: [
          { type: 'url', exact: 'https://github.com/acme/template-node-development/blob/main/catalog-info.yaml' },
        ],
      },
    ]);
  });

  it('takes the template also where platform.ts writes the organization in another case than GitHub', () => {
    const { catalog } = appConfig({ ...platform, organization: 'Acme' }) as unknown as typeof CONFIG;
    assert.deepEqual(
      catalog.rules.find(({ allow }) => allow.includes('Template'))?.locations?.map((one) => Object.values(one)[1]),
      ['Acme', 'acme'].map(
        (owner) => `https://github.com/${owner}/template-node-development/blob/main/catalog-info.yaml`,
      ),
    );
  });

  it('keeps to what runs in production: no workspace provider, and a task can be retried minutes after a crash', () => {
    assert.deepEqual(CONFIG.scaffolder, { taskTimeout: '5m', taskTimeoutJanitorFrequency: '1m' });
  });

  it('has durations as texts: objects would be added to those of an organization’s own', () => {
    assert.doesNotMatch(toYaml(CONFIG), /\b(hours|minutes|seconds):/);
  });

  it('builds documentation where the environment of Backstage is not', () => {
    assert.deepEqual(CONFIG.techdocs.generator, { runIn: 'docker' });
  });
});
