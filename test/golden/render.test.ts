import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RenderRecord } from './record';
import { CASES, isStale, NODE_APP, renderRecord } from './recorders/render';

/** Names as the engine lists them: three at the most. */
function listed(names: readonly string[]): string {
  if (names.length < 3) return names.join(', ');
  return `${names.slice(0, names.length > 3 ? 3 : 2).join(', ')}, and ${names.length > 3 ? `${names.length - 3} more` : names[2]}`;
}

describe('what the real reconciler with the real functions answered', () => {
  it('is asked of at least 24 cases', () => {
    assert.ok(CASES.length >= 24);
  });

  for (const one of CASES) {
    describe(one.name, { skip: isStale(one) && 'the record is stale' }, () => {
      const record = renderRecord(one.name) as RenderRecord;
      const rendered = NODE_APP.render(one.composite, one.observed);

      it('composes what the preview shows', () => {
        assert.deepEqual(Object.fromEntries([...rendered.composed].sort(([a], [b]) => (a < b ? -1 : 1))), record.composed);
      });

      it('reports the status that the preview reports', () => {
        const { conditions: _, ...status } = record.status as Record<string, unknown>;
        assert.deepEqual(rendered.status ?? {}, status);
      });

      it('is ready when the preview is', () => {
        const { conditions } = record.status as { readonly conditions: readonly Record<string, string>[] };
        const ready = conditions.find(({ type }) => type === 'Ready');
        assert.equal(ready?.status, rendered.unready.length === 0 ? 'True' : 'False');
        if (rendered.unready.length > 0) {
          assert.equal(ready?.message, `Unready resources: ${listed([...rendered.unready].sort())}`);
        }
      });

      it('deletes what is observed but no longer composed', () => {
        assert.deepEqual([...one.observed.keys()].filter((name) => !rendered.composed.has(name)).sort(), record.deleted);
      });
    });
  }
});
