import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formatFloat } from './interpreter';
import { COMPOSITIONS } from './random';
import { addThing, compose, composition, manifestOf } from './support';

describe('the functions’ rules, as the tests read them', () => {
  it('print numbers as Go does, also where the last digit is half of the one before', () => {
    // What strconv.FormatFloat(n, 'f', -1, 64) printed.
    const printed = [
      '30109359353519.562',
      '150714880648583.12',
      '79348554030636.62',
      '-134114654456124.12',
      '1000000000000000000000',
      '0.00000015',
      '0.1',
      '12.75',
      '1000000',
    ];
    for (const text of printed) assert.equal(formatFloat(Number(text)), text);
  });
});

describe('the preview of any composition', () => {
  it('is what the functions make by their documented rules', () => {
    let composed = 0;
    let filtered = 0;
    let patched = 0;
    fc.assert(
      fc.property(COMPOSITIONS, ({ schema, things, specs }) => {
        const scope = composition(schema);
        const { spec } = scope.composite;
        for (const [i, { manifest, condition }] of things.entries()) {
          const build = () => void addThing(scope, manifest(spec), `thing-${i}`);
          const asked = condition?.(spec);
          if (asked) scope.when(asked, build);
          else build();
        }
        for (const given of specs) {
          const { length } = Object.keys(compose(scope, given).composed);
          composed += length;
          filtered += things.length - length;
        }
        const { resources = [] } = manifestOf(scope).spec.pipeline[0]!.input;
        patched += resources.reduce((sum, { patches }) => sum + patches.length, 0);
      }),
      { numRuns: 500 },
    );
    assert.ok(composed > 300 && filtered > 30 && patched > 1000, `${composed} ${filtered} ${patched}`);
  });
});
