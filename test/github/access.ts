import { badCredentials, GitHubError, notAccessibleByIntegration, notFound, requiresAuthentication } from './errors';
import type { User } from './model/accounts';
import { type App, allows, appOf, type InstallationToken, type Level } from './model/apps';
import { type Repository, ROLES, type Role } from './model/repository';
import type { State } from './model/state';

/** Who makes a call. */
export type Actor =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'user'; readonly user: User }
  | { readonly kind: 'installation'; readonly token: InstallationToken }
  | { readonly kind: 'app'; readonly app: App };

/** What a call needs, as the permissions of GitHub Apps are named. */
export type Need = `${string}:${Level}`;

/** What everyone reads who sees a repository. */
const OF_READERS: ReadonlySet<string> = new Set([
  'metadata',
  'contents',
  'pull_requests',
  'issues',
  'statuses',
  'checks',
  'actions',
]);

/** What everyone with the role `write` may do; the rest needs `admin`. */
const OF_WRITERS: ReadonlySet<string> = new Set([
  'contents',
  'pull_requests',
  'issues',
  'statuses',
  'checks',
  'actions_variables',
  'secrets',
  'environments',
]);

/** What a caller is called in records, rate limits and pull requests. */
export function loginOf(actor: Actor): string {
  if (actor.kind === 'user') return actor.user.login;
  if (actor.kind === 'installation') return `${actor.token.app.slug}[bot]`;
  return actor.kind === 'app' ? actor.app.slug : 'anonymous';
}

/** Who writes a commit that the API makes. */
export function signatureOf(actor: Actor): { name: string; email: string } {
  if (actor.kind === 'user') return { name: actor.user.name, email: actor.user.email };
  return { name: loginOf(actor), email: `${loginOf(actor)}@users.noreply.example.com` };
}

/**
 * Who a header `Authorization` stands for: a token, a basic password, or a GitHub App's JSON web token.
 *
 * @throws GitHubError where it is nobody
 */
export function authenticate(state: State, authorization: string | undefined): Actor {
  if (authorization === undefined) return { kind: 'anonymous' };
  const [scheme = '', credential = ''] = authorization.split(' ');
  const token = scheme.toLowerCase() === 'basic' ? passwordOf(credential) : credential;
  if (token.split('.').length === 3) return { kind: 'app', app: appOf(state.apps, token) };
  const user = state.tokens.get(token);
  if (user) return { kind: 'user', user };
  const installation = state.installationTokens.get(token);
  if (installation && installation.expiresAt.getTime() > Date.now())
    return { kind: 'installation', token: installation };
  throw badCredentials();
}

/** A token stands in for the password, or, as for git over HTTP, for the user. */
function passwordOf(credential: string): string {
  const [user = '', password = ''] = Buffer.from(credential, 'base64').toString().split(':');
  return password === '' || password === 'x-oauth-basic' ? user : password;
}

/** @throws GitHubError where the caller is nobody */
export function userOf(actor: Actor): User {
  if (actor.kind === 'anonymous') throw requiresAuthentication();
  if (actor.kind !== 'user') throw notAccessibleByIntegration();
  return actor.user;
}

/** What a user may do in a repository. */
export function roleOf(user: User | undefined, repository: Repository): Role {
  const roles: Role[] = [repository.isPrivate ? 'none' : 'read'];
  if (user) {
    const { owner } = repository;
    if (owner.login === user.login) roles.push('admin');
    if (owner.type === 'Organization') {
      if (owner.owners.has(user.login)) roles.push('admin');
      if (owner.members.has(user.login)) roles.push('read');
      for (const team of owner.teams) {
        if (team.members.has(user.login)) roles.push(repository.teams.get(team.slug) ?? 'none');
      }
    }
    roles.push(repository.collaborators.get(user.login) ?? 'none');
  }
  return roles.reduce((best, role) => (atLeast(role, best) ? role : best));
}

export const atLeast = (role: Role, wanted: Role) => ROLES.indexOf(role) >= ROLES.indexOf(wanted);

/** Whether a caller sees that a repository exists. */
export function sees(actor: Actor, repository: Repository): boolean {
  if (actor.kind !== 'installation') {
    return roleOf(actor.kind === 'user' ? actor.user : undefined, repository) !== 'none';
  }
  const { repositories } = actor.token;
  return !repository.isPrivate || !repositories || repositories.includes(repository.name);
}

/**
 * The repository, where the caller may do this with it.
 *
 * @throws GitHubError 404 where the caller does not see it, 403 where it sees it and may not
 */
export function authorize(actor: Actor, repository: Repository | undefined, need: Need): Repository {
  if (!repository || !sees(actor, repository)) throw notFound();
  const [permission, level] = need.split(':') as [string, Level];
  if (actor.kind === 'installation') {
    const { permissions, repositories } = actor.token;
    const installed = !repositories || repositories.includes(repository.name);
    if (level === 'read' && permission === 'metadata') return repository;
    if (!installed && (level === 'write' || repository.isPrivate)) throw notFound();
    if (installed && !allows(permissions, permission, level)) throw notAccessibleByIntegration();
    return repository;
  }
  if (level === 'read' && OF_READERS.has(permission)) return repository;
  if (actor.kind !== 'user') throw requiresAuthentication();
  const role = roleOf(actor.user, repository);
  if (OF_WRITERS.has(permission)) {
    if (!atLeast(role, 'write')) throw new GitHubError(403, 'Must have push access to the repository.');
  } else if (!atLeast(role, 'admin')) {
    throw new GitHubError(403, 'Must have admin rights to Repository.');
  }
  return repository;
}
