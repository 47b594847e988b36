import { join } from 'node:path';
import { readRegistrations } from '../constructs/registration/read';
import { ROOT } from '../constructs/synthesize';
import { settings } from '../main';
import { paint, progress, run, warn } from './console';
import { asUserError, clientOf } from './github/client';
import { Discovery } from './github/discovery';

const HELP = `Usage: npm run discover [-- --dry-run]

Finds deploy repositories with the topic flux-managed whose apps are not registered, and opens one pull request for each,
with the answers that the repository itself holds. It warns of registered apps whose deploy repository has lost the topic,
was archived or is gone. It removes nothing, and does nothing at all where GitHub's list cannot be complete.

Options:
  --dry-run  open and change no pull request, only say what would be done
  --help     print this

Settings, from the environment:
  GITHUB_APP_ID, GITHUB_APP_PRIVATE_KEY
                  a GitHub App that reads metadata and contents of the organization's repositories, and writes contents
                  and pull requests of the platform repository
  GITHUB_TOKEN    a token that may do so, instead
  GITHUB_API_URL  default: https://api.github.com
`;

run(HELP, { 'dry-run': { type: 'boolean' } }, async ({ 'dry-run': dryRun = false }) => {
  const platform = settings();
  const registrations = readRegistrations(join(ROOT, 'apps'), [platform.repository]);
  progress(`looking at the repositories of ${platform.organization}`);
  try {
    const client = await clientOf(platform.organization);
    const discovery = { client, settings: platform, registrations, dryRun };
    const { repositories, proposals, warnings } = await Discovery.run(discovery);
    for (const proposal of proposals) console.log(proposal);
    for (const warning of warnings) warn(warning);
    const counts = `${proposals.length} apps to be registered, ${warnings.length} warnings`;
    console.log(paint('bold', `${repositories} repositories, ${registrations.length} apps registered: ${counts}.`));
  } catch (error) {
    throw asUserError(error);
  }
});
