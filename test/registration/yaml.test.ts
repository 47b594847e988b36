import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { isMap, isScalar, parse } from 'yaml';
import { parseYaml, refusalOf, textOf } from '../../constructs/registration/yaml';
import { kustomizeProgram } from '../../scripts/kustomize';

/** Plain scalars of every kind that readers of YAML are known to disagree about. */
const SCALARS = (
  'yes no on off y n Y N Yes NO On OFF True TRUE true false ~ null Null NULL 0 00 0o17 0o8 017 08 09 03001 0777 ' +
  '0b101 0b12 0x1F 0x_1 0xZZ 1_000 1_0.5 _1 1_ -_1 1__0 0_1 +1_000 1_e3 1:30 1:30:00 1:30.5 190:20:30 .5 5. +.5 -.5 ' +
  '.5_0 1.0 1.10 01.5 0. 1e3 1E3 1e+3 1.5e3 12e03 1e1_0 1e400 -1e400 0.0 -0 -0.0 +1 +12 -1 -017 +0x1F -0x1F -0o17 ' +
  '-0b1 0B1 0X1F 0O17 0o_1 2024-01-01 2024-1-1 2024-01-01T00:00:00Z 2024-01-01t00:00:00 2024-01-01T1:2:3.5+02:00 ' +
  '20240101 2024-01 2024-13-40 9007199254740991 = << 0o 0x 1.2.3 0.1.0 e7 1e Infinity NaN inf nan .in "yes" \'03\' ' +
  '"1_000" "2024-01-01"'
).split(' ');

/** Plain scalars, and values with more than YAML's core, that kustomize does not build. */
const NOT_BUILT = ['+.inf', '.NaN', '!!bool "yes"'];

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'yaml-'));
});
after(() => rmSync(folder, { recursive: true }));

const HEAD = 'apiVersion: platform.io/v1\nkind: XNodeApp\nmetadata: {name: shop}\nspec:\n';

/** What Flux's kustomize makes of a spec. */
function build(spec: string) {
  writeFileSync(join(folder, 'app.yaml'), HEAD + spec);
  writeFileSync(join(folder, 'kustomization.yaml'), 'resources: [app.yaml]\n');
  return spawnSync(kustomizeProgram(), ['build', folder], { encoding: 'utf8' });
}

/** What is made of a mapping here: the value of each key, or that it is refused. */
function read(spec: string): ReadonlyMap<string, { readonly value?: unknown; readonly refused?: string }> {
  const parsed = parseYaml(HEAD + spec, 'one', true);
  assert.ok('documents' in parsed, JSON.stringify(parsed));
  const [document] = parsed.documents;
  const map = document?.get('spec');
  assert.ok(isMap(map));
  return new Map(
    map.items.map(({ key, value }) => {
      const node = value as Parameters<typeof refusalOf>[0];
      const refused = refusalOf(node)?.given;
      return [String(isScalar(key) ? key.value : key), refused ? { refused } : { value: node?.toJS(document!) }];
    }),
  );
}

describe('a plain scalar is read as kustomize reads it, or refused', () => {
  const spec = SCALARS.map((scalar, index) => `  v${index}: ${scalar}\n`).join('');
  let theirs: Readonly<Record<string, unknown>>;
  before(() => {
    const { stdout, stderr } = build(spec);
    assert.equal(stderr, '');
    theirs = parse(stdout).spec;
  });

  test('all of them', () => {
    const ours = read(spec);
    for (const [index, scalar] of SCALARS.entries()) {
      const { value, refused } = ours.get(`v${index}`) ?? {};
      // A negative nothing is nothing.
      if (refused === undefined) assert.deepEqual(value === 0 ? 0 : value, theirs[`v${index}`] ?? null, scalar);
    }
  });

  test('of those that it reads alike, only what looks like an octal number, a time or more than a number is refused', () => {
    const ours = read(spec);
    const needless = SCALARS.filter((scalar, index) => {
      const core = parse(`v: ${scalar}`, { schema: 'core' }).v;
      return ours.get(`v${index}`)?.refused !== undefined && Object.is(core, theirs[`v${index}`]);
    });
    assert.deepEqual(needless.sort(), [
      '-1e400',
      '00',
      '08',
      '09',
      '1e400',
      '2024-01-01T00:00:00Z',
      '2024-01-01t00:00:00',
      '2024-13-40',
    ]);
  });

  for (const scalar of NOT_BUILT) {
    test(`${scalar} is refused`, () => {
      assert.notEqual(build(`  v: ${scalar}\n`).status, 0);
      assert.ok(read(`  v: ${scalar}\n`).get('v')?.refused);
    });
  }
});

describe('a line ends for kustomize where it ends here, or the text is refused', () => {
  for (const [name, end] of Object.entries({
    '\\r': '\r',
    '\\u0085': '\u0085',
    '\\u2028': '\u2028',
    '\\u2029': '\u2029',
  })) {
    test(`${name} within a comment`, () => {
      const spec = `  team: shop\n  # a comment${end}  monitoring: false\n`;
      assert.match(build(spec).stdout, /monitoring: false/);
      const text = textOf(Buffer.from(HEAD + spec));
      assert.ok(typeof text !== 'string');
      assert.equal(text.where, 'line 6');
    });
  }

  test('\\r\\n is taken', () => {
    assert.equal(typeof textOf(Buffer.from(HEAD.replaceAll('\n', '\r\n'))), 'string');
  });
});
