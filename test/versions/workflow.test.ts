import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { parse } from 'yaml';
import { ROOT } from '../../constructs/synthesize';

const workflow = parse(readFileSync(join(ROOT, '.github', 'workflows', 'versions.yaml'), 'utf8'));
const step = workflow.jobs.versions.steps.at(-1) as { readonly env: { readonly TITLE: string }; readonly run: string };

/** A program for the tests: a script of the shell. */
function program(path: string, script: string): void {
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
}

describe('the weekly look at the versions', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'versions-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  /** Runs the step where the command ends with a status and an issue may be open. @returns what `gh` was asked to do */
  function run(status: number, open: string): { readonly asked: string[]; readonly status: number | null } {
    program(join(folder, 'node'), `echo "$@" >node.txt; echo 'error: Kubernetes 100% is over'; exit ${status}`);
    program(
      join(folder, 'gh'),
      `if [ "$2" = list ]; then [ '${open}' != broken ] || exit 1; echo '${open}'; else echo "$@" >>asked.txt; fi`,
    );
    const env = { PATH: `${folder}:${process.env.PATH}`, TITLE: step.env.TITLE };
    // As GitHub runs a step that names no shell.
    const ran = spawnSync('bash', ['-e', '-c', step.run], { cwd: folder, env, encoding: 'utf8' });
    assert.match(readFileSync(join(folder, 'node.txt'), 'utf8'), /^build\/scripts\/versions.js --strict\n$/);
    const asked = join(folder, 'asked.txt');
    return { asked: existsSync(asked) ? readFileSync(asked, 'utf8').trim().split('\n') : [], status: ran.status };
  }

  it('opens an issue with what was found', () => {
    assert.deepEqual(run(1, ''), { asked: [`issue create --title ${step.env.TITLE} --body-file body.md`], status: 0 });
    assert.match(readFileSync(join(folder, 'body.md'), 'utf8'), /\n```\nerror: Kubernetes 100% is over\n```\n$/);
  });

  it('writes it into the issue that is open', () => {
    assert.deepEqual(run(1, '7'), { asked: ['issue edit 7 --body-file body.md'], status: 0 });
  });

  it('closes the issue where nothing is left to do, and opens none', () => {
    assert.deepEqual(run(0, '7').asked, ['issue close 7 --comment Everything is supported, together.']);
    rmSync(join(folder, 'asked.txt'));
    assert.deepEqual(run(0, ''), { asked: [], status: 0 });
  });

  it('fails, and opens no second issue, where GitHub does not answer', () => {
    const { asked, status } = run(1, 'broken');
    assert.deepEqual(asked, []);
    assert.notEqual(status, 0);
  });
});
