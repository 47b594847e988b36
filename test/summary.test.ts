import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { TestEvent } from 'node:test/reporters';
import { ROOT } from '../constructs/synthesize';
import { summary } from './summary';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tests-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs files of tests as `npm test` does. */
function run(files: Readonly<Record<string, string>>) {
  const prelude =
    "const { describe, it, test, after } = require('node:test'); const assert = require('node:assert/strict');\n";
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), prelude + text);
  const { NODE_TEST_CONTEXT, ...env } = process.env;
  return spawnSync(process.execPath, [join(ROOT, 'build', 'test', 'run.js'), join(folder, '*.js')], {
    encoding: 'utf8',
    env: { ...env, npm_lifecycle_event: 'test:summary' },
    cwd: folder,
  });
}

describe('what npm test tells', () => {
  it('is one line where all is well, and why something was skipped', () => {
    const { status, stdout, stderr } = run({
      'a.js': "test('one', () => {}); describe('more', () => it('two', () => {}));",
      'b.js': "for (const name of ['c', 'd']) test(name, { skip: 'no cluster' }, () => {});",
    });
    assert.deepEqual([stdout, stderr, status], ['2 skipped: no cluster\n2 passed, 0 failed, 2 skipped\n', '', 0]);
  });

  it('is each failure’s name, place and message, without a stack trace, and where all of it is', () => {
    const { status, stdout, stderr } = run({
      'a.js': `describe('a suite', () => {
        it('is well', () => {});
        it('is wrong', () => assert.equal(1, 2));
        describe('below', () => it('throws', async () => { throw new TypeError('x is no function'); }));
        it('has wrong source', () => require('node:vm').runInThisContext('nothing()'));
      });`,
    });
    assert.equal(
      stdout,
      '✖ a suite › is wrong\n  a.js:4\n    Expected values to be strictly equal:\n    1 !== 2\n\n' +
        '✖ a suite › below › throws\n  a.js:5\n    TypeError: x is no function\n\n' +
        '✖ a suite › has wrong source\n  a.js:6\n    ReferenceError: nothing is not defined\n\n' +
        '1 passed, 3 failed, 0 skipped\n',
    );
    assert.equal(stderr, 'build/test-summary.log holds all that they said.\n');
    assert.equal(status, 1);
    assert.match(readFileSync(join(ROOT, 'build', 'test-summary.log'), 'utf8'), /✔ is well.*\n +✖ is wrong/);
  });

  it('is short, whatever the message and however many they are', () => {
    const { stdout } = run({
      'a.js': `test('much', () => assert.fail('x'.repeat(9999) + '\\ny'.repeat(9999)));
        for (let i = 0; i < 500; i++) test('wrong ' + i, () => assert.fail('no'));`,
    });
    assert.ok(stdout.split('\n').length < 120 && stdout.length < 10_000, stdout);
    assert.match(stdout, /^ {4}x{200}…\n( {4}y\n){11} {4}… and 9988 lines more$/m);
    assert.match(stdout, /\n… and 481 more\n\n0 passed, 501 failed, 0 skipped\n$/);
  });

  it('is what a file said that ended before its tests', () => {
    const { status, stdout } = run({ 'a.js': "require('./missing');", 'b.js': 'process.exit(3);' });
    assert.match(
      stdout,
      /^✖ the file ended with status 1\n {2}a\.js:1\n(.*\n)*? {4}Error: Cannot find module '.\/missing'/,
    );
    assert.match(stdout, /^✖ the file ended with status 3\n {2}b\.js:1\n/m);
    assert.match(stdout, /\n0 passed, 2 failed, 0 skipped\n$/);
    assert.equal(status, 1);
  });

  it('counts a failure that is of no test', () => {
    const { status, stdout } = run({
      'a.js': "describe('a suite', () => { after(() => assert.fail('left behind')); it('is well', () => {}); });",
    });
    assert.match(stdout, /^✖ a suite\n {2}a\.js:2\n {4}left behind\n\n1 passed, 1 failed, 0 skipped\n$/);
    assert.equal(status, 1);
  });

  it('fails where there was nothing to run', () => {
    const { status, stdout } = run({});
    assert.deepEqual([status, stdout], [1, '0 passed, 0 failed, 0 skipped\n']);
  });

  it('names places in the sources, not in what was compiled', async () => {
    const error = Object.assign(new Error('wrapped'), { cause: new Error('thrown here') });
    const location = { file: __filename, line: 1, column: 1 };
    const events = [
      { type: 'test:fail', data: { name: 'one', nesting: 0, ...location, details: { error } } },
      { type: 'test:summary', data: { counts: { tests: 1, passed: 0, skipped: 0, todo: 0 } } },
    ] as unknown as TestEvent[];
    let told = '';
    for await (const part of summary(Readable.from(events))) told += part;
    const line = readFileSync(join(ROOT, 'test', 'summary.test.ts'), 'utf8').split("new Error('thrown here')")[0]!;
    assert.match(told, new RegExp(`summary\\.test\\.ts:${line.split('\n').length}\n {4}Error: thrown here`));
  });
});
