import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeSection } from '../../scripts/bench/report';

test('a part of the benchmarks is written anew, in its place, and the others stay as they are', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'benchmarks-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'benchmarks.md');
  writeSection('Engines', 'old\n\n### Of them\n\nmore\n', file);
  writeSection('Synthesis', 'fast\n', file);
  writeSection('Engines', 'new\n\n### Of them\n\nmore\n', file);
  assert.equal(
    readFileSync(file, 'utf8'),
    '# Benchmarks\n\n## Synthesis\n\nfast\n\n## Engines\n\nnew\n\n### Of them\n\nmore\n',
  );
});
