import { type Answer, counted, noContent, ok } from '../answers';
import { conflict, invalidRequest, unprocessable } from '../errors';
import { type ActionsSettings, now, type Repository, type Variable } from '../model/repository';
import { has } from '../plan';
import { type Call, found, input, type Router } from '../routing';
import { environmentOf } from './environments';

/** What GitHub Actions may do, and the variables and secrets it gets. */
export function actionsRoutes(router: Router): void {
  permissions(router);
  variables(router, '/actions', 'actions_variables', (_, repository) => repository.variables);
  secrets(router, '/actions', 'secrets', (_, repository) => repository.secrets);
  const environment = '/environments/:environment';
  const of = (call: Call<string>, repository: Repository) => environmentOf(call as Call<'environment'>, repository);
  variables(router, environment, 'environments', (call, repository) => of(call, repository).variables);
  secrets(router, environment, 'environments', (call, repository) => of(call, repository).secrets);
}

/** Finds what a path's variables or secrets belong to. */
type Owner = (call: Call<string>, repository: Repository) => Map<string, Variable>;

function permissions(router: Router): void {
  /** A part of the settings that is read and replaced as a whole. */
  const part = (
    path: string,
    read: (of: ActionsSettings) => object,
    write: (of: ActionsSettings, given: object, repository: Repository) => void,
  ) => {
    router.onRepository('GET', `/actions/permissions${path}`, 'administration:read', (_, { actions }) =>
      ok(read(actions)),
    );
    router.onRepository('PUT', `/actions/permissions${path}`, 'administration:write', (call, repository) => {
      write(repository.actions, input(call), repository);
      return noContent();
    });
  };
  part(
    '',
    (of) => of.permissions,
    (of, given) => {
      if (typeof (given as ActionsSettings['permissions']).enabled !== 'boolean') {
        throw invalidRequest('"enabled" wasn\'t supplied.');
      }
      of.permissions = { ...of.permissions, ...given };
    },
  );
  part(
    '/access',
    (of) => ({ access_level: of.accessLevel }),
    (of, given) => {
      const { access_level = '' } = given as { access_level?: string };
      if (!['none', 'user', 'organization', 'enterprise'].includes(access_level)) {
        throw invalidRequest('"access_level" must be one of none, user, organization, enterprise.');
      }
      of.accessLevel = access_level;
    },
  );
  part(
    '/workflow',
    (of) => of.workflow,
    (of, given) => {
      of.workflow = { ...of.workflow, ...given };
    },
  );
  part(
    '/selected-actions',
    (of) => {
      if (of.permissions.allowed_actions !== 'selected') throw conflict('Actions are not limited to selected ones.');
      return of.selected;
    },
    (of, given, repository) => {
      if (of.permissions.allowed_actions !== 'selected') throw conflict('Actions are not limited to selected ones.');
      of.selected = { ...of.selected, ...given };
      if (!has(repository, 'actionPatterns')) of.selected.patterns_allowed = [];
    },
  );
}

/** @throws GitHubError where it is no name for a variable or a secret */
function nameFrom(name: string | undefined): string {
  if (!name || !/^[A-Za-z_]\w*$/.test(name) || /^GITHUB_/i.test(name)) {
    throw unprocessable(
      `Name is invalid: names can only contain alphanumeric characters ([a-z], [A-Z], [0-9]) or underscores (_), must not start with a number or with GITHUB_, and must not be empty.`,
    );
  }
  return name.toUpperCase();
}

const timed = (name: string, value: string, before?: Variable): Variable => ({
  name,
  value,
  created_at: before?.created_at ?? now(),
  updated_at: now(),
});

function variables(router: Router, parent: string, permission: string, of: Owner): void {
  const path = `${parent}/variables`;
  const named = `${path}/:name` as '/:name';

  router.onRepository('GET', path, `${permission}:read`, (call, repository) =>
    counted(call, 'variables', [...of(call, repository).values()]),
  );

  router.onRepository('POST', path, `${permission}:write`, (call, repository): Answer => {
    const given = input<Variable>(call);
    const name = nameFrom(given.name);
    const all = of(call, repository);
    if (all.has(name)) throw conflict('Already exists - Variable already exists');
    all.set(name, timed(name, given.value ?? ''));
    return { status: 201, body: {} };
  });

  router.onRepository('GET', named, `${permission}:read`, (call, repository) =>
    ok(found(of(call, repository).get(call.parameters.name.toUpperCase()))),
  );

  router.onRepository('PATCH', named, `${permission}:write`, (call, repository) => {
    const all = of(call, repository);
    const before = found(all.get(call.parameters.name.toUpperCase()));
    all.set(before.name, timed(before.name, input<Variable>(call).value ?? before.value, before));
    return noContent();
  });

  router.onRepository('DELETE', named, `${permission}:write`, (call, repository) => {
    found(of(call, repository).get(call.parameters.name.toUpperCase()));
    of(call, repository).delete(call.parameters.name.toUpperCase());
    return noContent();
  });
}

function secrets(router: Router, parent: string, permission: string, of: Owner): void {
  const path = `${parent}/secrets`;
  const named = `${path}/:name` as '/:name';
  const view = ({ name, created_at, updated_at }: Variable) => ({ name, created_at, updated_at });

  router.onRepository('GET', path, `${permission}:read`, (call, repository) =>
    counted(call, 'secrets', [...of(call, repository).values()], view),
  );

  router.onRepository('GET', `${path}/public-key`, `${permission}:read`, (_, repository) => ok(repository.publicKey));

  router.onRepository('GET', named, `${permission}:read`, (call, repository) =>
    ok(view(found(of(call, repository).get(call.parameters.name.toUpperCase())))),
  );

  router.onRepository('PUT', named, `${permission}:write`, (call, repository) => {
    const { encrypted_value, key_id } = input<{ encrypted_value: string; key_id: string }>(call);
    const name = nameFrom(call.parameters.name);
    if (key_id !== repository.publicKey.key_id) throw unprocessable('key_id is not that of the current public key.');
    const before = of(call, repository).get(name);
    of(call, repository).set(name, timed(name, unseal(repository, encrypted_value ?? ''), before));
    return before ? noContent() : { status: 201, body: {} };
  });

  router.onRepository('DELETE', named, `${permission}:write`, (call, repository) => {
    found(of(call, repository).get(call.parameters.name.toUpperCase()));
    of(call, repository).delete(call.parameters.name.toUpperCase());
    return noContent();
  });
}

function unseal(repository: Repository, sealed: string): string {
  try {
    return repository.unseal(sealed);
  } catch {
    throw unprocessable('encrypted_value is not sealed for the public key of the repository.');
  }
}
