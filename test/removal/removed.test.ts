import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { Going } from '../../constructs/removal/going';
import { Removed } from '../../constructs/removal/removed';
import { UserError } from '../../constructs/settings/user-error';
import { ROOT } from '../../constructs/synthesize';
import { registration } from '../scripts/github/support';
import { platform } from '../settings';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'removed-'));
  path = join(folder, 'removed.yaml');
});
afterEach(() => rmSync(folder, { recursive: true }));

const going = (app: string, environment: string): Going => {
  return { app, environment, namespace: `${app}-${environment}`, database: `${app}-db`, stays: false };
};
const read = (text: string, ...apps: Parameters<typeof Removed.read>[1]) => {
  writeFileSync(path, text);
  return Removed.read(path, apps, platform);
};

describe('removed.yaml', () => {
  test('of this repository can be read', () => {
    assert.doesNotThrow(() => Removed.read(join(ROOT, 'removed.yaml'), [], platform));
  });

  test('names nothing where it is missing, empty, or holds comments only', () => {
    const lacking = [going('shop', 'dev')];
    assert.deepEqual(Removed.read(path, [], platform).lacks(lacking), lacking);
    for (const text of ['', '# nothing\n']) assert.deepEqual(read(text).lacks(lacking), lacking);
  });

  test('agrees to what it names, and to nothing else', () => {
    const removed = read('- dev/shop-dev # moved\n');
    assert.doesNotThrow(() => removed.refuse([going('shop', 'dev')]));
    const message =
      /^removed\.yaml does not name .*:\n {2}shop: qa: .*shop-qa.*\n {2}store: dev: .*\n.*\n.*npm start -- --confirm shop --confirm store\n/;
    assert.throws(
      () => removed.refuse([going('shop', 'dev'), going('shop', 'qa'), going('store', 'dev')]),
      (error: Error) => error instanceof UserError && message.test(error.message),
    );
  });

  test('gets a line for what it does not name, and keeps what it holds', () => {
    for (const before of ['# why\n', '# why\n- dev/shop-dev # moved', '']) {
      const all = [going('shop', 'dev'), going('shop', 'qa')];
      read(before).add(all);
      assert.ok(readFileSync(path, 'utf8').startsWith(before));
      assert.deepEqual(Removed.read(path, [], platform).lacks(all), []);
    }
    const text = readFileSync(path, 'utf8');
    Removed.read(path, [], platform).add([going('shop', 'dev')]);
    assert.equal(readFileSync(path, 'utf8'), text);
  });

  const ALLOWED = 'a list of namespaces, one a line: - <environment>/<namespace>, such as - dev/shop-dev';
  const refused: Readonly<Record<string, readonly [string, readonly string[]]>> = {
    'a text': ['dev/shop-dev\n', [`file: given "dev/shop-dev"; allowed: ${ALLOWED}`]],
    'a mapping': ['dev: shop-dev\n', [`file: given a mapping; allowed: ${ALLOWED}`]],
    'a list to which no line can be added': ['[]\n', [`file: given a list in brackets; allowed: ${ALLOWED}`]],
    'several documents': ['- dev/a-dev\n---\n- dev/b-dev\n', ['file: given 2 documents; allowed: one']],
    'all lines that are wrong': [
      '- dev/a-dev\n- shop\n-\n- dev/a-dev\n- 3\n- &a dev/b-dev\n- {a: b}\n',
      [
        `line 2: given "shop"; allowed: ${ALLOWED}`,
        `line 3: given nothing; allowed: ${ALLOWED}`,
        'line 4: given "dev/a-dev" again; allowed: once',
        `line 5: given 3; allowed: ${ALLOWED}`,
        'line 6: given the anchor &a; allowed: values without aliases, anchors and tags',
        `line 7: given a mapping; allowed: ${ALLOWED}`,
      ],
    ],
    'a namespace that an app has': [
      '- qa/store-qa\n- dev/store-dev\n',
      [
        'line 2: given "dev/store-dev"; allowed: a namespace that no app has; this one is of apps/store.yaml: delete the line',
      ],
    ],
  };
  for (const [what, [text, problems]] of Object.entries(refused)) {
    test(`must not hold ${what}`, () => {
      const message = problems.map((problem) => `removed.yaml: ${problem}`).join('\n');
      assert.throws(() => read(text, registration('store', { openTo: 'dev' })), { name: 'UserError', message });
    });
  }

  test('must be a file that can be read', () => {
    mkdirSync(path);
    const message = 'removed.yaml: cannot be read: it is a folder';
    assert.throws(() => Removed.read(path, [], platform), { name: 'UserError', message });
  });
});
