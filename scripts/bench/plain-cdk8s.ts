import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import type { Measurement } from './synthesize';

/** Measures cdk8s alone writing the objects of a synthesized folder: a chart a file, as cdk8s does by default. */
function main([folder, out]: readonly string[]): Measurement {
  const files = readdirSync(folder as string, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.yaml') && !path.includes('.github'),
  );
  // What repositories start with has other YAML, too.
  const objects = files.map((path) =>
    parseAllDocuments(readFileSync(join(folder as string, path), 'utf8'))
      .map((document) => document.toJS())
      .filter((object) => object?.apiVersion && object.kind),
  );
  const started = performance.now();
  const app = new App({ outdir: out as string });
  for (const [i, content] of objects.entries()) {
    const chart = new Chart(app, `file-${i}`);
    for (const [j, object] of content.entries()) new ApiObject(chart, `object-${j}`, object);
  }
  app.synth();
  const work = (performance.now() - started) / 1000;
  return { process: work, work, memory: process.resourceUsage().maxRSS / 1024, objects: objects.flat().length };
}

console.log(JSON.stringify(main(process.argv.slice(2))));
