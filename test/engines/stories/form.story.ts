import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after } from 'node:test';
import { readSkeleton } from '../../../constructs/backstage/skeleton';
import { TEMPLATE_REPOSITORY } from '../../../constructs/backstage/template';
import { PLATFORM_SOURCE } from '../../../constructs/flux/names';
import { checkAnswers } from '../../../constructs/registration/check';
import { parseFile } from '../../../constructs/registration/parse';
import type { Registration } from '../../../constructs/registration/schema';
import { ROOT } from '../../../constructs/synthesize';
import { platform } from '../../../platform';
import { Backstage } from '../../backstage/backstage';
import { isInstalled } from '../../backstage/installed';
import { commitTree } from '../../backstage/trees';
import { clientFor } from '../../scripts/github/support';
import { POLLING, story } from './story';
import { TestApp } from './test-app';

const TEMPLATE = 'template:default/node-development';
const NOT_INSTALLED = 'Backstage is not there: npm run test:backstage installs it';

const ANSWERS = { name: 'tickets', team: 'tickets-team', database: 'sold', apiPort: 8080, monitoring: true };

story('the form is filled in in the real Backstage, and what it makes comes to run', (step, fleet) => {
  let backstage: Backstage;
  let app: TestApp;
  // Also where a step has failed, or nothing would end.
  after(() => backstage?.stop());
  const repository = () => fleet().github.repository(platform.repository);
  const withBackstage = (name: string, act: () => Promise<void>) =>
    step(name, async (context) => (isInstalled() ? act() : context.skip(NOT_INSTALLED)));

  withBackstage('a platform engineer publishes the template, and Backstage finds it', async () => {
    const { github } = fleet();
    github.addTeam(ANSWERS.team);
    const files = readSkeleton(join(ROOT, 'dist', 'repositories', TEMPLATE_REPOSITORY));
    await commitTree(await github.addRepository(TEMPLATE_REPOSITORY), files);
    backstage = await Backstage.start(github, [ANSWERS.team]);
    await backstage.entity(TEMPLATE);
  });

  withBackstage('a developer fills in the form, and gets three repositories and a pull request', async () => {
    const { status, error } = await backstage.run(TEMPLATE, { ...ANSWERS, team: `group:default/${ANSWERS.team}` });
    assert.equal(status, 'completed', error);
    for (const kind of ['frontend', 'backend', 'deploy']) {
      assert.ok(await fleet().github.repository(`tickets-${kind}`).git.head('main'), kind);
    }
    assert.deepEqual(
      repository().pulls.map(({ head, state }) => [head, state]),
      [['register-tickets', 'open']],
    );
  });

  withBackstage('within one polling interval of its merge, the composite is in dev', async () => {
    const { github, platform: registered, planes } = fleet();
    const client = await clientFor(github, github.owner.token);
    const [pull] = repository().pulls;
    const where = { owner: platform.organization, repo: platform.repository };
    await client.rest.pulls.merge({ ...where, pull_number: pull?.number as number, merge_method: 'squash' });
    const registration = await registrationOnMain('tickets');
    const commit = await registered.register(registration);
    app = TestApp.of(fleet(), registration);
    await planes.dev.fetched(PLATFORM_SOURCE, commit, POLLING);
    const { spec } = await planes.dev.cluster.waitFor(planes.dev.composite('tickets'));
    assert.deepEqual(
      { team: spec.team, database: spec.database.name, apiPort: spec.backend.port, monitoring: spec.monitoring },
      { team: ANSWERS.team, database: ANSWERS.database, apiPort: ANSWERS.apiPort, monitoring: ANSWERS.monitoring },
    );
  });

  withBackstage('dev calls what the form has made healthy', async () => {
    await fleet().planes.dev.healthy('tickets', await app.commit());
  });

  /** What `npm run registrations` reads there, to synthesize. */
  async function registrationOnMain(name: string): Promise<Registration> {
    const text = await repository().git.read('refs/heads/main', `apps/${name}.yaml`);
    const checked = checkAnswers(parseFile(Buffer.from(text ?? '')).answers ?? new Map());
    assert.ok('registration' in checked, JSON.stringify(checked));
    return checked.registration;
  }
});
