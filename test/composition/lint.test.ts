import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { misuses } from '../../constructs/composition/lint';

const ROOT = join(__dirname, '..', '..', '..');
const CASES = join('test', 'composition', 'misuse');

/** What each problem says. */
const SAYS: Readonly<Record<string, RegExp>> = {
  condition: / is there for every composite, and so is true: use when\(…\), or choose\(…\) for a value$/,
  compared: / is compared before it has a value: use equals\(…\), greaterThan\(…\) or present\(…\) in when/,
  fallback: / is there for every composite: what stands in where the field is missing is said by orElse\(…\)$/,
  calculated: / is calculated with before it has a value: /,
  changed: / has no text of its own before there is a composite: limit the field \(maxLength, pattern\), or map it/,
  'looked up': / is looked up before it has a value: use choose\(…\)/,
};

const found = misuses(join(ROOT, 'tsconfig.json'), ['constructs', CASES]);

describe('a reference that is used as if its value were known', () => {
  it('is found, with the place and what to write instead, and nothing else is', () => {
    const lines = readFileSync(join(ROOT, CASES, 'cases.ts'), 'utf8').split('\n');
    const expected = lines.flatMap((line, i) => {
      const [, problem] = / \/\/ (condition|compared|fallback|calculated|changed|looked up)$/.exec(line) ?? [];
      return problem === undefined ? [] : [`${i + 1} ${problem}`];
    });
    const problemOf = (message: string) => Object.keys(SAYS).find((name) => SAYS[name]?.test(message)) ?? message;
    const inCases = found.filter(({ file }) => file === join(CASES, 'cases.ts'));
    assert.deepEqual(
      inCases.map(({ line, message }) => `${line} ${problemOf(message)}`),
      expected,
    );
    assert.match(inCases[0]?.message ?? '', /^the reference spec\.on is there for every composite/);
  });

  it('is nowhere in the platform', () => {
    assert.deepEqual(
      // The language itself tells references from what else it is given.
      found.filter(({ file }) => !file.startsWith(CASES) && !file.startsWith(join('constructs', 'composition'))),
      [],
    );
  });
});
