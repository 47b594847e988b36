import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from '../../constructs/synthesize';
import { components } from '../../versions';

function versions(...args: readonly string[]) {
  const script = join(ROOT, 'build', 'scripts', 'versions.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

const LOOKED_UP = components
  .map(({ seen }) => seen)
  .sort()
  .at(-1)!;

describe('npm run versions', () => {
  it('prints each component, and ends well where all is supported', () => {
    const { status, stdout } = versions('--date', LOOKED_UP);
    assert.equal(status, 0);
    for (const { name, version, comesAs } of components) {
      assert.match(stdout, new RegExp(`^${name} +${version} +${comesAs}(  |$)`, 'm'));
    }
    assert.match(stdout, /^Everything is supported, together/m);
  });

  it('ends with status 1 where a support has ended', () => {
    const { status, stdout } = versions('--date', '2199-01-01');
    assert.equal(status, 1);
    assert.match(stdout, /^error: Kubernetes .* which has passed: https:/m);
    assert.match(stdout, /^Not supported together: \d+ of \d+ findings are errors\.$/m);
  });

  it('takes warnings for errors where it is told to', () => {
    const { on } = components.find(({ name }) => name === 'Kubernetes')!.ends as { readonly on: string };
    assert.equal(versions('--strict', '--date', on).status, 1);
  });

  it('refuses what is no day', () => {
    for (const date of ['2026-02-30', 'today', '2026-1-1', '']) {
      const { status, stderr, stdout } = versions(`--date=${date}`);
      assert.deepEqual([status, stdout], [1, ''], date);
      assert.match(stderr, /^error: --date: given ".*"; allowed: a day as YYYY-MM-DD\n$/);
    }
  });
});
