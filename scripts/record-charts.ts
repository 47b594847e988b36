import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toYaml } from '../constructs/output/yaml';
import { kindInfo, validateObject } from '../constructs/schemas/kind-schema';
import type { ChartName, PlatformSettings } from '../constructs/settings/settings';
import { UserError } from '../constructs/settings/user-error';
import { settings } from '../main';
import { byValues, RENDERS, type RenderRecord } from '../test/golden/chart-renders';
import { platform as testSettings } from '../test/settings';
import { Helm, versionsOf } from './charts/helm';
import { knownValues } from './charts/known-values';
import { rendered } from './charts/rendered';
import { STAND_INS } from './charts/stand-ins';
import { paint, progress, run } from './console';
import { DEFINITION_MODULES, KUBERNETES_MODULE } from './imports/table';

const HELP = `Usage: npm run record:charts

Records each chart that versions.ts pins: the values that it knows in imports/charts, and what its releases render with the
values that they are given in test/golden/charts. Where a new version knows a value that the recorded one does not, record,
use it, and record again. Settings, from the environment:

  HELM     the program helm, 3.19 or later; else it is looked for on the path
  CHARTS   a folder of unpacked charts, by their names, where their registries are out of reach
`;

const ROOT = join(__dirname, '..', '..');
const VALUES = join(ROOT, 'imports', 'charts');
const KINDS = [...KUBERNETES_MODULE.kinds, ...DEFINITION_MODULES.flatMap(({ definitions }) => definitions)];

run(HELP, {}, () => {
  // What the tests compare with, whatever a company's own settings are.
  const platform = { ...testSettings, versions: settings().versions };
  const helm = new Helm();
  const fresh = mkdtempSync(join(ROOT, 'build', '.charts-'));
  try {
    const charts = Object.keys(platform.versions.charts) as ChartName[];
    const records = charts.map((chart) => record(helm, platform, chart, fresh));
    // Nothing is written before everything is known to be right.
    for (const folder of [VALUES, RENDERS]) {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
    }
    for (const { chart, values, renders } of records) {
      writeFileSync(join(VALUES, `${chart}.ts`), values);
      writeFileSync(join(RENDERS, `${chart}.yaml`), renders);
    }
    console.log(paint('bold', `${records.length} charts are in imports/charts and test/golden/charts.`));
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
});

function record(
  helm: Helm,
  platform: PlatformSettings,
  name: ChartName,
  into: string,
): { chart: string; values: string; renders: string } {
  const { charts, kubernetes } = platform.versions;
  const pinned = charts[name];
  const { chart } = pinned;
  progress(`${chart} ${pinned.version}`);
  const folder = helm.chart(pinned, into);
  const { version, appVersion } = versionsOf(folder);
  const standIn = STAND_INS[name];
  if (version !== pinned.version && (standIn?.pinned !== pinned.version || standIn.recorded !== version)) {
    throw new UserError(`chart ${chart}: ${folder} has version ${version}; ${pinned.version} is pinned`);
  }
  const releases = byValues(platform, chart);
  const renders: RenderRecord = {
    chart,
    version,
    appVersion,
    kubernetes,
    namespace: releases[0]!.namespace,
    renders: releases.map(({ environments, digest, ...release }) => {
      const render = () => helm.template(folder, release, { kubernetes, kinds: KINDS });
      const [objects, again] = [render(), render()];
      assertValid(chart, objects);
      const listed = objects.map((object, i) => rendered(object, again[i], release.namespace));
      return { environments, digest, objects: listed.sort((a, b) => compare(sortKey(a), sortKey(b))) };
    }),
  };
  return { chart, values: valuesModule(chart, version, knownValues(folder)), renders: toYaml(renders) };
}

/** @throws UserError where the API server would not take an object of a kind that is known here */
function assertValid(chart: string, objects: readonly object[]): void {
  const problems = (objects as Parameters<typeof validateObject>[0][]).flatMap((object) =>
    kindInfo(object.apiVersion, object.kind)
      ? validateObject(object).map((one) => `chart ${chart}: ${object.kind} ${one}`)
      : [],
  );
  if (problems.length > 0) throw new UserError(problems.join('\n'));
}

function valuesModule(chart: string, version: string, values: object): string {
  return [
    '// What a chart says of its values. Written by `npm run record:charts`; not to be edited.',
    `export const chart = ${JSON.stringify(chart)};`,
    `export const version = ${JSON.stringify(version)};`,
    `export const values = ${JSON.stringify(values, undefined, 1)} as const;`,
    '',
  ].join('\n');
}

function sortKey({ kind, namespace = '', name }: { kind: string; namespace?: string; name: string }): string {
  return `${kind}/${namespace}/${name}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
