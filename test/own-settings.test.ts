import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from '../constructs/synthesize';

/** What says in a test that it reads what a company edits, or what follows from it: `platform.ts` and `dist/`. */
const READS = /from '(\.\.\/)+platform'|ROOT, 'dist'|\.\.\/dist\//;

/** Tests of just that, which say so: of `dist/`, of workflows, of versions, and of the platform as it runs. */
const MAY_READ = [
  /^(workflows|own-settings|versions\/versions|templates\/repositories|stacks\/program)(\.test)?\.ts$/,
  /^backstage\/(backstage|verdicts|(app-config|kubernetes|scaffolder)\.e2e)\.ts$/,
  /^engines\//,
];

describe('the tests', () => {
  const files = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.includes('node_modules'),
  );
  const readers = files.filter((file) => READS.test(readFileSync(join(ROOT, 'test', file), 'utf8')));

  it('have settings of their own: a company that edits platform.ts need not mend them', () => {
    assert.ok(readers.includes(join('stacks', 'program.test.ts')), 'none is found that reads platform.ts');
    const others = readers.filter((file) => !MAY_READ.some((pattern) => pattern.test(file.replaceAll('\\', '/'))));
    assert.deepEqual(others, [], 'take the settings from test/settings.ts, and what dist/ holds from synthesize()');
  });
});
