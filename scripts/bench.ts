import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENVIRONMENTS } from '../constructs/settings/settings';
import { writeSection } from './bench/report';
import { type Measurement, machine } from './bench/synthesize';
import { progress, run } from './console';
import { kustomizeProgram } from './kustomize';

const HELP = `Usage: npm run bench

Measures synthesis at 1, 10, 100 and 1,000 apps in three environments, beside plain cdk8s writing the same objects and
kustomize building the same overlays, and writes its part of docs/benchmarks.md. It takes some minutes.
`;

/** Numbers of apps, and how often each is measured: the median counts. */
const SIZES = [
  { apps: 1, runs: 7 },
  { apps: 10, runs: 5 },
  { apps: 100, runs: 5 },
  { apps: 1000, runs: 3 },
] as const;

/** Most apps that the others are measured with: kustomize takes as long for each, plain cdk8s longer and longer. */
const MOST_COMPARED = 100;

/** Most apps whose overlays kustomize builds; each takes it as long as the first. */
const MOST_BUILT = 20;

interface Row {
  readonly apps: number;
  readonly ours: Measurement;
  /** Nothing where it would take too long. */
  readonly cdk8s: Measurement | undefined;
  /** Seconds of `kustomize build` for the three overlays of an app, on average. */
  readonly kustomize: number;
}

run(HELP, {}, () => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const rows = SIZES.map(({ apps, runs }) => measure(join(folder, String(apps)), apps, runs));
    const report = toReport(rows);
    console.log(report);
    writeSection('Synthesis', report);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

function measure(folder: string, apps: number, runs: number): Row {
  const registrations = join(folder, 'apps');
  mkdirSync(registrations, { recursive: true });
  for (let i = 0; i < apps; i++) {
    const name = `app${String(i).padStart(4, '0')}`;
    writeFileSync(join(registrations, `${name}.yaml`), `name: ${name}\nteam: team-${i % 20}\ndatabase: metrics\n`);
  }
  progress(`${apps} apps: synthesis`);
  // A folder of its own for each run: a file system is slow where many files have just been deleted.
  const ours = median(runs, (run) => child('synthesize.js', registrations, join(folder, `dist-${run}`)));
  const out = join(folder, 'dist-0');
  if (apps <= MOST_COMPARED) progress(`${apps} apps: plain cdk8s`);
  const cdk8s =
    apps <= MOST_COMPARED
      ? median(Math.min(runs, 3), (run) => child('plain-cdk8s.js', out, join(folder, `plain-${run}`)))
      : undefined;
  progress(`${apps} apps: kustomize`);
  return { apps, ours, cdk8s, kustomize: kustomize(join(out, 'repositories')) };
}

/** Runs a program in a process of its own. */
function child(program: string, ...args: readonly string[]): Measurement {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(__dirname, 'bench', program), ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Measurement;
}

function median(runs: number, measureOnce: (run: number) => Measurement): Measurement {
  const measured = Array.from({ length: runs }, (_, run) => measureOnce(run)).sort((a, b) => a.process - b.process);
  return measured[Math.floor(runs / 2)] as Measurement;
}

function kustomize(repositories: string): number {
  const apps = readdirSync(repositories)
    .filter((repository) => repository.endsWith('-deploy'))
    .slice(0, MOST_BUILT);
  const started = performance.now();
  for (const app of apps) {
    for (const environment of ENVIRONMENTS) {
      const { status } = spawnSync(kustomizeProgram(), ['build', join(repositories, app, 'overlays', environment)]);
      if (status !== 0) throw new Error(`kustomize failed on ${app}`);
    }
  }
  return (performance.now() - started) / 1000 / apps.length;
}

function toReport(rows: readonly Row[]): string {
  const seconds = (value: number) => (value < 10 ? value.toFixed(2) : value.toFixed(1));
  const lines = rows.map(({ apps, ours, cdk8s, kustomize: each }) =>
    [
      apps.toLocaleString('en'),
      ours.objects.toLocaleString('en'),
      `${seconds(ours.process)} s`,
      `${((ours.work / apps) * 1000).toFixed(1)} ms`,
      Math.round(ours.objects / ours.work).toLocaleString('en'),
      `${ours.memory.toFixed(0)} MiB`,
      cdk8s ? `${seconds(cdk8s.work)} s` : '',
      cdk8s ? `${(cdk8s.work / ours.work).toFixed(1)} ×` : '',
      `${seconds(each * apps)} s${apps > MOST_BUILT ? '*' : ''}`,
      `${((each * apps) / ours.work).toFixed(0)} ×`,
    ].join(' | '),
  );
  const at = (apps: number) => rows.find((row) => row.apps === apps)?.ours.work ?? Number.NaN;
  const growth = at(1000) / 1000 / (at(100) / 100);
  return `Written by \`npm run bench\`, which measures each figure in a process of its own and takes the median.
Machine: ${machine()}.

| apps | objects | process | work an app | objects a second | memory | plain cdk8s | ratio | kustomize | ratio |
|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
${lines.map((line) => `| ${line} |`).join('\n')}

- process: from the start of Node.js until everything is written, for three environments: clusters, tenants, deploy
  repositories and previews. Work is that without loading the program.
- plain cdk8s: \`App.synth\` of the same objects, a chart a file, without making them out of anything; up to
  ${MOST_COMPARED} apps, as its time grows faster than their number.
- kustomize: \`kustomize build\` of each app's three overlays; * ${MOST_BUILT} apps were built, the rest is multiplied.
- Work per app at 1,000 apps is ${growth.toFixed(2)} times that at 100.
`;
}
