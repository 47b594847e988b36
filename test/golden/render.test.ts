import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { App, Chart } from 'cdk8s';
import { functionName } from '../../constructs/infrastructure/functions';
import { nodeDevelopment } from '../../constructs/synthesize';
import { platform } from '../../platform';
import { renderCases } from './cases';
import { digests, RECORDS, type RenderRecord } from './record';

const chart = new Chart(new App(), 'test');
const nodeApp = nodeDevelopment(chart, platform);
const composition = chart.toJson().find(({ kind }) => kind === 'Composition') as object;
const cases = renderCases(nodeApp);

function recordOf(name: string): RenderRecord {
  return JSON.parse(readFileSync(join(RECORDS, `${name}.json`), 'utf8')) as RenderRecord;
}

/** Names as the engine lists them: three at the most. */
function listed(names: readonly string[]): string {
  if (names.length < 3) return names.join(', ');
  return `${names.slice(0, names.length > 3 ? 3 : 2).join(', ')}, and ${names.length > 3 ? `${names.length - 3} more` : names[2]}`;
}

describe('what the real reconciler with the real functions answered', () => {
  it('is there for at least 24 cases, and for no other', () => {
    assert.ok(cases.length >= 24);
    assert.deepEqual(readdirSync(RECORDS).sort(), cases.map(({ name }) => `${name}.json`).sort());
  });

  it('is of the versions that the clusters run', () => {
    const { charts, functions } = platform.versions;
    const { patchAndTransform, celFilter } = functions;
    const installed = [
      `crossplane v${charts.crossplane.version}`,
      ...[patchAndTransform, celFilter].map((of) => `${functionName(of)} ${of.version}`),
    ];
    for (const { name } of cases) assert.equal(recordOf(name).engine, installed.join(', '), 'run npm run record');
  });

  for (const one of cases) {
    describe(one.name, () => {
      const record = recordOf(one.name);
      const rendered = nodeApp.render(one.composite, one.observed);

      it('is not stale', () => {
        assert.deepEqual(digests(composition, one), record.inputs, 'run npm run record');
      });

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
