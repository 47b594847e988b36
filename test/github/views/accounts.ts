import { type Account, nodeId, type Organization, type Team } from '../model/accounts';
import type { App } from '../model/apps';
import type { Role } from '../model/repository';
import type { Context } from '../routing';

/** Someone, as other objects mention them. */
export function accountView(context: Context, account: Account): object {
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId(account.type, account.id),
    avatar_url: `${context.state.webUrl}/${account.login}.png`,
    url: context.url(`/users/${account.login}`),
    html_url: `${context.state.webUrl}/${account.login}`,
    type: account.type,
    site_admin: false,
  };
}

/** A person as REST shows them. */
export function userView(context: Context, account: Account): object {
  return {
    ...accountView(context, account),
    name: account.name,
    email: account.type === 'User' ? account.email : null,
    company: null,
    blog: '',
    public_repos: context.state.repositories.filter(({ owner }) => owner === account).length,
  };
}

/** An organization as REST shows it. */
export function organizationView(context: Context, organization: Organization): object {
  return {
    ...accountView(context, organization),
    name: organization.name,
    url: context.url(`/orgs/${organization.login}`),
    repos_url: context.url(`/orgs/${organization.login}/repos`),
    plan: { name: organization.plan, seats: 100, filled_seats: organization.members.size, private_repos: 1_000_000 },
    two_factor_requirement_enabled: true,
    default_repository_permission: 'read',
    members_can_create_repositories: true,
  };
}

/** A team as REST shows it. */
export function teamView(context: Context, organization: Organization, team: Team): object {
  return {
    id: team.id,
    node_id: nodeId('Team', team.id),
    name: team.name,
    slug: team.slug,
    description: team.description,
    privacy: 'closed',
    notification_setting: 'notifications_enabled',
    permission: 'pull',
    parent: null,
    url: context.url(`/organizations/${organization.id}/team/${team.id}`),
    html_url: `${context.state.webUrl}/orgs/${organization.login}/teams/${team.slug}`,
    members_url: context.url(`/organizations/${organization.id}/team/${team.id}/members{/member}`),
    repositories_url: context.url(`/organizations/${organization.id}/team/${team.id}/repos`),
  };
}

/** A user who may be known by login alone, such as a bot. */
export function mentionView(context: Context, login: string): object {
  const account = context.state.account(login);
  return account ? accountView(context, account) : { login, id: 0, type: 'Bot', site_admin: false };
}

/** A GitHub App as REST shows it. */
export function appView(context: Context, app: App): object {
  const [owner] = context.state.accounts;
  return {
    id: app.id,
    client_id: `Iv1.${app.id}`,
    node_id: nodeId('App', app.id),
    slug: app.slug,
    name: app.name,
    owner: owner && accountView(context, owner),
    permissions: { metadata: 'read', ...app.permissions },
    events: [],
  };
}

/** How the API writes what someone may do: each lesser right apart. */
export function permissionsView(role: Role): Record<string, boolean> {
  const at = (roles: readonly Role[]) => roles.includes(role);
  return {
    admin: at(['admin']),
    maintain: at(['admin', 'maintain']),
    push: at(['admin', 'maintain', 'write']),
    triage: at(['admin', 'maintain', 'write', 'triage']),
    pull: at(['admin', 'maintain', 'write', 'triage', 'read']),
  };
}

/** Names that the API takes for roles, old and new. */
const ROLE_NAMES: Readonly<Record<string, Role>> = {
  pull: 'read',
  read: 'read',
  triage: 'triage',
  push: 'write',
  write: 'write',
  maintain: 'maintain',
  admin: 'admin',
};

export const roleNamed = (name: string): Role | undefined => ROLE_NAMES[name];
