import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { recover, replaceFolder } from '../../constructs/output/swap';
import { mountIsMissing, whileMounted } from './mounts';
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

describe('a folder that is mounted where it is', { skip: mountIsMissing }, () => {
  const files = 9;
  /** Has the folder be one of elsewhere, mounted. */
  const mounted = (act: () => void) => {
    const source = join(parent, 'source');
    for (const path of [source, folder]) fs.mkdirSync(path, { recursive: true });
    whileMounted(folder, ['--bind', source], act);
  };

  test('comes to hold the new version and nothing else', () => {
    mounted(() => {
      for (const version of ['old', 'new', 'old']) {
        versionOf(version, files).write(folder);
        assert.equal(wholeVersion(files), version);
      }
      assert.deepEqual(fs.readdirSync(parent).sort(), ['dist', 'source']);
    });
  });

  test('has folders replaced by files, and files by folders', () => {
    mounted(() => {
      const fill = (paths: readonly string[]) => (next: string) => {
        for (const path of paths) fs.mkdirSync(join(next, path, '..'), { recursive: true });
        for (const path of paths) fs.writeFileSync(join(next, path), path);
      };
      replaceFolder(folder, fill(['a/b/c', 'd']));
      replaceFolder(folder, fill(['a', 'd/e']));
      const found = fs.readdirSync(folder, { recursive: true }).sort();
      assert.deepEqual(found, ['a', 'd', join('d', 'e')]);
    });
  });

  test('is left as it is where the new version cannot be completed', () => {
    mounted(() => {
      versionOf('old', files).write(folder);
      const fill = (next: string) => {
        fs.writeFileSync(join(next, 'a'), 'new');
        if (next.startsWith(folder)) throw new Error('no');
      };
      assert.throws(() => replaceFolder(folder, fill), { message: 'no' });
      assert.equal(wholeVersion(files), 'old');
    });
  });

  test('has each file whole after a kill at any change of the file system, and is mended by the next run', () => {
    mounted(() => {
      const trees = ['old', 'new'].map((version) => versionOf(version, files));
      const paths = new Set(trees.flatMap((tree) => [...tree.objects().keys()]));
      for (let step = 1; ; step++) {
        versionOf('old', files).write(folder);
        const { signal } = spawnSync(process.execPath, [WRITER, folder, String(files), String(step)]);
        if (signal === null) break;
        for (const path of paths) {
          const now = fs.existsSync(join(folder, path)) ? fs.readFileSync(join(folder, path), 'utf8') : undefined;
          assert.ok(trees.map((tree) => tree.file(path)?.content).includes(now), `${path} after step ${step}: ${now}`);
        }
        versionOf('new', files).write(folder);
        assert.equal(wholeVersion(files), 'new');
        assert.deepEqual(fs.readdirSync(parent).sort(), ['dist', 'source']);
      }
    });
  });
});

describe('a folder within what is read-only', { skip: mountIsMissing }, () => {
  test('is refused in words, and not called missing', () => {
    versionOf('old', 3).write(folder);
    execFileSync('mount', ['--bind', parent, parent]);
    try {
      execFileSync('mount', ['-o', 'remount,bind,ro', parent]);
      assert.throws(() => versionOf('new', 3).write(folder), {
        name: 'UserError',
        message: `${folder}: cannot be written: the file system is read-only`,
      });
    } finally {
      execFileSync('umount', [parent]);
    }
    assert.equal(wholeVersion(3), 'old');
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
