import { writeFileSync } from 'node:fs';
import { RenderEngine } from '../golden/engine';
import { digests, type RenderRecord, toRecord } from '../golden/record';
import { CASES, RECORD, synthesizeCache } from './x-cache-cases';

/*
 * Asks Crossplane's real reconciler what it makes of each case in x-cache-cases.ts, and keeps its answers in
 * test/golden/x-cache.json. After `npm run build`, with where the engines are:
 *
 *   CROSSPLANE=… FUNCTION_PATCH_AND_TRANSFORM=… FUNCTION_CEL_FILTER=… node build/test/composition/record-x-cache.js
 */
async function record(): Promise<void> {
  const { composition, definition } = synthesizeCache();
  const engine = await RenderEngine.start([
    { name: 'patch', variable: 'FUNCTION_PATCH_AND_TRANSFORM' },
    { name: 'filter', variable: 'FUNCTION_CEL_FILTER' },
  ]);
  try {
    const records: Record<string, RenderRecord> = {};
    for (const one of CASES) {
      const answer = await engine.render({
        compositeResource: one.composite,
        composition,
        compositeResourceDefinition: definition,
        observedResources: [...one.observed.values()],
      });
      records[one.name] = toRecord(engine.version(), digests(composition, one), answer);
    }
    writeFileSync(RECORD, `${JSON.stringify(records, undefined, 1)}\n`);
  } finally {
    engine.stop();
  }
}

record().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
