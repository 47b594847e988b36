import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { App, Chart } from 'cdk8s';
import { writeWhole } from '../../../constructs/output/whole-file';
import { CompositeResourceDefinition } from '../../../constructs/composition';
import { functionName } from '../../../constructs/infrastructure/functions';
import { XNodeApp } from '../../../constructs/node-app/definition';
import { nodeDevelopment } from '../../../constructs/synthesize';
import { platform } from '../../settings';
import { type RenderCase, renderCases } from '../cases';
import { RenderEngine } from '../engine';
import { digests, RECORDS, type RenderRecord, toRecord } from '../record';
import { calledFunctions, isReal } from './functions';
import type { Recorder } from './recorder';

const chart = new Chart(new App(), 'record');
/** The Composition of the platform, for previews. */
export const NODE_APP = nodeDevelopment(chart, platform);
/** The same as Crossplane reads it. */
export const COMPOSITION = chart.toJson().find(({ kind }) => kind === 'Composition') as object;
/** What the real reconciler is asked. */
export const CASES: readonly RenderCase[] = renderCases(NODE_APP);

const { patchAndTransform, celFilter } = platform.versions.functions;
const FUNCTIONS = [patchAndTransform, celFilter].map((of) => `${functionName(of)} ${of.version}`);

/** The engines that the clusters run, as a record names them. */
function engineOf(crossplane: string): string {
  return [`crossplane ${crossplane}`, ...FUNCTIONS].join(', ');
}

const ENGINE = engineOf(`v${platform.versions.charts.crossplane.version}`);

/** What was answered to a case. @returns undefined where it was never asked */
export function renderRecord(name: string): RenderRecord | undefined {
  try {
    return JSON.parse(readFileSync(join(RECORDS, `${name}.json`), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  }
}

/** Whether a case's answer is not to what would be asked now, or not of the engines that the clusters run. */
export function isStale(one: RenderCase): boolean {
  const record = renderRecord(one.name);
  return record?.engine !== ENGINE || !isDeepStrictEqual(record.inputs, digests(COMPOSITION, one));
}

function recorded(): string[] {
  return readdirSync(RECORDS).map((file) => file.slice(0, -'.json'.length));
}

/** What Crossplane's real reconciler makes of each case in test/golden/cases.ts. */
export const RENDER: Recorder = {
  name: 'render',
  stale() {
    const names = CASES.map(({ name }) => name);
    const unasked = recorded().filter((name) => !names.includes(name));
    return [...CASES.filter(isStale).map(({ name }) => name), ...unasked];
  },
  unconfirmed: () => recorded().filter((name) => renderRecord(name)?.unconfirmed),
  async record(engines, names) {
    const { path } = await engines.find('crossplane');
    const called = { patchAndTransform: functionName(patchAndTransform), celFilter: functionName(celFilter) };
    const definition = new CompositeResourceDefinition(new Chart(new App(), 'record'), 'definition', XNodeApp);
    const engine = await RenderEngine.start(path, await calledFunctions(engines, called));
    try {
      const asked = engineOf(engine.version());
      mkdirSync(RECORDS, { recursive: true });
      const cases = CASES.filter(({ name }) => names.includes(name));
      for (const [i, one] of cases.entries()) {
        engines.progress(`render ${i + 1}/${cases.length}: ${one.name}`);
        const answer = await engine.render({
          compositeResource: one.composite,
          composition: COMPOSITION,
          compositeResourceDefinition: definition.toJson() as object,
          observedResources: [...one.observed.values()],
        });
        const record = toRecord(asked, digests(COMPOSITION, one), answer, isReal());
        writeWhole(join(RECORDS, `${one.name}.json`), `${JSON.stringify(record, undefined, 1)}\n`);
      }
      const all = CASES.map(({ name }) => name);
      for (const name of recorded()) if (!all.includes(name)) rmSync(join(RECORDS, `${name}.json`));
      return asked;
    } finally {
      engine.stop();
    }
  },
};
