import type { RepositorySettings } from '../../constructs/settings/settings';

/** What a team may do with a repository, from the least on. */
const PERMISSIONS = ['pull', 'push', 'maintain'] as const;

/** @see https://docs.github.com/en/organizations/managing-user-access-to-your-organizations-repositories/managing-repository-roles/repository-roles-for-an-organization */
export type Permission = (typeof PERMISSIONS)[number];

/** Permissions by the teams' slugs. */
export type Access = Readonly<Record<string, Permission>>;

/**
 * Who may do what with a repository. The release team pushes the tags that the rules let nobody else make; `main` it
 * changes through pull requests, as everyone does.
 *
 * @param owner slug of the team that the repository belongs to
 */
export function accessOf(teams: RepositorySettings['teams'], owner: string): Access {
  const access: Record<string, Permission> = {};
  const grant = (team: string, permission: Permission) => {
    const granted = access[team];
    if (granted === undefined || PERMISSIONS.indexOf(granted) < PERMISSIONS.indexOf(permission)) {
      access[team] = permission;
    }
  };
  grant(teams.readers, 'pull');
  grant(owner, 'push');
  grant(teams.release, 'push');
  grant(teams.platform, 'maintain');
  return access;
}
