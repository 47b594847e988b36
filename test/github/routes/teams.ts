import { isSameName } from '../../../constructs/settings/github-names';
import { authorize } from '../access';
import { created, listed, noContent, ok } from '../answers';
import { notFound, unprocessable, validationFailed } from '../errors';
import { type Organization, slugOf, type Team } from '../model/accounts';
import type { Level } from '../model/apps';
import type { Repository } from '../model/repository';
import { type Call, found, input, type Router } from '../routing';
import { accountView, permissionsView, roleNamed, teamView } from '../views/accounts';
import { repositoryView } from '../views/repository';
import { authorizeOrganization } from './accounts';

const TEAM = '/orgs/:org/teams/:team';

/** Teams, who is of them, and what they may do in repositories. */
export function teamRoutes(router: Router): void {
  router.on('GET', '/orgs/:org/teams', (call) => {
    const organization = authorizeOrganization(call.actor, call.state.organization(call.parameters.org), 'read');
    return listed(call, organization.teams, (team) => teamView(call, organization, team));
  });

  router.on('POST', '/orgs/:org/teams', (call) => {
    const organization = authorizeOrganization(call.actor, call.state.organization(call.parameters.org), 'write');
    const { name, description } = input<{ name: string; description: string }>(call);
    if (!name) throw validationFailed({ resource: 'Team', code: 'missing_field', field: 'name' });
    if (organization.teams.some(({ slug }) => slug === slugOf(name))) {
      throw validationFailed({ resource: 'Team', code: 'already_exists', field: 'name' });
    }
    return created(teamView(call, organization, call.state.addTeam(organization, name, description)));
  });

  router.on('GET', TEAM, (call) => {
    const { organization, team } = teamOf(call, 'read');
    return ok(teamView(call, organization, team));
  });

  router.on('PATCH', TEAM, (call) => {
    const { organization, team } = teamOf(call, 'write');
    const { description = team.description } = input<Team>(call);
    team.description = description;
    return ok(teamView(call, organization, team));
  });

  router.on('DELETE', TEAM, (call) => {
    const { organization, team } = teamOf(call, 'write');
    organization.teams.splice(organization.teams.indexOf(team), 1);
    for (const repository of call.state.repositories) {
      if (repository.owner === organization) repository.teams.delete(team.slug);
    }
    return noContent();
  });

  router.on('GET', `${TEAM}/members`, (call) => {
    const { team } = teamOf(call, 'read');
    return listed(call, [...team.members], (login) => accountView(call, found(call.state.account(login))));
  });

  router.on('GET', `${TEAM}/memberships/:login`, (call) => {
    const { team } = teamOf(call, 'read');
    if (!team.members.has(found(call.state.user(call.parameters.login)).login)) throw notFound();
    return ok({ state: 'active', role: 'member' });
  });

  router.on('PUT', `${TEAM}/memberships/:login`, (call) => {
    const { organization, team } = teamOf(call, 'write');
    const { login } = found(call.state.user(call.parameters.login));
    team.members.add(login);
    organization.members.add(login);
    return ok({ state: 'active', role: 'member' });
  });

  router.on('DELETE', `${TEAM}/memberships/:login`, (call) => {
    teamOf(call, 'write').team.members.delete(found(call.state.user(call.parameters.login)).login);
    return noContent();
  });

  router.on('GET', `${TEAM}/repos`, (call) => {
    const { organization, team } = teamOf(call, 'read');
    const theirs = call.state.repositories.filter(({ owner, teams }) => owner === organization && teams.has(team.slug));
    return listed(call, theirs, (repository) => repositoryView(call, repository, repository.teams.get(team.slug)));
  });

  repositoriesOfTeams(router);
}

function repositoriesOfTeams(router: Router): void {
  const path = `${TEAM}/repos/:owner/:repo` as const;

  router.on('GET', path, (call) => {
    const { team } = teamOf(call, 'read');
    const repository = repositoryOf(call, 'metadata:read');
    const role = found(repository.teams.get(team.slug));
    if (!call.accept.includes('repository+json')) return noContent();
    const roleName = { read: 'pull', write: 'push' }[role as 'read' | 'write'] ?? role;
    const view = repositoryView(call, repository, role);
    return ok({ ...view, permissions: permissionsView(role), role_name: roleName });
  });

  router.on('PUT', path, (call) => {
    const { team } = teamOf(call, 'read');
    const repository = repositoryOf(call, 'administration:write');
    const { permission = 'push' } = input<{ permission: string }>(call);
    const role = roleNamed(permission);
    if (!role) throw unprocessable('Validation Failed: permission is not a role of this organization');
    repository.teams.set(team.slug, role);
    return noContent();
  });

  router.on('DELETE', path, (call) => {
    const { team } = teamOf(call, 'read');
    repositoryOf(call, 'administration:write').teams.delete(team.slug);
    return noContent();
  });

  router.onRepository('GET', '/teams', 'metadata:read', (call, repository) => {
    const { owner } = repository;
    const teams = owner.type === 'Organization' ? owner.teams.filter(({ slug }) => repository.teams.has(slug)) : [];
    return listed(call, teams, (team) => {
      const role = repository.teams.get(team.slug)!;
      return {
        ...teamView(call, owner as Organization, team),
        permission: { read: 'pull', write: 'push' }[role as 'read' | 'write'] ?? role,
        permissions: permissionsView(role),
      };
    });
  });
}

function teamOf(call: Call<'org' | 'team'>, level: Level): { organization: Organization; team: Team } {
  const organization = authorizeOrganization(call.actor, call.state.organization(call.parameters.org), level);
  return { organization, team: found(organization.teams.find(({ slug }) => isSameName(slug, call.parameters.team))) };
}

function repositoryOf(call: Call<'owner' | 'repo'>, need: 'metadata:read' | 'administration:write'): Repository {
  return authorize(call.actor, call.state.repository(call.parameters.owner, call.parameters.repo), need);
}
