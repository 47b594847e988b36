import { join } from 'node:path';
import { ENVIRONMENTS } from '../constructs/settings/settings';
import { UserError } from '../constructs/settings/user-error';
import { Fleet, simulated } from '../test/engines/fleet';
import { checkPatchAndTransform } from '../test/engines/functions/setting';
import { type Growth, type Latency, measureGrowth, measureLatency, type Usage } from '../test/engines/measure';
import type { Distribution } from '../test/engines/metrics';
import { findPrograms } from '../test/engines/programs';
import { writeSection } from './bench/report';
import { machine } from './bench/synthesize';
import { progress, run } from './console';

const HELP = `Usage: npm run bench:engines [-- --apps N,N,N]

Measures the engines of \`npm run test:engines\` with 10, 100 and 500 apps in the cluster dev: how long a merge takes to
arrive, what each controller takes, what the API server and GitHub are asked. Writes its part of docs/benchmarks.md. It
takes most of an hour, and wants the machine for itself.

Options:
  --apps N,N,N  numbers of apps, growing; default: 10,100,500
  --help        print this
`;

run(
  HELP,
  { apps: { type: 'string' } },
  async ({ apps = '10,100,500' }) => {
    const sizes = apps.split(',').map(Number);
    if (!sizes.every((size, i) => Number.isInteger(size) && size > (sizes[i - 1] ?? 1))) {
      throw new UserError(`--apps: given ${apps}; allowed: whole numbers above 1 that grow, e.g. 10,100,500`);
    }
    await checkPatchAndTransform();
    const { programs, missing } = await findPrograms(progress);
    if (!programs) throw new UserError(missing.map(({ engine, reason }) => `${engine}: ${reason}`).join('\n'));
    const fleet = await Fleet.start(programs, join(__dirname, '..', 'engines-logs'), progress);
    try {
      // What is measured is one cluster; the others would only take from its machine.
      await Promise.all(ENVIRONMENTS.filter((name) => name !== 'dev').map((name) => fleet.planes[name].stop()));
      const growths: Growth[] = [];
      const latencies: Latency[] = [];
      for (const size of sizes) {
        growths.push(await measureGrowth(fleet, size, progress));
        // Whoever has seen enough, or whose machine is too small for more, keeps what was measured until then.
        if (latencies.length > 0) writeSection('Engines', toReport(growths, latencies));
        latencies.push(await measureLatency(fleet, size, progress));
        writeSection('Engines', toReport(growths, latencies));
      }
      console.log(toReport(growths, latencies));
    } finally {
      await fleet.stop();
    }
  },
  Number.POSITIVE_INFINITY,
);

function toReport(growths: readonly Growth[], latencies: readonly Latency[]): string {
  return `Written by \`npm run bench:engines\`, from one run: real engines, and one cluster, dev, that grows.
Machine: ${machine()}.

${simulated()
  .map((what) => `- not real: ${what}`)
  .join('\n')}

### From a merge to the composite

${table(
  ['apps', 'told by a webhook: median', 'p95', 'found by polling: median', 'p95'],
  latencies.map(({ apps, webhook, polling }) => [
    apps,
    seconds(webhook.median),
    seconds(webhook.p95),
    seconds(polling.median),
    seconds(polling.p95),
  ]),
)}

- From the merge in an app's deploy repository until its \`XNodeApp\` in the cluster has the change: ${latencies[0]?.webhook.samples} changes that
  GitHub tells of, ${latencies[0]?.polling.samples} that Flux finds at its interval of a minute.

### A growing cluster

${table(
  ['apps', '`fluxSize`', '`dist/`', 'full sync', 'API requests', 'git requests', 'REST requests'],
  growths.map((one) => [
    one.apps,
    one.fluxSize,
    `${(one.distBytes / 2 ** 20).toFixed(1)} MiB`,
    `${seconds(one.syncSeconds)} for ${one.added}`,
    `${(one.apiRequests / one.apps).toFixed(1)} an app`,
    `${(one.gitRequests / one.apps).toFixed(1)} an app`,
    `${one.restRequests.arriving}, then ${one.restRequests.resting.toFixed(1)}`,
  ]),
)}

- Full sync: from one merge that registers all that are new until Flux calls each of them healthy.
- Requests are a minute at rest: those that the API server answers, those of git to GitHub, and those to GitHub's REST
  API, whose limit is 5,000 an hour or more; the latter while the new apps arrived, too.

${table(
  ['apps', 'program', 'memory', 'cores at rest', 'reconciliation, arriving: mean', 'p95', 'at rest: mean', 'p95'],
  growths.flatMap(({ apps, programs }) =>
    programs.map((program) => [
      apps,
      program.name,
      `${program.memory.toFixed(0)} MiB`,
      program.cores.toFixed(2),
      ...times(program, 'arriving'),
      ...times(program, 'resting'),
    ]),
  ),
)}

- Reconciliations are those of GitRepositories, Kustomizations and composites. A Kustomization's lasts until all that it
  applied is healthy.

${onPaper(growths)}`;
}

/** What 10,000 apps in 100 clusters come to, reckoned from the largest cluster that was measured. */
function onPaper(growths: readonly Growth[]): string {
  const { apps, gitRequests, distBytes, programs } = growths.at(-1) as Growth;
  const [first] = growths as readonly [Growth];
  const each = gitRequests / apps;
  const memory = (name: string) => programs.find((program) => program.name === name)?.memory.toFixed(0);
  // The template and the clusters' own parts do not grow.
  const bytesEach = first.apps === apps ? distBytes / apps : (distBytes - first.distBytes) / (apps - first.apps);
  const mebibytes = (bytesEach * 10_000) / 2 ** 20;
  return `### On paper: 10,000 apps and 100 clusters

Each app is in three clusters, so each cluster has 300 of them. What gives first, and what answers it: settings of
\`platform.ts\`, or fields of Flux and Crossplane, which \`constructs/\` sets:

1. Traffic of git. ${each.toFixed(1)} requests an app and minute are ${number((each * 30_000) / 60)} a second in all, and ${((each * 3) / 60).toFixed(2)} of each deploy repository; the
   platform repository has ${((each * 100) / 60).toFixed(1)} a second from 100 clusters. GitHub asks for no more than 15 a second of one repository. The
   setting \`pollInterval\` answers it: with a [webhook receiver](webhooks.md), ten minutes in place of one are no
   slower and ask a tenth.
2. The platform repository's artifact. \`dist/\` of 10,000 apps has ${number(mebibytes)} MiB, of which every cluster takes all at every
   merge, and GitHub asks for no more than 3,000 entries in a folder, which \`apps/\` and \`dist/repositories\` would exceed.
   \`sparseCheckout\` of its own part, or several platform repositories, each with a part of the apps, answer it.
3. The controllers of one cluster. At ${apps} apps kustomize-controller has ${memory('kustomize-controller')} MiB, source-controller ${memory('source-controller')} MiB, Crossplane ${memory('crossplane')} MiB: \`fluxSize\`
   and sharding of the FluxInstance, and Crossplane's memory limit and \`--max-reconcile-rate\`, answer it. Where many apps
   arrive at once, each keeps one of kustomize-controller's 5, 10 or 20 workers, by \`fluxSize\`, until it is healthy.
4. GitHub's REST API. A cluster asks it for an installation token an hour, ${number(100)} an hour in all, of 5,000: it does not give.
5. One cluster's API server and etcd: more clusters, each with a part of the tenants.
`;
}

function times(program: Usage, when: 'arriving' | 'resting'): readonly string[] {
  const distribution: Distribution | undefined = program[when];
  return distribution ? [seconds(distribution.mean), seconds(distribution.p95)] : ['', ''];
}

function seconds(value: number): string {
  return value < 10 ? `${value.toFixed(2)} s` : `${value.toFixed(0)} s`;
}

function number(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '--:')), ...rows.map(line)].join('\n');
}
