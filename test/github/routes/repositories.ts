import { loginOf, sees, signatureOf, userOf } from '../access';
import { created, listed, noContent, ok } from '../answers';
import { archived, notAccessibleByIntegration, notFound, unprocessable, validationFailed } from '../errors';
import type { Account } from '../model/accounts';
import { allows } from '../model/apps';
import {
  defaultSettings,
  now,
  type Repository,
  type RepositorySettings,
  type SecurityAndAnalysis,
} from '../model/repository';
import { has } from '../plan';
import { type Call, type Context, found, input, type Router } from '../routing';
import { repositoryView } from '../views/repository';

/** What creates a repository. */
interface NewRepository extends RepositorySettings {
  name: string;
  private: boolean;
  auto_init: boolean;
}

/** Repositories themselves: creation, settings, deletion. */
export function repositoryRoutes(router: Router): void {
  router.on('GET', '/orgs/:org/repos', (call) => {
    const owner = found(call.state.organization(call.parameters.org));
    return listed(call, visibleTo(call, owner), (repository) => repositoryView(call, repository));
  });

  router.on('GET', '/users/:login/repos', (call) => {
    const owner = found(call.state.account(call.parameters.login));
    return listed(call, visibleTo(call, owner), (repository) => repositoryView(call, repository));
  });

  router.on('POST', '/orgs/:org/repos', async (call) => {
    const repository = await create(call, found(call.state.organization(call.parameters.org)));
    return created(repositoryView(call, repository));
  });

  router.on('POST', '/user/repos', async (call) => {
    const repository = await create(call, userOf(call.actor));
    return created(repositoryView(call, repository));
  });

  router.onRepository('POST', '/generate', 'metadata:read', async (call, template) => {
    if (!template.settings.is_template) throw notFound();
    const owner = found(call.state.account(input<{ owner: string }>(call).owner ?? loginOf(call.actor)));
    const repository = await create(call, owner, template);
    return created(repositoryView(call, repository));
  });

  router.onRepository('GET', '', 'metadata:read', (call, repository) => ok(repositoryView(call, repository)));

  router.onRepository('PATCH', '', 'administration:write', async (call, repository) => {
    await change(call, repository);
    return ok(repositoryView(call, repository));
  });

  router.onRepository('DELETE', '', 'administration:write', (call, repository) => {
    call.state.removeRepository(repository);
    return noContent();
  });
}

function visibleTo(call: Call<never>, owner: Account): Repository[] {
  const theirs = call.state.repositories.filter((repository) => repository.owner === owner);
  return theirs.filter((repository) => sees(call.actor, repository)).reverse();
}

async function create(call: Call<string>, owner: Account, template?: Repository): Promise<Repository> {
  mayCreate(call, owner);
  const given = input<NewRepository>(call);
  const name = freeName(call, owner, given.name);
  const settings = settingsFrom({ ...given, ...(given.private && { visibility: given.visibility ?? 'private' }) });
  requireVisibility(owner, settings);
  const repository = await call.state.addRepository(owner, name, settings, template);
  dropWhatIsNotPaidFor(repository);
  if (owner.type === 'Organization' && call.actor.kind === 'user' && !owner.owners.has(call.actor.user.login)) {
    repository.collaborators.set(call.actor.user.login, 'admin');
  }
  const branch = repository.settings.default_branch;
  const author = signatureOf(call.actor);
  const message = 'Initial commit';
  const source = template && (await template.git.head(template.settings.default_branch));
  if (template && source) {
    await repository.git.take(template.git, source);
    const { tree } = await template.git.commit(source);
    const commit = await repository.git.writeCommit({ tree, parents: [], message, author, committer: author });
    await repository.git.setRef(`refs/heads/${branch}`, commit, undefined);
  } else if (given.auto_init) {
    await repository.git.commitFiles(branch, { 'README.md': `# ${name}` }, message, author);
  }
  return repository;
}

/** Internal repositories are an enterprise's. @throws GitHubError */
function requireVisibility(owner: Account, { visibility }: Partial<RepositorySettings>): void {
  if (visibility !== 'internal' || (owner.type === 'Organization' && owner.plan === 'enterprise')) return;
  const message = "Visibility can't be internal: the organization belongs to no enterprise.";
  throw validationFailed({ resource: 'Repository', code: 'custom', field: 'visibility', message });
}

/** GitHub takes the setting, and leaves it off. */
function dropWhatIsNotPaidFor(repository: Repository): void {
  if (!has(repository, 'autoMerge')) repository.settings.allow_auto_merge = false;
}

function mayCreate({ actor }: Context, owner: Account): void {
  if (actor.kind === 'installation') {
    if (!allows(actor.token.permissions, 'administration', 'write')) throw notAccessibleByIntegration();
    return;
  }
  const { login } = userOf(actor);
  if (owner.type === 'Organization' ? !owner.members.has(login) : owner.login !== login) throw notFound();
}

/** @throws GitHubError where the name is no name of a repository, or another than the renamed one has it */
function freeName({ state }: Context, owner: Account, name: string | undefined, renamed?: Repository): string {
  const invalid = (message: string) => {
    const error = validationFailed({ resource: 'Repository', code: 'custom', field: 'name', message });
    error.message = 'Repository creation failed.';
    return error;
  };
  if (!name) throw validationFailed({ resource: 'Repository', code: 'missing_field', field: 'name' });
  if (!/^[\w.-]{1,100}$/.test(name)) throw invalid('name is too long or has characters that are not allowed');
  const taken = state.repository(owner.login, name);
  if (taken && taken !== renamed) throw invalid('name already exists on this account');
  return name;
}

/** The settings among the fields that a call gives. @throws GitHubError where one is of a wrong type */
function settingsFrom(given: object): Partial<RepositorySettings> {
  const known = defaultSettings() as unknown as Record<string, unknown>;
  const settings: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(given)) {
    if (!(field in known)) continue;
    const type = known[field] === null ? 'string' : typeof known[field];
    const cleared = value === null && (field === 'description' || field === 'homepage');
    if (!cleared && typeof value !== type) {
      throw unprocessable(`Invalid request.\n\nFor 'properties/${field}', ${JSON.stringify(value)} is not a ${type}.`);
    }
    settings[field] = value;
  }
  if ('visibility' in settings && !['public', 'private', 'internal'].includes(settings.visibility as string)) {
    throw validationFailed({ resource: 'Repository', code: 'invalid', field: 'visibility' });
  }
  return settings as Partial<RepositorySettings>;
}

async function change(call: Call<string>, repository: Repository): Promise<void> {
  const given = input<NewRepository & { security_and_analysis: SecurityAndAnalysis }>(call);
  const { settings } = repository;
  if (settings.archived && given.archived !== false) throw archived();
  const { default_branch: branch, ...others } = settingsFrom({
    ...(given.private !== undefined && { visibility: given.private ? 'private' : 'public' }),
    ...given,
  });
  if (others.visibility === settings.visibility && Object.keys(given).length === 1) {
    throw unprocessable(`Visibility is already ${settings.visibility}.`);
  }
  const { allow_squash_merge, allow_merge_commit, allow_rebase_merge } = { ...settings, ...others };
  if (!allow_squash_merge && !allow_merge_commit && !allow_rebase_merge) {
    throw validationFailed({
      resource: 'Repository',
      code: 'custom',
      message: 'At least one merge method is required.',
    });
  }
  if (branch !== undefined && branch !== settings.default_branch) {
    if (!(await repository.git.head(branch))) {
      const message = `The branch ${branch} was not found. Please push that ref first or create it via the Git Data API.`;
      throw validationFailed({ resource: 'Repository', code: 'invalid', field: 'default_branch', message });
    }
    settings.default_branch = branch;
    await repository.git.setDefaultBranch(branch);
  }
  requireVisibility(repository.owner, others);
  Object.assign(settings, others);
  dropWhatIsNotPaidFor(repository);
  for (const [feature, { status }] of Object.entries(given.security_and_analysis ?? {})) {
    if (feature in repository.securityAndAnalysis) {
      if (feature.startsWith('secret_scanning') && status === 'enabled' && !has(repository, 'secretScanning')) {
        throw unprocessable('Secret scanning is not available for this repository.');
      }
      repository.securityAndAnalysis[feature as keyof SecurityAndAnalysis].status = status;
    }
  }
  if (given.name && given.name !== repository.name) {
    call.state.rename(repository, freeName(call, repository.owner, given.name, repository));
  }
  repository.updatedAt = now();
}
