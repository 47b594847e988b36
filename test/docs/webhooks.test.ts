import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { evaluate } from '@marcbachmann/cel-js';
import { parseAllDocuments } from 'yaml';
import { PLATFORM_SOURCE } from '../../constructs/flux/names';
import { repositoriesOf } from '../../constructs/registration/names';
import type { Registration } from '../../constructs/registration/schema';
import { validateObject } from '../../constructs/schemas/kind-schema';
import { ENVIRONMENTS } from '../../constructs/settings/settings';
import { ROOT, synthesize } from '../../constructs/synthesize';
import { documentedReceiver } from '../engines/plane/webhook';
import type { KubernetesObject } from '../objects';
import { platform } from '../settings';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const examples = [...read('docs/webhooks.md').matchAll(/^ *```yaml\n(.*?)^ *```$/gms)].map(
  ([, text]) => parseAllDocuments(text as string)[0]?.toJS() as KubernetesObject,
);

const DASHBOARD: Registration = {
  name: 'dashboard',
  team: 'platform-team',
  database: 'metrics',
  apiPort: 3001,
  monitoring: true,
  repositories: 'pulumi',
  openTo: ENVIRONMENTS.at(-1)!,
};

describe('the page on webhooks', () => {
  const made = synthesize(platform, [DASHBOARD]);

  it('has a Receiver and an Ingress that their kinds allow', () => {
    assert.deepEqual(
      examples.map(({ kind }) => kind),
      ['Receiver', 'Ingress'],
    );
    for (const example of examples) assert.deepEqual(validateObject(example), []);
    assert.deepEqual(documentedReceiver('dev', platform.repository), examples[0]);
  });

  for (const environment of ENVIRONMENTS) {
    it(`lets a push of an app's deploy repository be told to its source in ${environment} alone`, () => {
      const { spec } = documentedReceiver(environment, platform.repository);
      const [own, others] = spec.resources;
      assert.deepEqual([own.name, others.name], [PLATFORM_SOURCE, '*']);
      const tenant = parseAllDocuments(String(made.file(`tenants/${environment}/dashboard.yaml`)?.content)).map((one) =>
        one.toJS(),
      );
      const source = tenant.find(({ kind }: KubernetesObject) => kind === 'GitRepository');
      for (const [label, value] of Object.entries(others.matchLabels)) {
        assert.equal(source.metadata.labels[label], value);
      }
      const told = (name: string, repository?: string) =>
        evaluate(spec.resourceFilter, {
          res: { metadata: { name } },
          req: repository === undefined ? { zen: 'Keep it logically awesome.' } : { repository: { name: repository } },
        });
      assert.equal(told(source.metadata.name, repositoriesOf('dashboard').deploy), true);
      assert.equal(told(PLATFORM_SOURCE, repositoriesOf('dashboard').deploy), false);
      assert.equal(told(PLATFORM_SOURCE, platform.repository), true);
      assert.equal(told(source.metadata.name, platform.repository), false);
      assert.equal(told(source.metadata.name, repositoriesOf('dashboard').backend), false);
      assert.equal(told(PLATFORM_SOURCE), false);
      assert.equal(told(source.metadata.name, 'Dashboard-Deploy'), true, 'GitHub tells the name as it was made');
      assert.equal(told(PLATFORM_SOURCE, 'Platform'), true);
    });
  }
});
