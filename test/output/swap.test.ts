import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { recover, replaceFolder } from '../../constructs/output/swap';
import { versionOf } from './writer';

const WRITER = join(__dirname, 'writer.js');

let parent: string;
let folder: string;

beforeEach(() => {
  parent = fs.mkdtempSync(join(tmpdir(), 'output-swap-'));
  folder = join(parent, 'dist');
});
afterEach(() => fs.rmSync(parent, { recursive: true, force: true }));

/** Which version the folder holds, whole and with nothing else. */
function wholeVersion(files: number): string | undefined {
  return ['old', 'new'].find((version) => {
    const { added, changed, removed } = versionOf(version, files).compare(folder);
    return added.length + changed.length + removed.length === 0;
  });
}

/** Id of a process that has ended. */
function endedProcess(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

describe('a process that is killed while it writes', () => {
  test('at any moment leaves the old version or the new one', { timeout: 120_000 }, async () => {
    const files = 400;
    versionOf('old', files).write(folder);
    for (let round = 0; round < 30; round++) {
      const child = spawn(process.execPath, [WRITER, folder, String(files)], { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(child.stdout, 'data');
      await setTimeout(Math.random() * 80);
      child.kill('SIGKILL');
      await once(child, 'exit');
      // Only between the two renames of a swap is there nothing; then the next run puts the old version back.
      if (!fs.existsSync(folder)) recover(folder);
      assert.notEqual(wholeVersion(files), undefined, `neither version is whole after round ${round}`);
    }
    versionOf('old', files).write(folder);
    assert.deepEqual(fs.readdirSync(parent), ['dist']);
  });

  test('before any change of the file system leaves the old version or the new one', () => {
    const files = 9;
    const seen: (string | undefined)[] = [];
    for (let step = 1; ; step++) {
      versionOf('old', files).write(folder);
      const { signal } = spawnSync(process.execPath, [WRITER, folder, String(files), String(step)]);
      if (signal === null) break;
      const swapping = !fs.existsSync(folder);
      recover(folder);
      seen.push(swapping ? 'swapping' : wholeVersion(files));
      assert.notEqual(wholeVersion(files), undefined, `neither version is whole after step ${step}`);
      assert.deepEqual(fs.readdirSync(parent), ['dist']);
    }
    assert.deepEqual(new Set(seen), new Set(['old', 'swapping', 'new']));
    assert.equal(seen.filter((version) => version === 'swapping').length, 1);
  });
});

describe('recovering', () => {
  test('puts back what a killed run had moved away', () => {
    const previous = join(parent, `.dist-${endedProcess()}`, 'previous');
    fs.mkdirSync(previous, { recursive: true });
    fs.writeFileSync(join(previous, 'a'), 'old');
    recover(folder);
    assert.equal(fs.readFileSync(join(folder, 'a'), 'utf8'), 'old');
    assert.deepEqual(fs.readdirSync(parent), ['dist']);
  });

  test('keeps the folder that is there, and clears the rest', () => {
    fs.mkdirSync(folder);
    fs.writeFileSync(join(folder, 'a'), 'new');
    fs.mkdirSync(join(parent, `.dist-${endedProcess()}`, 'previous'), { recursive: true });
    recover(folder);
    assert.equal(fs.readFileSync(join(folder, 'a'), 'utf8'), 'new');
    assert.deepEqual(fs.readdirSync(parent), ['dist']);
  });

  test('leaves alone what a running process writes, and what is named otherwise', () => {
    const others = [`.dist-${process.ppid}`, '.dist-notes', '.other-1', 'dist-1'];
    for (const name of others) fs.mkdirSync(join(parent, name));
    recover(folder);
    assert.deepEqual(fs.readdirSync(parent).sort(), others.sort());
  });
});

describe('a write that fails', () => {
  test('leaves the old folder and nothing else', () => {
    fs.mkdirSync(folder);
    fs.writeFileSync(join(folder, 'a'), 'old');
    const fill = (next: string) => {
      fs.writeFileSync(join(next, 'a'), 'new');
      throw new Error('no space left');
    };
    assert.throws(() => replaceFolder(folder, fill), { message: 'no space left' });
    assert.equal(fs.readFileSync(join(folder, 'a'), 'utf8'), 'old');
    assert.deepEqual(fs.readdirSync(parent), ['dist']);
  });

  test('in the middle of the swap puts the old folder back', () => {
    fs.mkdirSync(folder);
    fs.writeFileSync(join(folder, 'a'), 'old');
    // Without a folder to come, the first rename succeeds and the second fails.
    assert.throws(() => replaceFolder(folder, (next) => fs.rmdirSync(next)), { code: 'ENOENT' });
    assert.equal(fs.readFileSync(join(folder, 'a'), 'utf8'), 'old');
    assert.deepEqual(fs.readdirSync(parent), ['dist']);
  });
});
