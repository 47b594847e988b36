import { type Actor, loginOf, userOf } from '../access';
import { listed, noContent, ok } from '../answers';
import { GitHubError, notAccessibleByIntegration, notFound, requiresAuthentication } from '../errors';
import type { Organization } from '../model/accounts';
import { allows, type Level } from '../model/apps';
import { found, type Router } from '../routing';
import { accountView, organizationView, userView } from '../views/accounts';

/** Users and organizations. */
export function accountRoutes(router: Router): void {
  router.on('GET', '/user', (call) => ok(userView(call, userOf(call.actor))));

  router.on('GET', '/users/:login', (call) => ok(userView(call, found(call.state.account(call.parameters.login)))));

  router.on('GET', '/user/orgs', (call) => {
    const { login } = userOf(call.actor);
    const mine = call.state.accounts.filter((account) => account.type === 'Organization' && account.members.has(login));
    return listed(call, mine, (account) => accountView(call, account));
  });

  router.on('GET', '/orgs/:org', (call) =>
    ok(organizationView(call, found(call.state.organization(call.parameters.org)))),
  );

  router.on('GET', '/orgs/:org/members', (call) => {
    const organization = authorizeOrganization(call.actor, call.state.organization(call.parameters.org), 'read');
    return listed(call, [...organization.members], (login) => accountView(call, found(call.state.account(login))));
  });

  router.on('GET', '/orgs/:org/members/:login', (call) => {
    const organization = authorizeOrganization(call.actor, call.state.organization(call.parameters.org), 'read');
    if (!organization.members.has(found(call.state.user(call.parameters.login)).login)) throw notFound();
    return noContent();
  });

  router.on('GET', '/orgs/:org/memberships/:login', (call) => {
    const organization = authorizeOrganization(call.actor, call.state.organization(call.parameters.org), 'read');
    const user = found(call.state.user(call.parameters.login));
    if (!organization.members.has(user.login)) throw notFound();
    return ok({
      state: 'active',
      role: organization.owners.has(user.login) ? 'admin' : 'member',
      user: accountView(call, user),
      organization: accountView(call, organization),
    });
  });
}

/**
 * An organization, where the caller is of it and may do this with its members and teams.
 *
 * @throws GitHubError 404 where it is not the caller's, 403 where the caller may not
 */
export function authorizeOrganization(
  actor: Actor,
  organization: Organization | undefined,
  level: Level,
): Organization {
  if (!organization) throw notFound();
  if (actor.kind === 'anonymous') throw requiresAuthentication();
  if (actor.kind === 'installation') {
    if (!allows(actor.token.permissions, 'members', level)) throw notAccessibleByIntegration();
    return organization;
  }
  const login = loginOf(actor);
  if (!organization.members.has(login)) throw notFound();
  if (level === 'write' && !organization.owners.has(login)) {
    throw new GitHubError(403, 'You must be an admin to add or change teams.');
  }
  return organization;
}
