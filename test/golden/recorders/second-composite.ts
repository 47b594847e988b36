import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { writeWhole } from '../../../constructs/output/whole-file';
import { platform } from '../../settings';
import { CASES, RECORD, synthesizeCache } from '../../composition/x-cache-cases';
import { RenderEngine } from '../engine';
import { digests, type RenderRecord, toRecord } from '../record';
import { calledFunctions, isReal } from './functions';
import type { Recorder } from './recorder';

type Records = Readonly<Record<string, RenderRecord>>;

const ENGINE = `v${platform.versions.charts.crossplane.version}`;
const { composition, definition } = synthesizeCache();

/** What was answered to each case in test/composition/x-cache-cases.ts. */
export function cacheRecords(): Records {
  return JSON.parse(readFileSync(RECORD, 'utf8'));
}

/** What Crossplane's real reconciler makes of a composite that is not the platform's. */
export const SECOND_COMPOSITE: Recorder = {
  name: 'x-cache',
  stale() {
    const records = cacheRecords();
    const names = CASES.map(({ name }) => name);
    const stale = CASES.filter((one) => {
      const record = records[one.name];
      return record?.engine !== ENGINE || !isDeepStrictEqual(record.inputs, digests(composition, one));
    });
    return [...stale.map(({ name }) => name), ...Object.keys(records).filter((name) => !names.includes(name))];
  },
  unconfirmed() {
    const records = Object.entries(cacheRecords());
    return records.filter(([, { unconfirmed }]) => unconfirmed).map(([name]) => name);
  },
  async record(engines, names) {
    const { path } = await engines.find('crossplane');
    const called = { patchAndTransform: 'patch', celFilter: 'filter' };
    const engine = await RenderEngine.start(path, await calledFunctions(engines, called));
    try {
      const before = cacheRecords();
      const records: Record<string, RenderRecord> = {};
      for (const one of CASES) {
        const kept = names.includes(one.name) ? undefined : before[one.name];
        if (!kept) engines.progress(`x-cache: ${one.name}`);
        records[one.name] =
          kept ??
          toRecord(
            engine.version(),
            digests(composition, one),
            await engine.render({
              compositeResource: one.composite,
              composition,
              compositeResourceDefinition: definition,
              observedResources: [...one.observed.values()],
            }),
            isReal(),
          );
      }
      writeWhole(RECORD, `${JSON.stringify(records, undefined, 1)}\n`);
      return `crossplane ${engine.version()}`;
    } finally {
      engine.stop();
    }
  },
};
