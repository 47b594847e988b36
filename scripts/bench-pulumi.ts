import type { Registration } from '../constructs/registration/schema';
import { LAST_ENVIRONMENT } from '../constructs/settings/settings';
import { UserError } from '../constructs/settings/user-error';
import { settings } from '../main';
import { TestGitHub } from '../test/github';
import { missing } from '../test/pulumi/machine';
import { PulumiProject } from '../test/pulumi/project';
import { writeSection } from './bench/report';
import { machine } from './bench/synthesize';
import { progress, run } from './console';

const HELP = `Usage: npm run bench:pulumi

Brings the stack github up, and up again without a change, for 1, 10 and 50 apps that Pulumi makes, with the real engine
and provider against the GitHub of the tests, and writes its part of docs/benchmarks.md. It takes a
quarter of an hour.
`;

const SIZES = [1, 10, 50] as const;

/** What one run of Pulumi took. */
interface Cost {
  readonly requests: number;
  readonly writes: number;
  readonly seconds: number;
}

interface Row {
  readonly apps: number;
  readonly resources: number;
  readonly first: Cost;
  readonly unchanged: Cost;
}

run(HELP, {}, async () => {
  const reason = missing('github');
  if (reason) throw new UserError(reason);
  const rows: Row[] = [];
  for (const apps of SIZES) {
    rows.push(await measure(apps));
    // Whoever has seen enough keeps what was measured until then.
    writeSection('Stack github', toReport(rows));
  }
  console.log(toReport(rows));
});

async function measure(apps: number): Promise<Row> {
  const github = await TestGitHub.start();
  // A token has 5,000 calls an hour on github.com, which the first up of many apps is more than.
  github.rateLimit.set(1_000_000);
  const platform = settings();
  for (const team of Object.values(platform.repositories.teams)) github.addTeam(team);
  github.addTeam('app-team');
  await github.addRepository(platform.repository, { files: { 'README.md': 'The platform\n' } });
  const project = new PulumiProject('github', {
    GITHUB_TOKEN: github.owner.token,
    GITHUB_BASE_URL: `${github.url}/api/v3/`,
  });
  try {
    project.register(Array.from({ length: apps }, (_, index) => registration(`app${index}`)));
    await project.init();
    await project.run('config set', 'github:writeDelayMs', '0');
    progress(`${apps} apps: up`);
    const first = await cost(github, project);
    progress(`${apps} apps: up without a change`);
    const unchanged = await cost(github, project);
    if (unchanged.writes > 0) throw new Error(`${unchanged.writes} changes where nothing had changed`);
    return { apps, resources: (await project.resources()).length, first, unchanged };
  } finally {
    project.remove();
    await github.stop();
  }
}

function registration(name: string): Registration {
  const answers = { team: 'app-team', database: 'metrics', apiPort: 3001, monitoring: true } as const;
  return { name, ...answers, repositories: 'pulumi', openTo: LAST_ENVIRONMENT };
}

async function cost(github: TestGitHub, project: PulumiProject): Promise<Cost> {
  const before = github.requests.length;
  const { status, text, seconds } = await project.run('up --yes --skip-preview');
  if (status !== 0) throw new Error(text);
  const requests = github.requests.slice(before);
  const writes = requests.filter(({ method, path }) => method !== 'GET' && !path.includes('.git/'));
  return { requests: requests.length, writes: writes.length, seconds };
}

function toReport(rows: readonly Row[]): string {
  const each = (value: number, apps: number) => (value / apps).toFixed(1);
  const lines = rows.map(({ apps, resources, first, unchanged }) =>
    [
      apps,
      resources,
      first.requests,
      each(first.requests, apps),
      first.writes,
      `${first.seconds.toFixed(0)} s`,
      `${each(first.seconds, apps)} s`,
      unchanged.requests,
      `${unchanged.seconds.toFixed(0)} s`,
      `${each(unchanged.seconds, apps)} s`,
    ].join(' | '),
  );
  return `Written by \`npm run bench:pulumi\`: the real engine and provider of Pulumi against the GitHub of the tests, on loopback.
Machine: ${machine()}.

| apps | resources | first up: requests | an app | changes | seconds | an app | up without a change: requests | seconds | an app |
|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
${lines.map((line) => `| ${line} |`).join('\n')}

- Requests are all that GitHub is asked, git's own included; three of an app's repositories, and what is set on the
  platform's two repositories, are in them.
- Measured without the pause after each change (\`github:writeDelayMs: "0"\`). On github.com the pause of a second that
  \`Pulumi.github.yaml\` asks for adds as many seconds as there are changes, since GitHub slows down whoever writes faster.
- Pulumi keeps its whole state after each change, 5 MB of it at 50 apps, which is where the seconds of a first \`up\` of many
  apps go: register them in steps.
- An \`up\` without a change reads the organization and its teams, whatever the number of apps: \`pulumi refresh\` is what
  looks at each resource.
`;
}
