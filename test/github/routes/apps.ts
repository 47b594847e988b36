import type { Actor } from '../access';
import { created, listed, ok } from '../answers';
import { GitHubError, notFound, requiresAuthentication } from '../errors';
import type { App, AppPermissions } from '../model/apps';
import { type Call, type Context, input, type Router } from '../routing';
import { accountView, appView } from '../views/accounts';
import { repositoryView } from '../views/repository';

/** GitHub Apps: what an app sees of itself, and its tokens. */
export function appRoutes(router: Router): void {
  router.on('GET', '/app', (call) => ok(appView(call, appOf(call.actor))));

  router.on('GET', '/app/installations', (call) => {
    const app = appOf(call.actor);
    return listed(call, [installationView(call, app)]);
  });

  router.on('GET', '/app/installations/:id', (call) => ok(installationView(call, installed(call))));

  router.on('GET', '/orgs/:org/installation', (call) => {
    const app = appOf(call.actor);
    if (call.state.organization(call.parameters.org) !== app.organization) throw notFound();
    return ok(installationView(call, app));
  });

  // Apps are installed in the organization.
  router.on('GET', '/users/:login/installation', () => {
    throw notFound();
  });

  router.on('GET', '/repos/:owner/:repo/installation', (call) => {
    const app = appOf(call.actor);
    const repository = call.state.repository(call.parameters.owner, call.parameters.repo);
    const reached = repository?.owner === app.organization && app.reaches(repository.name);
    if (!reached) throw notFound();
    return ok(installationView(call, app));
  });

  router.on('POST', '/app/installations/:id/access_tokens', (call) => {
    const app = installed(call);
    const {
      permissions,
      repositories,
      repository_ids: ids,
    } = input<{
      permissions: AppPermissions;
      repositories: string[];
      repository_ids: number[];
    }>(call);
    const names =
      repositories ?? ids?.map((id) => call.state.repositories.find((entry) => entry.id === id)?.name ?? '');
    const token = app.issue({ ...(permissions && { permissions }), ...(names && { repositories: names }) });
    call.state.installationTokens.set(token.token, token);
    return created({
      token: token.token,
      expires_at: token.expiresAt.toISOString(),
      permissions: token.permissions,
      repository_selection: token.repositories ? 'selected' : 'all',
    });
  });

  router.on('GET', '/installation/repositories', (call) => {
    const { actor } = call;
    if (actor.kind !== 'installation')
      throw new GitHubError(403, 'You must authenticate with an installation access token');
    const { app, repositories: names } = actor.token;
    const reached = call.state.repositories.filter(
      ({ owner, name }) => owner === app.organization && (!names || names.includes(name)),
    );
    return ok({ total_count: reached.length, repositories: reached.map((each) => repositoryView(call, each)) });
  });
}

function appOf(actor: Actor): App {
  if (actor.kind !== 'app') throw requiresAuthentication();
  return actor.app;
}

function installed(call: Call<'id'>): App {
  const app = appOf(call.actor);
  if (app.installationId !== Number(call.parameters.id)) throw notFound();
  return app;
}

function installationView(context: Context, app: App): object {
  return {
    id: app.installationId,
    app_id: app.id,
    app_slug: app.slug,
    account: accountView(context, app.organization),
    target_type: 'Organization',
    target_id: app.organization.id,
    repository_selection: app.repositories ? 'selected' : 'all',
    permissions: { metadata: 'read', ...app.permissions },
    events: [],
    access_tokens_url: context.url(`/app/installations/${app.installationId}/access_tokens`),
    repositories_url: context.url('/installation/repositories'),
  };
}
