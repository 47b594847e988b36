import { join } from 'node:path';
import { renderSkeleton, type SkeletonFile } from '../../../constructs/backstage/skeleton';
import { skeletons } from '../../../constructs/backstage/skeletons';
import { skeletonValues } from '../../../constructs/backstage/values';
import { repositoriesOf, topicsOf } from '../../../constructs/registration/names';
import type { Registration } from '../../../constructs/registration/schema';
import { ROOT } from '../../../constructs/synthesize';
import type { Client } from '../../../scripts/github/client';
import type { TestGitHub } from '../../github';
import { platform } from '../../settings';

const SKELETONS = skeletons(platform, join(ROOT, 'templates'));

/** A client of the test GitHub that neither waits between its calls nor tries again. */
export async function clientFor(github: TestGitHub, token: string): Promise<Client> {
  const { Octokit } = await import('octokit');
  return new Octokit({
    auth: token,
    baseUrl: `${github.url}/api/v3`,
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    throttle: { enabled: false },
    retry: { enabled: false },
  });
}

/** A registration, as the form proposes it. */
export function registration(name: string, answers: Partial<Registration> = {}): Registration {
  return {
    name,
    team: 'shop-team',
    database: 'orders',
    apiPort: 8080,
    monitoring: false,
    repositories: 'backstage',
    openTo: 'dev',
    ...answers,
  };
}

/** What an app's deploy repository starts with. */
function deployFiles(app: Registration): Record<string, string> {
  const files: SkeletonFile[] = renderSkeleton(SKELETONS.deploy, skeletonValues(platform, app));
  return Object.fromEntries(files.map(({ path, content }) => [path, String(content)]));
}

/** Creates an app's three repositories, to which its team may write. */
export async function addApp(github: TestGitHub, app: Registration): Promise<void> {
  const { frontend, backend, deploy } = repositoriesOf(app.name);
  const teams = { [github.addTeam(app.team).slug]: 'write' } as const;
  await github.addRepository(frontend, { teams, topics: topicsOf(app.name, 'frontend') });
  await github.addRepository(backend, { teams, topics: topicsOf(app.name, 'backend') });
  await github.addRepository(deploy, { teams, topics: topicsOf(app.name, 'deploy'), files: deployFiles(app) });
}
