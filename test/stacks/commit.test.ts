import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { UserError } from '../../constructs/settings/user-error';
import { publish, seed } from '../../stacks/github/commit';
import { digestOf } from '../../stacks/github/content';

const AUTHOR = { name: 'platform', email: 'platform@example.com' };
const README = { path: 'README.md', content: 'one\r\ntwo\n', executable: false };
const SCRIPT = { path: 'bin/run', content: '#!/bin/sh\n', executable: true };
const ICON = { path: 'icon.png', content: Buffer.from([0, 255, 13, 10]), executable: false };
const IGNORED = { path: 'node_modules/x', content: 'x', executable: false };

let url: string;
const git = (...args: string[]) => execFileSync('git', ['--git-dir', url, ...args], { encoding: 'utf8' }).trim();
const commitOf = (...files: (typeof README | typeof ICON)[]) => ({ files, message: 'feat: start', author: AUTHOR });
beforeEach(() => {
  url = mkdtempSync(join(tmpdir(), 'remote-'));
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', url]);
});
afterEach(() => rmSync(url, { recursive: true }));

describe('a seed', () => {
  test('is one commit with all files, to the byte, rights included', async () => {
    const ignore = { path: '.gitignore', content: 'node_modules\n', executable: false };
    assert.equal(await seed({ url, token: 't' }, commitOf(README, SCRIPT, ICON, IGNORED, ignore)), true);
    assert.equal(git('log', '--format=%s by %an <%ae>', 'main'), 'feat: start by platform <platform@example.com>');
    assert.deepEqual(git('ls-tree', '-r', 'main', '--format=%(objectmode) %(path)').split('\n'), [
      '100644 .gitignore',
      '100644 README.md',
      '100755 bin/run',
      '100644 icon.png',
      '100644 node_modules/x',
    ]);
    assert.deepEqual(execFileSync('git', ['--git-dir', url, 'show', 'main:icon.png']), ICON.content);
    assert.equal(
      execFileSync('git', ['--git-dir', url, 'show', 'main:README.md'], { encoding: 'utf8' }),
      README.content,
    );
  });

  test('has its rights also where a file system keeps none', async () => {
    // No file can be run that is made under it.
    const before = process.umask(0o177);
    try {
      await seed({ url, token: 't' }, commitOf(README, SCRIPT));
    } finally {
      process.umask(before);
    }
    const modes = git('ls-tree', '-r', 'main', '--format=%(objectmode) %(path)').split('\n');
    assert.deepEqual(modes, ['100644 README.md', '100755 bin/run']);
  });

  test('leaves a repository alone that holds anything', async () => {
    await seed({ url, token: 't' }, commitOf(README));
    const before = git('rev-parse', 'main');
    assert.equal(await seed({ url, token: 't' }, commitOf(SCRIPT)), false);
    assert.equal(git('rev-parse', 'main'), before);
    git('update-ref', 'refs/heads/other', before);
    git('update-ref', '-d', 'refs/heads/main');
    assert.equal(await seed({ url, token: 't' }, commitOf(SCRIPT)), false);
    assert.equal(git('for-each-ref', '--format=%(refname)'), 'refs/heads/other');
  });

  test('leaves nothing behind on this machine', async () => {
    const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('commit-')).length;
    const before = folders();
    await seed({ url, token: 't' }, commitOf(README));
    assert.equal(folders(), before);
  });

  test('that git refuses is told with git’s own words, and without the token', async () => {
    const missing = { url: `${url}-missing`, token: 'hunter2' };
    await assert.rejects(seed(missing, commitOf(README)), (error: Error) => {
      assert.ok(error instanceof UserError);
      assert.match(error.message, /-missing: git ls-remote: .*does not appear to be a git repository/s);
      assert.doesNotMatch(error.message, /hunter2|aHVudGVyMg/);
      return true;
    });
  });
});

describe('what is published', () => {
  test('is a commit on top of main that holds the files and nothing else', async () => {
    assert.equal(await publish({ url, token: 't' }, commitOf(README, SCRIPT)), true);
    assert.equal(await publish({ url, token: 't' }, commitOf(README, ICON)), true);
    assert.equal(git('rev-list', '--count', 'main'), '2');
    assert.deepEqual(git('ls-tree', '-r', 'main', '--format=%(path)').split('\n'), ['README.md', 'icon.png']);
  });

  test('is nothing where main holds just that', async () => {
    await publish({ url, token: 't' }, commitOf(README));
    assert.equal(await publish({ url, token: 't' }, commitOf(README)), false);
    assert.equal(git('rev-list', '--count', 'main'), '1');
  });
});

test('a digest tells files apart by path, content and rights', () => {
  const variants = [
    [README],
    [{ ...README, path: 'READYOU.md' }],
    [{ ...README, content: 'two' }],
    [{ ...README, executable: true }],
    [README, SCRIPT],
    [],
  ];
  assert.equal(new Set(variants.map(digestOf)).size, variants.length);
  assert.equal(digestOf([README, ICON]), digestOf([{ ...README }, { ...ICON, content: Buffer.from(ICON.content) }]));
});
