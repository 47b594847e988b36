import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { ROOT } from '../constructs/synthesize';

const FOLDER = join(ROOT, '.github', 'workflows');

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly permissions?: Readonly<Record<string, string>>;
        readonly steps: readonly {
          readonly uses?: string;
          readonly run?: string;
          readonly if?: string;
          readonly env?: Readonly<Record<string, string>>;
          readonly with?: Readonly<Record<string, unknown>>;
        }[];
      }
    >
  >;
}

const workflows = readdirSync(FOLDER).map(
  (file) => [file, parse(readFileSync(join(FOLDER, file), 'utf8')) as Workflow] as const,
);

describe('the workflow of CI', () => {
  it('refuses what goes from the clusters since the base of the change', () => {
    const [, { jobs }] = workflows.find(([file]) => file === 'ci.yaml') ?? assert.fail('there is no ci.yaml');
    const checkout = jobs.ci?.steps.find(({ uses }) => uses?.startsWith('actions/checkout@'));
    assert.equal(checkout?.with?.['fetch-depth'], 0);
    const since = jobs.ci?.steps.find(({ run }) => run === '.ci/run')?.env?.SINCE;
    assert.match(
      since ?? '',
      /'pull_request' && 'HEAD\^1' .*'refs\/heads\/main' && !github\.event\.created && github\.event\.before/,
    );
    const script = readFileSync(join(ROOT, '.ci', 'run'), 'utf8');
    assert.match(script, /npm run --silent check -- \$\{SINCE:\+--since "\$SINCE"\}$/m);
  });

  it('lets no release pass that rests on answers of a stand-in', () => {
    const [, { on, jobs }] = workflows.find(([file]) => file === 'ci.yaml') ?? assert.fail('there is no ci.yaml');
    assert.deepEqual((on.push as { readonly tags?: unknown }).tags, ['*']);
    const step = jobs.ci?.steps.find(({ run }) => run === 'npm run record -- --check');
    assert.equal(step?.if, "startsWith(github.ref, 'refs/tags/')");
  });
});

describe('the workflows of the platform repository', () => {
  for (const [file, { on, permissions, jobs }] of workflows) {
    const steps = Object.values(jobs).flatMap((job) => job.steps);

    it(`pin the actions that they use: ${file}`, () => {
      for (const { uses } of steps.filter((step) => step.uses))
        assert.match(uses ?? '', /^[\w-]+(\/[\w-]+)+@[0-9a-f]{40}$/);
    });

    it(`put nothing of an event into a command: ${file}`, () => {
      for (const { run } of steps) assert.doesNotMatch(run ?? '', /\$\{\{/);
    });

    it(`keep no credential in the checkout, and give every job the least: ${file}`, () => {
      for (const step of steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))) {
        assert.equal(step.with?.['persist-credentials'], false);
      }
      for (const given of [permissions, ...Object.values(jobs).map((job) => job.permissions ?? {})]) {
        for (const [scope, access] of Object.entries(given)) {
          const isReview = file === 'registrations.yaml' && scope === 'pull-requests';
          const isReport = file === 'versions.yaml' && scope === 'issues';
          assert.ok(access === 'read' || isReview || isReport, `${scope}: ${access}`);
        }
      }
    });

    if (!('pull_request_target' in on) && !('workflow_run' in on) && !('schedule' in on)) continue;
    it(`run main and nothing else where they have more rights than a pull request: ${file}`, () => {
      const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
      assert.deepEqual(
        checkouts.map((step) => step.with?.ref),
        ['main'],
      );
      for (const { run } of steps) assert.doesNotMatch(run ?? '', /git (fetch|checkout|pull|switch)|gh pr/);
    });
  }
});
