import { join } from 'node:path';
import { UserError } from '../constructs/settings/user-error';
import { ROOT } from '../constructs/synthesize';
import { settings } from '../main';
import { paint, progress, run, warn } from './console';
import { asUserError, clientOf, clientWith } from './github/client';
import { PlatformRepository } from './github/platform-repository';
import { RegistrationPulls } from './github/registration-pulls';

const HELP = `Usage: npm run registrations

Looks after the open pull requests that change one registration and nothing else: checks the registration and the
repositories that it names, commits to the branch what dist/ becomes with it, on top of main, and says on the pull request
what is wrong. One that adds an app only to environments without reviewers is approved and merged once its checks have
passed.

It runs as the platform's main branch has it, and never runs anything of a pull request: of that it reads the registration.

Settings, from the environment:
  GITHUB_APP_ID, GITHUB_APP_PRIVATE_KEY
                  a GitHub App that reads metadata of the organization's repositories and its members, reads checks and
                  writes contents, pull requests and statuses of the platform repository; what a workflow's own token
                  pushes starts no checks
  GITHUB_TOKEN    a token that may do so, instead
  REVIEWER_TOKEN  approves pull requests, as someone else than who opened or pushed them
  MAIN            the commit of main that is checked out
  GITHUB_API_URL  default: https://api.github.com
`;

run(HELP, {}, async () => {
  const platform = settings();
  const { MAIN: main, REVIEWER_TOKEN } = process.env;
  if (!main) throw new UserError('MAIN is not set: the commit of main that is checked out');
  progress(`looking at the pull requests of ${platform.organization}/${platform.repository}`);
  try {
    const client = await clientOf(platform.organization);
    const reviewer = await clientWith('REVIEWER_TOKEN', REVIEWER_TOKEN);
    const repository = await PlatformRepository.find(client, platform);
    for (const notice of repository.notices) warn(notice);
    const pulls = new RegistrationPulls({
      client,
      repository,
      reviewer: repository.as(reviewer),
      settings: platform,
      apps: join(ROOT, 'apps'),
      dist: join(ROOT, 'dist'),
      removed: join(ROOT, 'removed.yaml'),
      main,
    });
    const outcomes = await pulls.lookAfter();
    for (const { number, app, outcome } of outcomes) console.log(`#${number} ${app}: ${outcome}`);
    console.log(paint('bold', `${outcomes.length} registrations are proposed.`));
  } catch (error) {
    throw asUserError(error);
  }
});
