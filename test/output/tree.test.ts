import assert from 'node:assert/strict';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { OutputTree } from '../../constructs/output/tree';

let parent: string;
let folder: string;

beforeEach(() => {
  parent = fs.mkdtempSync(join(tmpdir(), 'output-tree-'));
  folder = join(parent, 'dist');
});
afterEach(() => fs.rmSync(parent, { recursive: true, force: true }));

function treeOf(files: Readonly<Record<string, string>>): OutputTree {
  const tree = new OutputTree();
  for (const [path, text] of Object.entries(files)) tree.addText(path, text);
  return tree;
}

function contentOf(root: string): Record<string, string> {
  const files = fs.readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(root.length + 1), fs.readFileSync(path, 'utf8')]));
}

describe('adding', () => {
  test('writes the objects of a file as documents of YAML', () => {
    const tree = new OutputTree();
    tree.add('a/objects.yaml', [{ kind: 'A' }, { kind: 'B' }]);
    tree.write(folder);
    assert.deepEqual(contentOf(folder), { 'a/objects.yaml': 'kind: A\n---\nkind: B\n' });
  });

  const texts: readonly (readonly [string, string])[] = [
    ['', ''],
    ['a', 'a\n'],
    ['a\n', 'a\n'],
    ['a\n\n\n', 'a\n'],
    ['a\r\nb\r\n', 'a\nb\n'],
    ['ü\n', 'ü\n'],
  ];
  for (const [given, written] of texts) {
    test(`writes the text ${JSON.stringify(given)} as ${JSON.stringify(written)}`, () => {
      treeOf({ file: given }).write(folder);
      assert.deepEqual(contentOf(folder), { file: written });
    });
  }

  test('writes bytes as they are', () => {
    const bytes = Buffer.from([0x89, 0x50, 0x00, 0x0d, 0x0a]);
    const tree = new OutputTree();
    tree.addBytes('logo.png', bytes, { executable: true });
    tree.write(folder);
    assert.deepEqual(fs.readFileSync(join(folder, 'logo.png')), bytes);
    assert.equal(fs.statSync(join(folder, 'logo.png')).mode & 0o100, 0o100);
    assert.deepEqual(tree.compare(folder).unchanged, ['logo.png']);
  });

  test('refuses a path that is taken', () => {
    const tree = treeOf({ 'a.yaml': 'a' });
    assert.throws(() => tree.add('a.yaml', [{}]), { message: 'a.yaml is written twice' });
  });

  test('refuses a file without objects', () => {
    assert.throws(() => new OutputTree().add('a.yaml', []), { message: 'a.yaml would hold no object' });
  });

  test('has no text that is refused, whatever it is made of', () => {
    const tree = new OutputTree((text, path) => {
      if (text.includes('bad')) throw new Error(`${path} is refused`);
    });
    assert.throws(() => tree.addText('a', 'so bad'), { message: 'a is refused' });
    assert.throws(() => tree.add('b', [{ key: 'bad' }]), { message: 'b is refused' });
    assert.throws(() => tree.addText('bad', ''), { message: 'the name of a file is refused' });
    tree.addText('good', 'good');
    assert.deepEqual([...tree.objects().keys()], ['good']);
  });

  for (const path of ['', '/a', 'a/', 'a//b', '../a', 'a/../../b', 'a/..', '.', './a', 'a\\b']) {
    test(`refuses the path ${JSON.stringify(path)}`, () => {
      assert.throws(() => new OutputTree().addText(path, ''), {
        message: `${JSON.stringify(path)} is no path within the folder that is written`,
      });
    });
  }
});

for (const path of ['tenants/aux.yaml', 'NUL/a', 'a/b:c', 'a./b']) {
  test(`refuses the path ${path}, with which the repository could not be checked out on Windows`, () => {
    assert.throws(() => new OutputTree().addText(path, ''), { message: `${path} cannot be checked out on Windows` });
  });
}

describe('writing', () => {
  test('does nothing that is not approved', () => {
    treeOf({ a: 'a\n', b: 'b\n' }).write(folder);
    const next = treeOf({ b: 'c\n', c: 'c\n' });
    const refuse = (changes: object) => assert.fail(JSON.stringify(changes));
    assert.throws(
      () => next.write(folder, refuse),
      /{"added":\["c"\],"changed":\["b"\],"removed":\["a"\],"unchanged":\[\]}/,
    );
    assert.deepEqual(contentOf(folder), { a: 'a\n', b: 'b\n' });
    assert.deepEqual(fs.readdirSync(parent), ['dist']);
  });

  test('tells what was added, changed, removed and left, sorted', () => {
    treeOf({ 'b/same': '1', 'b/other': '1', 'a/gone': '1', 'a/too': '1' }).write(folder);
    const tree = treeOf({ 'c/new': '1', 'b/same': '1', 'b/other': '2', 'a/new': '1' });
    const changes = {
      added: ['a/new', 'c/new'],
      changed: ['b/other'],
      removed: ['a/gone', 'a/too'],
      unchanged: ['b/same'],
    };
    assert.deepEqual(tree.compare(folder), changes);
    assert.deepEqual(tree.write(folder), changes);
    assert.deepEqual(contentOf(folder), { 'a/new': '1\n', 'b/other': '2\n', 'b/same': '1\n', 'c/new': '1\n' });
    assert.deepEqual(fs.readdirSync(parent), ['dist']);
  });

  test('makes the folder and those above it', () => {
    const deep = join(parent, 'x', 'y');
    assert.deepEqual(treeOf({ a: '1' }).write(deep).added, ['a']);
    assert.deepEqual(contentOf(deep), { a: '1\n' });
  });

  test('touches nothing where nothing differs', () => {
    treeOf({ a: '1', b: '2' }).write(folder);
    const before = fs.lstatSync(folder);
    assert.deepEqual(treeOf({ b: '2', a: '1' }).write(folder), {
      added: [],
      changed: [],
      removed: [],
      unchanged: ['a', 'b'],
    });
    assert.equal(fs.lstatSync(folder).ino, before.ino);
    assert.equal(fs.lstatSync(folder).mtimeMs, before.mtimeMs);
  });

  test('notices a change that keeps the length', () => {
    treeOf({ a: '12' }).write(folder);
    assert.deepEqual(treeOf({ a: '21' }).write(folder).changed, ['a']);
    assert.deepEqual(contentOf(folder), { a: '21\n' });
  });

  for (const mode of [0o755, 0o777, 0o644, 0o600]) {
    test(`takes files for what they hold, also where the file system gives each the mode ${mode.toString(8)}`, () => {
      const tree = treeOf({ read: '1' });
      tree.addText('run', '#!/bin/sh', { executable: true });
      tree.write(folder);
      assert.equal(fs.statSync(join(folder, 'run')).mode & 0o100, 0o100);
      assert.equal(fs.statSync(join(folder, 'read')).mode & 0o100, 0);
      for (const file of ['run', 'read']) fs.chmodSync(join(folder, file), mode);
      assert.deepEqual(tree.compare(folder).unchanged, ['read', 'run']);
    });
  }

  test('replaces a folder by a file and a file by a folder', () => {
    treeOf({ 'a/b': '1', c: '1' }).write(folder);
    const changes = treeOf({ a: '1', 'c/d': '1' }).write(folder);
    assert.deepEqual(changes, { added: ['a', 'c/d'], changed: [], removed: ['a/b', 'c'], unchanged: [] });
    assert.deepEqual(contentOf(folder), { a: '1\n', 'c/d': '1\n' });
  });

  test('replaces a symbolic link by a file, not what it points to', () => {
    fs.writeFileSync(join(parent, 'outside'), '1\n');
    fs.mkdirSync(folder);
    fs.symlinkSync('../outside', join(folder, 'a'));
    assert.deepEqual(treeOf({ a: '1' }).write(folder).changed, ['a']);
    assert.equal(fs.lstatSync(join(folder, 'a')).isFile(), true);
    assert.equal(fs.readFileSync(join(parent, 'outside'), 'utf8'), '1\n');
  });

  test('of an empty tree leaves an empty folder', () => {
    treeOf({ a: '1' }).write(folder);
    assert.deepEqual(new OutputTree().write(folder).removed, ['a']);
    assert.deepEqual(fs.readdirSync(folder), []);
  });

  test('gives the same files in whatever order they were added', () => {
    treeOf({ a: '1', 'b/c': '2' }).write(folder);
    assert.deepEqual(treeOf({ 'b/c': '2', a: '1' }).compare(folder).unchanged, ['a', 'b/c']);
  });
});

describe('what is no folder is not replaced', () => {
  test('a file', () => {
    fs.writeFileSync(folder, 'precious');
    const message = `${folder} is no folder, so it is not replaced`;
    assert.throws(() => treeOf({ a: '1' }).write(folder), { message });
    assert.throws(() => treeOf({ a: '1' }).compare(folder), { message });
    assert.equal(fs.readFileSync(folder, 'utf8'), 'precious');
  });

  test('a symbolic link to a folder', () => {
    fs.mkdirSync(join(parent, 'elsewhere'));
    fs.symlinkSync('elsewhere', folder);
    assert.throws(() => treeOf({ a: '1' }).write(folder), { message: `${folder} is no folder, so it is not replaced` });
    assert.equal(fs.readlinkSync(folder), 'elsewhere');
  });
});

test('comparing with a folder that is missing makes none', () => {
  assert.deepEqual(treeOf({ a: '1' }).compare(folder).added, ['a']);
  assert.deepEqual(fs.readdirSync(parent), []);
});
