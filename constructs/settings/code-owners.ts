import { ENVIRONMENTS, type PlatformSettings } from './settings';

/**
 * Text of `.github/CODEOWNERS` of the platform repository.
 * @see https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */
export function codeOwners({ organization, repositories: { teams }, environments }: PlatformSettings): string {
  const owned = (path: string, team?: string) =>
    team === undefined ? path : `${path.padEnd(38)} @${organization}/${team}`;
  const lines = [
    owned('*', teams.platform),
    ...['/apps/', '/dist/preview/', '/dist/repositories/*-deploy/'].map((path) => owned(path)),
    ...ENVIRONMENTS.map((name) => {
      const { reviewers } = environments[name];
      return owned(`/dist/tenants/${name}/`, reviewers && teams[reviewers]);
    }),
  ];
  return `${ABOUT}${lines.join('\n')}\n`;
}

const ABOUT = `# Who has to approve a change besides anyone who may write: the ruleset of main asks for it. What a change does to a cluster
# is in dist/, and CI refuses a change without its dist/: so whoever owns an environment's folder there owns the environment.
# Written by npm start, as platform.ts has it.
`;
