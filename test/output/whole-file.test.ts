import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { writeWhole } from '../../constructs/output/whole-file';
import { mountIsMissing, whileMounted } from './mounts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whole-file-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a file that is written as a whole', () => {
  it('holds what was written, over what there was', () => {
    for (const text of ['one\n', 'two\n']) writeWhole(join(folder, 'a'), text);
    assert.equal(readFileSync(join(folder, 'a'), 'utf8'), 'two\n');
    assert.deepEqual(readdirSync(folder), ['a']);
  });

  it('is what it was where the disk is full, and the message says so', { skip: mountIsMissing }, () => {
    whileMounted(folder, ['-t', 'tmpfs', '-o', 'size=16k', 'none'], () => {
      writeFileSync(join(folder, 'a'), 'precious\n');
      assert.throws(() => writeWhole(join(folder, 'a'), 'x'.repeat(64 * 1024), 'apps/a'), {
        name: 'UserError',
        message: 'apps/a: cannot be written: the disk is full',
      });
      assert.equal(readFileSync(join(folder, 'a'), 'utf8'), 'precious\n');
      assert.deepEqual(readdirSync(folder), ['a']);
    });
  });

  it('is refused where a folder is', () => {
    mkdirSync(join(folder, 'a'));
    assert.throws(() => writeWhole(join(folder, 'a'), ''), {
      name: 'UserError',
      message: /a: cannot be written: it is a folder$/,
    });
    assert.deepEqual(readdirSync(folder), ['a']);
  });
});
