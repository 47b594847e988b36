import { roleOf } from '../access';
import { created, listed, noContent, ok } from '../answers';
import { invalidRequest, unprocessable, validationFailed } from '../errors';
import { type Hook, type Label, now, type Repository } from '../model/repository';
import { type Call, type Context, found, input, type Router } from '../routing';
import { accountView, permissionsView, roleNamed } from '../views/accounts';
import { send } from '../webhooks';

/** Who and what works together with a repository: collaborators, labels, deploy keys, webhooks. */
export function collaborationRoutes(router: Router): void {
  collaborators(router);
  labels(router);
  keys(router);
  hooks(router);
}

function collaborators(router: Router): void {
  router.onRepository('GET', '/collaborators', 'metadata:read', (call, repository) => {
    const { owner } = repository;
    const outside = call.query.get('affiliation') === 'outside';
    const insider = (login: string) => owner.type === 'Organization' && owner.members.has(login);
    const logins = [...repository.collaborators].filter(([login]) => !outside || !insider(login));
    return listed(call, logins, ([login, role]) => ({
      ...accountView(call, found(call.state.account(login))),
      permissions: permissionsView(role),
      role_name: role,
    }));
  });

  router.onRepository('GET', '/collaborators/:login/permission', 'metadata:read', (call, repository) => {
    const user = found(call.state.user(call.parameters.login));
    const role = roleOf(user, repository);
    const permission = role === 'maintain' ? 'write' : role === 'triage' ? 'read' : role;
    return ok({
      permission,
      role_name: role,
      user: { ...accountView(call, user), permissions: permissionsView(role) },
    });
  });

  router.onRepository('PUT', '/collaborators/:login', 'administration:write', (call, repository) => {
    const { login } = found(call.state.user(call.parameters.login));
    const { permission = 'push' } = input<{ permission: string }>(call);
    const role = roleNamed(permission);
    if (!role) throw unprocessable('permission is not a role of this repository');
    repository.collaborators.set(login, role);
    return noContent();
  });

  router.onRepository('DELETE', '/collaborators/:login', 'administration:write', (call, repository) => {
    repository.collaborators.delete(call.state.user(call.parameters.login)?.login ?? '');
    return noContent();
  });

  // Whoever is added is a collaborator at once.
  router.onRepository('GET', '/invitations', 'administration:read', (call) => listed(call, []));
}

function labels(router: Router): void {
  const view = (context: Context, repository: Repository, label: Label) => ({
    ...label,
    default: false,
    url: context.url(`/repos/${repository.fullName}/labels/${encodeURIComponent(label.name)}`),
  });
  const labelOf = (call: Call<'name'>, repository: Repository) =>
    found(repository.labels.find(({ name }) => name === call.parameters.name));

  router.onRepository('GET', '/labels', 'issues:read', (call, repository) =>
    listed(call, repository.labels, (label) => view(call, repository, label)),
  );

  router.onRepository('POST', '/labels', 'issues:write', (call, repository) => {
    const { name, color = 'ededed', description = null } = input<Label>(call);
    if (!name) throw validationFailed({ resource: 'Label', code: 'missing_field', field: 'name' });
    if (repository.labels.some((other) => other.name.toLowerCase() === name.toLowerCase())) {
      throw validationFailed({ resource: 'Label', code: 'already_exists', field: 'name' });
    }
    const label: Label = { id: call.state.nextId(), name, color, description };
    repository.labels.push(label);
    return created(view(call, repository, label));
  });

  router.onRepository('GET', '/labels/:name', 'issues:read', (call, repository) =>
    ok(view(call, repository, labelOf(call, repository))),
  );

  router.onRepository('PATCH', '/labels/:name', 'issues:write', (call, repository) => {
    const label = labelOf(call, repository);
    const { new_name, name = new_name ?? label.name, color, description } = input<Label & { new_name: string }>(call);
    Object.assign(label, { name, color: color ?? label.color, description: description ?? label.description });
    return ok(view(call, repository, label));
  });

  router.onRepository('DELETE', '/labels/:name', 'issues:write', (call, repository) => {
    repository.labels.splice(repository.labels.indexOf(labelOf(call, repository)), 1);
    return noContent();
  });
}

function keys(router: Router): void {
  const keyOf = (call: Call<'id'>, repository: Repository) =>
    found(repository.keys.find(({ id }) => id === Number(call.parameters.id)));

  router.onRepository('GET', '/keys', 'administration:read', (call, repository) => listed(call, repository.keys));

  router.onRepository('POST', '/keys', 'administration:write', (call, repository) => {
    const { title = '', key, read_only = false } = input<{ title: string; key: string; read_only: boolean }>(call);
    if (!key || !/^(ssh-|ecdsa-)\S+ [A-Za-z0-9+/=]+/.test(key)) {
      const message = 'key is invalid. You must supply a key in OpenSSH public key format';
      throw validationFailed({ resource: 'PublicKey', code: 'custom', field: 'key', message });
    }
    if (call.state.repositories.some(({ keys: others }) => others.some((other) => other.key === key))) {
      const message = 'key is already in use';
      throw validationFailed({ resource: 'PublicKey', code: 'custom', field: 'key', message });
    }
    const id = call.state.nextId();
    const url = call.url(`/repos/${repository.fullName}/keys/${id}`);
    const deployKey = { id, key, url, title, verified: true, created_at: now(), read_only };
    repository.keys.push(deployKey);
    return created(deployKey);
  });

  router.onRepository('GET', '/keys/:id', 'administration:read', (call, repository) => ok(keyOf(call, repository)));

  router.onRepository('DELETE', '/keys/:id', 'administration:write', (call, repository) => {
    repository.keys.splice(repository.keys.indexOf(keyOf(call, repository)), 1);
    return noContent();
  });
}

function hooks(router: Router): void {
  const view = (context: Context, repository: Repository, hook: Hook) => {
    const url = context.url(`/repos/${repository.fullName}/hooks/${hook.id}`);
    const config = { ...hook.config, ...('secret' in hook.config && { secret: '********' }) };
    return { ...hook, config, type: 'Repository', url, ping_url: `${url}/pings`, deliveries_url: `${url}/deliveries` };
  };
  const hookOf = (call: Call<'id'>, repository: Repository) =>
    found(repository.hooks.find(({ id }) => id === Number(call.parameters.id)));
  const ping = (context: Context, repository: Repository, hook: Hook) =>
    send(context, repository, hook, 'ping', {
      zen: 'Keep it logically awesome.',
      hook_id: hook.id,
      hook: view(context, repository, hook),
    });

  router.onRepository('GET', '/hooks', 'repository_hooks:read', (call, repository) =>
    listed(call, repository.hooks, (hook) => view(call, repository, hook)),
  );

  router.onRepository('POST', '/hooks', 'repository_hooks:write', (call, repository) => {
    const { config, events = ['push'], active = true } = input<Hook>(call);
    if (typeof config?.url !== 'string') throw invalidRequest('"config.url" wasn\'t supplied.');
    if (repository.hooks.some((other) => other.config.url === config.url)) {
      throw validationFailed({ resource: 'Hook', code: 'custom', message: 'Hook already exists on this repository' });
    }
    const hook: Hook = { id: call.state.nextId(), name: 'web', active, events, config };
    repository.hooks.push(hook);
    ping(call, repository, hook);
    return created(view(call, repository, hook));
  });

  router.onRepository('GET', '/hooks/:id', 'repository_hooks:read', (call, repository) =>
    ok(view(call, repository, hookOf(call, repository))),
  );

  router.onRepository('PATCH', '/hooks/:id', 'repository_hooks:write', (call, repository) => {
    const hook = hookOf(call, repository);
    const { config = hook.config, events = hook.events, active = hook.active } = input<Hook>(call);
    Object.assign(hook, { config, events, active });
    return ok(view(call, repository, hook));
  });

  router.onRepository('POST', '/hooks/:id/pings', 'repository_hooks:write', (call, repository) => {
    ping(call, repository, hookOf(call, repository));
    return noContent();
  });

  router.onRepository('DELETE', '/hooks/:id', 'repository_hooks:write', (call, repository) => {
    repository.hooks.splice(repository.hooks.indexOf(hookOf(call, repository)), 1);
    return noContent();
  });
}
