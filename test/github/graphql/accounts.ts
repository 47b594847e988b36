import { isSameName } from '../../../constructs/settings/github-names';
import { sees } from '../access';
import { type Account, nodeId, type Organization, type Team, type User } from '../model/accounts';
import type { Repository } from '../model/repository';
import type { Context } from '../routing';
import { connection, type Page } from './connection';
import { repositoryNode } from './repository';

/** A person as GraphQL shows them. */
export function userNode(context: Context, user: User) {
  return {
    __typename: 'User',
    id: nodeId('User', user.id),
    login: user.login,
    name: user.name,
    email: user.email,
    bio: null,
    avatarUrl: `${context.state.webUrl}/${user.login}.png`,
    organizationVerifiedDomainEmails: [],
    ...repositoriesOf(context, user),
  };
}

/** An organization as GraphQL shows it. */
export function organizationNode(context: Context, organization: Organization) {
  const { login, members, teams } = organization;
  return {
    __typename: 'Organization',
    id: nodeId('Organization', organization.id),
    login,
    name: organization.name,
    ...repositoriesOf(context, organization),
    membersWithRole: (page: Page) => usersOf(context, members, page),
    team: ({ slug }: { slug: string }) => {
      const team = teams.find((candidate) => isSameName(candidate.slug, slug));
      return team ? teamNode(context, organization, team) : null;
    },
    teams: ({ userLogins, ...page }: Page & { userLogins?: readonly string[] }) => {
      const theirs = teams.filter((team) => !userLogins?.length || userLogins.some((user) => team.members.has(user)));
      return connection(theirs, page, (team) => teamNode(context, organization, team));
    },
  };
}

function teamNode(context: Context, { login }: Organization, team: Team) {
  return {
    __typename: 'Team',
    id: nodeId('Team', team.id),
    name: team.name,
    slug: team.slug,
    combinedSlug: `${login}/${team.slug}`,
    description: team.description,
    avatarUrl: null,
    editTeamUrl: `${context.state.webUrl}/orgs/${login}/teams/${team.slug}/edit`,
    parentTeam: null,
    members: (page: Page) => usersOf(context, team.members, page),
  };
}

/** The user, team or app of an id, or nothing. */
export function actorNode(context: Context, id: string): object | undefined {
  const { accounts, apps } = context.state;
  const app = apps.find((candidate) => nodeId('App', candidate.id) === id);
  if (app) return { __typename: 'App', id, name: app.name, slug: app.slug };
  for (const account of accounts) {
    if (nodeId(account.type, account.id) === id) {
      return account.type === 'User' ? userNode(context, account) : organizationNode(context, account);
    }
    const teams = account.type === 'Organization' ? account.teams : [];
    const team = teams.find((candidate) => nodeId('Team', candidate.id) === id);
    if (team) return teamNode(context, account as Organization, team);
  }
  return undefined;
}

const usersOf = (context: Context, logins: ReadonlySet<string>, page: Page) =>
  connection([...logins], page, (login) => userNode(context, context.state.user(login)!));

function repositoriesOf(context: Context, owner: Account) {
  const visible = (repository: Repository) => repository.owner === owner && sees(context.actor, repository);
  return {
    repositories: (page: Page) =>
      connection(context.state.repositories.filter(visible), page, (repository) => repositoryNode(context, repository)),
    repository: ({ name }: { name: string }) => {
      const repository = context.state.repository(owner.login, name);
      return repository && visible(repository) ? repositoryNode(context, repository) : null;
    },
  };
}
