import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { namespaceOf } from '../../constructs/registration/names';
import { type Going, inWords, whatGoes } from '../../constructs/removal/going';
import { ENVIRONMENTS } from '../../constructs/settings/settings';
import { synthesize } from '../../constructs/synthesize';
import type { KubernetesObject } from '../objects';
import { registration } from '../scripts/github/support';
import { platform } from '../settings';

const shop = registration('shop', { openTo: 'prod' });
const store = registration('store', { openTo: 'prod' });

/** What `dist/` holds with these registrations. */
function files(...apps: Parameters<typeof synthesize>[1]): Map<string, string> {
  const tree = synthesize(platform, apps);
  return new Map([...tree.objects().keys()].map((path) => [path, String(tree.file(path)?.content)]));
}

/** The environments whose namespaces are not protected, the last first. */
const DELETED = ENVIRONMENTS.filter((name) => name !== 'prod').reverse();

const told = (going: readonly Going[]) => going.map(({ environment, namespace }) => `${environment}/${namespace}`);

describe('what goes', () => {
  const before = files(shop);

  test('is nothing where nothing changes, and where an app comes, changes or is open to more', () => {
    assert.deepEqual(whatGoes(before, before), []);
    assert.deepEqual(whatGoes(before, files(shop, store)), []);
    assert.deepEqual(whatGoes(before, files({ ...shop, team: 'others', database: 'other', apiPort: 4000 })), []);
    assert.deepEqual(whatGoes(files({ ...shop, openTo: 'dev' }), before), []);
    assert.deepEqual(whatGoes(new Map(), before), []);
  });

  test('is every namespace of an app that is gone or renamed, with its database', () => {
    for (const after of [files(), files(store), new Map<string, string>()]) {
      const database = 'shop-db';
      assert.deepEqual(whatGoes(before, after), [
        ...DELETED.map((environment) => {
          const namespace = namespaceOf('shop', environment, platform);
          return { app: 'shop', environment, namespace, database, stays: false };
        }),
        { app: 'shop', environment: 'prod', namespace: 'shop', database, stays: true },
      ]);
    }
  });

  test('is the namespace of each environment that an app is no longer open to', () => {
    for (const openTo of ['qa', 'dev'] as const) {
      const later = DELETED.slice(0, DELETED.indexOf(openTo)).map(
        (environment) => `${environment}/shop-${environment}`,
      );
      assert.deepEqual(told(whatGoes(before, files({ ...shop, openTo }))), [...later, 'prod/shop']);
    }
  });

  test('is a namespace that is called otherwise, and none whose file is', () => {
    const path = 'tenants/dev/shop.yaml';
    const text = before.get(path) as string;
    const renamed = new Map([...before, [path, text.replaceAll('shop-dev', 'shop-development')]]);
    assert.deepEqual(told(whatGoes(before, renamed)), ['dev/shop-dev']);
    const moved = new Map([...before, ['tenants/dev/a-shop.yaml', text]]);
    moved.delete(path);
    assert.deepEqual(whatGoes(before, moved), []);
  });

  test('is a namespace that another environment gets', () => {
    const text = before.get('tenants/dev/shop.yaml') as string;
    const going = whatGoes(new Map([['tenants/dev/shop.yaml', text]]), new Map([['tenants/qa/shop.yaml', text]]));
    assert.deepEqual(told(going), ['dev/shop-dev']);
  });

  test('is deleted where the cluster has it unprotected, whatever is written now', () => {
    const path = 'tenants/prod/shop.yaml';
    const text = before.get(path) as string;
    const unprotected = new Map([[path, text.replace('prune: disabled', 'prune: enabled')]]);
    assert.deepEqual(
      whatGoes(unprotected, new Map()).map(({ stays }) => stays),
      [false],
    );
  });

  test('is found in files that somebody has spoilt, as far as they are whole', () => {
    const path = 'tenants/dev/shop.yaml';
    const spoilt = `<<<<<<< HEAD\na: [\n=======\n---\n${before.get(path)}---\n>>>>>>> other\n`;
    assert.deepEqual(told(whatGoes(new Map([[path, spoilt]]), new Map())), ['dev/shop-dev']);
  });

  test('is told with app, environment, namespace and database', () => {
    for (const going of whatGoes(before, new Map())) {
      const { environment } = going;
      const namespace = namespaceOf('shop', ENVIRONMENTS.find((name) => name === environment)!, platform);
      const words = inWords(going);
      assert.ok(words.startsWith(`shop: ${environment}: the namespace ${namespace} `), words);
      assert.match(words, environment === 'prod' ? / shop-db are protected and stay, / : / deleted, .* shop-db$/);
    }
  });
});

describe('what runs on where its registration has gone', () => {
  for (const environment of ENVIRONMENTS) {
    test(`resolves names in ${environment} as long as its namespace stays`, () => {
      const text = files(shop).get(`tenants/${environment}/shop.yaml`) ?? '';
      const objects = parseAllDocuments(text).map((document) => document.toJS() as KubernetesObject);
      const isKept = (kind: string, name: string) =>
        objects.find((object) => object.kind === kind && object.metadata.name === name)?.metadata.annotations?.[
          'kustomize.toolkit.fluxcd.io/prune'
        ] === 'disabled';
      assert.equal(
        isKept('Namespace', namespaceOf('shop', environment, platform)),
        platform.environments[environment].app.protected,
      );
      assert.equal(isKept('NetworkPolicy', 'dns'), platform.environments[environment].app.protected);
    });
  }
});
