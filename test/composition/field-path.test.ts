import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type FieldPath,
  formatFieldPath,
  type Json,
  setValueAt,
  valueAt,
} from '../../constructs/composition/field-path';
import { parseFieldPath } from './interpreter';

/** Whether Crossplane's notation has a way to write a key. */
const canBeWritten = (key: string) => key !== '__proto__' && !/^$|^\*$|[[\]]|^['"]|['"]$/.test(key);

const KEY = fc.oneof(
  fc.constantFrom(
    'a',
    'b.c',
    'd/e',
    'f.g/h',
    '0',
    '8080',
    '4294967296',
    'constructor',
    'ключ',
    'a b',
    "it's",
    '**',
    '%',
  ),
  fc.string({ unit: 'grapheme', minLength: 1 }).filter(canBeWritten),
);

const PATH = fc.tuple(KEY, fc.array(fc.oneof(KEY, fc.nat(3)))).map(([first, rest]): FieldPath => [first, ...rest]);

describe('a field path', () => {
  it('is written as Crossplane’s functions read it', () => {
    const texts: readonly (readonly [FieldPath, string])[] = [
      [['spec', 'replicas'], 'spec.replicas'],
      [['spec', 'containers', 0, 'ports', 12, 'name'], 'spec.containers[0].ports[12].name'],
      [['metadata', 'labels', 'app.kubernetes.io/name'], 'metadata.labels[app.kubernetes.io/name]'],
      [['data', 'a/b'], 'data.a/b'],
      [['data', '8080', 'x'], 'data.8080.x'],
      [['a.b', 'c.d', 1], '[a.b][c.d][1]'],
      [['data', "it's"], "data.it's"],
      [['data', 'ключ'], 'data.ключ'],
    ];
    for (const [path, text] of texts) assert.equal(formatFieldPath(path), text);
  });

  it('is read back as it was, whatever its keys', () => {
    fc.assert(
      fc.property(PATH, (path) => {
        assert.deepEqual(parseFieldPath(formatFieldPath(path)), path);
      }),
    );
  });

  it('is refused where a key cannot be written', () => {
    for (const key of ['', '*', 'a[0]', ']', '[', "'a'", '"', "a'", '"a', '__proto__']) {
      assert.throws(() => formatFieldPath(['data', key]), {
        message: `the key ${JSON.stringify(key)} cannot be written in a field path`,
      });
    }
  });

  it('takes a number for a place in a list and its text for a key', () => {
    assert.deepEqual(parseFieldPath(formatFieldPath(['a', '0', 0])), ['a', '0', 0]);
  });
});

describe('the value at a path', () => {
  const root = { a: { 'b.c': [{ d: 0 }, null, ''] }, no: null };

  it('is found in maps and lists', () => {
    assert.equal(valueAt(root, ['a', 'b.c', 0, 'd']), 0);
    assert.equal(valueAt(root, ['a', 'b.c', 2]), '');
    assert.equal(valueAt(root, ['no']), null);
    assert.equal(valueAt(root, []), root);
  });

  it('is undefined where any part of the way is missing', () => {
    for (const path of [['x'], ['a', 'x', 'y'], ['a', 'b.c', 3], ['a', 'b.c', 1, 'd'], ['a', 'b.c', 0, 'd', 'e']]) {
      assert.equal(valueAt(root, path), undefined);
    }
    assert.equal(valueAt(undefined, ['a']), undefined);
  });

  it('is not what every object has', () => {
    for (const key of ['constructor', 'toString', '__proto__', 'length']) {
      assert.equal(valueAt(root, [key]), undefined);
      assert.equal(valueAt(root, ['a', key]), undefined);
    }
    assert.equal(valueAt('text', ['length']), undefined);
  });

  it('is what was set there, and nothing else changes', () => {
    fc.assert(
      fc.property(PATH, fc.jsonValue(), (path, value) => {
        const object: Record<string, Json> = { untouched: [1] };
        fc.pre(path[0] !== 'untouched');
        setValueAt(object, path, value as Json);
        assert.deepEqual(valueAt(object, path), value);
        assert.deepEqual(Object.keys(object).sort(), [String(path[0]), 'untouched'].sort());
        assert.deepEqual(object.untouched, [1]);
      }),
    );
  });

  it('can be set under keys that every object has, and no prototype changes', () => {
    const object: Record<string, Json> = {};
    for (const key of ['constructor', 'toString', 'hasOwnProperty']) {
      setValueAt(object, ['a', key, 'x'], 1);
      assert.deepEqual(valueAt(object, ['a', key]), { x: 1 });
    }
    assert.equal(({} as { x?: unknown }).x, undefined);
    assert.equal((Object as { x?: unknown }).x, undefined);
  });
});
