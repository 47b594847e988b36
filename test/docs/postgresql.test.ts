import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { admit } from '../../constructs/node-app/admission';
import { Database } from '../../constructs/node-app/database';
import { compositeOf } from '../../constructs/node-app/deploy-repository';
import { NodeAppSpec } from '../../constructs/node-app/schema';
import { DATABASE } from '../../constructs/node-app/sizes';
import { validateObject } from '../../constructs/schemas/kind-schema';
import { preview } from '../../constructs/synthesize';
import { type KubernetesObject, theOnly } from '../objects';
import { platform } from '../settings';
import { compositionOf } from '../shop';

const page = readFileSync(join(__dirname, '../../../docs/postgresql.md'), 'utf8');
const examples = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text]) => parse(text as string));

/** The rows of a table that begins with a column of this name. */
function table(column: string): string[][] {
  const [, rows = ''] = page.split(`| ${column} |`);
  return [...(/^\|.*(\n\|.*)*/m.exec(rows)?.[0].split('\n').slice(1) ?? [])].map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

describe('the page on PostgreSQL', () => {
  const { properties } = NodeAppSpec.properties.database;

  for (const [column, fields] of [
    ['field of `spec.database`', properties],
    ['field of `backups`', properties.backups.properties],
  ] as const) {
    test(`lists each ${column} with its default`, () => {
      const expected = Object.entries(fields as Record<string, { default?: unknown }>).map(([name, field]) => [
        name,
        String(field.default ?? (name === 'backups' ? 'none' : '')),
      ]);
      assert.deepEqual(
        table(column).map(([name, value]) => [name, value]),
        expected,
      );
    });
  }

  test('gives each size', () => {
    const sizes = Object.keys(DATABASE.cpu) as (keyof typeof DATABASE.cpu)[];
    assert.deepEqual(
      table('size'),
      sizes.map((size) => [size, DATABASE.cpu[size], DATABASE.memory[size]]),
    );
  });

  test('names the Secrets', () => {
    const { secret, caSecret } = Database.connectionOf('<app>');
    assert.deepEqual(
      table('Secret').map(([name]) => name),
      [secret, caSecret],
    );
  });

  test('has examples that their kinds allow', () => {
    assert.deepEqual(
      examples.map(({ kind }) => kind),
      ['XNodeApp', 'Cluster'],
    );
    for (const example of examples) {
      if (example.kind === 'Cluster') assert.deepEqual(validateObject(example), []);
    }
  });

  test('has examples that are of an app that starts in prod', () => {
    const answers = { name: 'dashboard', team: 'platform-team', database: 'metrics', apiPort: 3001, monitoring: true };
    const app = admit(compositeOf(platform, answers, 'prod'), 'dashboard');
    const live = preview(compositionOf().composition, app).get('database') as KubernetesObject[];
    const [cluster, store] = [theOnly(live, 'Cluster'), theOnly(live, 'ObjectStore')];
    const [composite, restored] = examples;
    const { backups } = platform.environments.prod.app.database;
    assert.deepEqual(composite.spec.database.backups, {
      ...backups,
      destination: store.spec.configuration.destinationPath,
    });
    assert.equal(restored.metadata.namespace, cluster.metadata.namespace);
    assert.equal(restored.spec.imageName, cluster.spec.imageName);
    assert.deepEqual(restored.spec.serviceAccountTemplate, cluster.spec.serviceAccountTemplate);
    assert.equal(restored.spec.storage.size, cluster.spec.storage.size);
    assert.equal(restored.spec.bootstrap.recovery.database, cluster.spec.bootstrap.initdb.database);
    assert.equal(restored.spec.bootstrap.recovery.owner, cluster.spec.bootstrap.initdb.owner);
    const { name, parameters } = restored.spec.externalClusters[0].plugin;
    assert.equal(name, cluster.spec.plugins[0].name);
    assert.deepEqual(parameters, { barmanObjectName: store.metadata.name, serverName: cluster.metadata.name });
  });
});
