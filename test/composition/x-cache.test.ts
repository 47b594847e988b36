import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { RenderRecord } from '../golden/record';
import { cacheRecords, SECOND_COMPOSITE } from '../golden/recorders/second-composite';
import { type CompositionManifest, interpret } from './interpreter';
import { withoutOwner } from './support';
import { CASES, synthesizeCache } from './x-cache-cases';

const { cache, composition } = synthesizeCache();
const records = cacheRecords();
const stale = SECOND_COMPOSITE.stale();

describe('the language of compositions', () => {
  it('needs nothing of this platform, and could be published by itself', () => {
    const folder = join('constructs', 'composition');
    const sources = readdirSync(folder).filter((file) => file.endsWith('.ts'));
    assert.ok(sources.length > 15);
    for (const file of sources) {
      assert.doesNotMatch(readFileSync(join(folder, file), 'utf8'), /from '\.\.|require\('\.\./, file);
    }
  });

  it('makes a composite in less than 100 lines', () => {
    const lines = readFileSync(join('constructs', 'composition', 'example', 'x-cache.ts'), 'utf8').split('\n');
    assert.ok(lines.length < 100, `${lines.length} lines`);
  });
});

describe('a second composite, as the real reconciler composes it', () => {
  for (const one of CASES) {
    describe(one.name, { skip: stale.includes(one.name) && 'the record is stale' }, () => {
      const record = records[one.name] as RenderRecord;
      const rendered = cache.render(one.composite, one.observed);

      it('composes what the preview shows', () => {
        assert.deepEqual(Object.fromEntries(rendered.composed), record.composed);
      });

      it('composes what a literal reading of the functions’ rules gives', () => {
        const recorded = Object.entries(record.composed).map(([name, object]) => [name, withoutOwner(object)]);
        const { composed } = interpret(composition as CompositionManifest, one.composite, one.observed);
        assert.deepEqual(composed, Object.fromEntries(recorded));
      });

      it('reports the status that the preview reports', () => {
        const { conditions: _, ...status } = record.status as Record<string, unknown>;
        assert.deepEqual(rendered.status ?? {}, status);
      });

      it('names the resources that are not ready', () => {
        const { conditions } = record.status as { readonly conditions: readonly Record<string, string>[] };
        const message = conditions.find(({ type }) => type === 'Ready')?.message ?? '';
        const [, ...told] = message.split(/Unready resources: |, and |, | and /);
        const names = [...rendered.unready].sort();
        assert.deepEqual(told, [...names.slice(0, 3), ...(names.length > 3 ? [`${names.length - 3} more`] : [])]);
      });
    });
  }
});
