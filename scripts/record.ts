import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { CompositeResourceDefinition } from '../constructs/composition';
import { functionName } from '../constructs/infrastructure/functions';
import { XNodeApp } from '../constructs/node-app/definition';
import { nodeDevelopment } from '../constructs/synthesize';
import { platform } from '../platform';
import { renderCases } from '../test/golden/cases';
import { RenderEngine } from '../test/golden/engine';
import { digests, RECORDS, toRecord } from '../test/golden/record';
import { run } from './console';

const HELP = `Usage: npm run record

Asks Crossplane's real reconciler what it makes of each case in test/golden/cases.ts, and keeps its answers in
test/golden/render. Settings, from the environment:

  CROSSPLANE                     the program crossplane, 2.3 or later
  FUNCTION_PATCH_AND_TRANSFORM   the function: a program, or the host:port of one that runs without TLS
  FUNCTION_CEL_FILTER            likewise
`;

run(HELP, {}, async () => {
  const chart = new Chart(new App(), 'record');
  const definition = new CompositeResourceDefinition(chart, 'definition', XNodeApp).toJson() as object;
  const nodeApp = nodeDevelopment(chart, platform);
  const composition = chart.toJson().find(({ kind }) => kind === 'Composition') as object;
  const { patchAndTransform, celFilter } = platform.versions.functions;
  const functions = [
    { name: functionName(patchAndTransform), variable: 'FUNCTION_PATCH_AND_TRANSFORM' },
    { name: functionName(celFilter), variable: 'FUNCTION_CEL_FILTER' },
  ];
  const engine = await RenderEngine.start(functions);
  try {
    const asked = [
      `crossplane ${engine.version()}`,
      ...[patchAndTransform, celFilter].map((of) => `${functionName(of)} ${of.version}`),
    ].join(', ');
    const cases = renderCases(nodeApp);
    const records = new Map<string, string>();
    for (const [i, one] of cases.entries()) {
      process.stderr.write(`${i + 1}/${cases.length} ${one.name}\n`);
      const answer = await engine.render({
        compositeResource: one.composite,
        composition,
        compositeResourceDefinition: definition,
        observedResources: [...one.observed.values()],
      });
      records.set(one.name, JSON.stringify(toRecord(asked, digests(composition, one), answer), undefined, 1));
    }
    rmSync(RECORDS, { recursive: true, force: true });
    mkdirSync(RECORDS, { recursive: true });
    for (const [name, text] of records) writeFileSync(join(RECORDS, `${name}.json`), `${text}\n`);
    console.log(`${records.size} answers of ${asked} are in test/golden/render.`);
  } finally {
    engine.stop();
  }
});
