import { getRepository } from '@pulumi/github/getRepository';
import { getTeam } from '@pulumi/github/getTeam';
import { Provider } from '@pulumi/github/provider';
import { log, secret } from '@pulumi/pulumi';
import type { Registration } from '../../constructs/registration/schema';
import { isSameName } from '../../constructs/settings/github-names';
import { shortcomingsOf } from '../../constructs/settings/github-plan';
import type { PlatformSettings } from '../../constructs/settings/settings';
import { UserError } from '../../constructs/settings/user-error';
import { readSettings, type SettingSource } from '../settings';
import type { StackState } from '../state';
import { contentOf } from './content';
import { type Governed, governedRepositories } from './governed';
import { GovernedRepository } from './governed-repository';
import { farewells, refuseDisowned } from './lifecycle';
import { GITHUB_SETTINGS } from './settings';
import { webAddress } from './web';

/** GitHub itself. */
const GITHUB = 'https://api.github.com/';

/**
 * Stack `github`: the repositories of the platform and its apps, and what holds for them.
 *
 * @returns the stack's outputs
 * @throws UserError telling what is wrong with settings, registrations or teams
 */
export async function githubStack(
  platform: PlatformSettings,
  apps: readonly Registration[],
  source: SettingSource,
  state: StackState,
) {
  const { organization } = platform;
  const { token, baseUrl = GITHUB, writeDelay } = readSettings(GITHUB_SETTINGS, source);
  refuseOtherOwner(source, organization);
  const repositories = governedRepositories(platform, apps);
  refuseDisowned(state, repositories);
  for (const shortcoming of shortcomingsOf(platform.repositories)) log.warn(`platform.ts: ${shortcoming}`);
  for (const farewell of farewells(state, repositories)) log.warn(`${organization}/${farewell}`);

  const provider = new Provider(
    'github',
    {
      owner: organization,
      token: secret(token),
      baseUrl,
      ...(writeDelay !== undefined && { writeDelayMs: Number(writeDelay) }),
    },
    // It keeps `pulumi destroy` from archiving every repository by one slip.
    { protect: true },
  );
  const [teams, present] = await Promise.all([
    teamsOf(repositories, platform, provider),
    presentOf(repositories, platform, state, provider),
  ]);

  const web = `${webAddress(baseUrl)}/${organization}`;
  const urls: Record<string, string> = {};
  for (const repository of present) {
    const { name } = repository;
    urls[name] = `${web}/${name}`;
    new GovernedRepository(
      name,
      {
        repository,
        settings: platform.repositories,
        environments: platform.environments,
        teams,
        ...(repository.maker === 'pulumi' && {
          content: contentOf(repository, platform, { url: `${web}/${name}.git`, token }),
        }),
      },
      { providers: [provider] },
    );
  }
  return { repositories: urls };
}

/** @throws UserError where the environment names another organization, which the provider would prefer */
function refuseOtherOwner({ environment }: SettingSource, organization: string): void {
  const { GITHUB_OWNER } = environment;
  if (GITHUB_OWNER && !isSameName(GITHUB_OWNER, organization)) {
    throw new UserError(
      `GITHUB_OWNER: given ${JSON.stringify(GITHUB_OWNER)}; allowed: nothing, or ${JSON.stringify(organization)} as platform.ts has it`,
    );
  }
}

/**
 * Ids of the teams, by their slugs.
 * @throws UserError naming each team that cannot be read, and who asks for it
 */
async function teamsOf(
  repositories: readonly Governed[],
  { organization, repositories: { teams } }: PlatformSettings,
  provider: Provider,
): Promise<Readonly<Record<string, number>>> {
  const askedBy = new Map(
    Object.entries(teams).map(([role, slug]) => [slug, `platform.ts: repositories.teams.${role}`]),
  );
  for (const { of } of repositories) {
    if (of && !askedBy.has(of.app.team)) askedBy.set(of.app.team, `apps/${of.app.name}.yaml: team`);
  }
  const ids: Record<string, number> = {};
  const problems: string[] = [];
  const lookUp = async (slug: string, field: string) => {
    try {
      ids[slug] = Number((await getTeam({ slug, summaryOnly: true }, { provider })).id);
    } catch (error) {
      const reason = (error as Error).message;
      const allowed = /\b404\b/.test(reason)
        ? `the slug of a team of ${organization}`
        : `a team that can be read (${reason})`;
      problems.push(`${field}: given ${JSON.stringify(slug)}; allowed: ${allowed}`);
    }
  };
  await Promise.all([...askedBy].map(([slug, field]) => lookUp(slug, field)));
  if (problems.length > 0) throw new UserError(problems.sort().join('\n'));
  return ids;
}

/**
 * The repositories that can be governed: those that Pulumi makes, and of the others those that exist. What is governed
 * already is not looked up again: it costs nothing, and an answer that GitHub fails to give removes no rule.
 */
async function presentOf(
  repositories: readonly Governed[],
  { organization, repository }: PlatformSettings,
  state: StackState,
  provider: Provider,
): Promise<readonly Governed[]> {
  const governed = state.namesOf(GovernedRepository.TYPE);
  const present = await Promise.all(
    repositories.map(async ({ name, maker, source }) => {
      if (maker === 'pulumi' || governed.has(name)) return true;
      const wanted = `${organization}/${isSameName(name, repository) ? repository : name}`;
      const { repoId, fullName } = await getRepository({ fullName: wanted }, { provider });
      if (repoId && fullName !== wanted && isSameName(fullName, wanted)) {
        log.warn(`${source}: given ${wanted}; GitHub calls it ${fullName}: both must write it the same`);
      }
      if (repoId) return true;
      log.warn(
        `${organization}/${name} does not exist yet, so nothing is set on it: ${source} says that someone else makes it. The next run after that governs it.`,
      );
      return false;
    }),
  );
  return repositories.filter((_, index) => present[index]);
}
