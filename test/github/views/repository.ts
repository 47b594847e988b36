import { roleOf } from '../access';
import type { Repository, Role } from '../model/repository';
import type { Context } from '../routing';
import { accountView, permissionsView } from './accounts';

/** What the caller may do in a repository. */
function callersRole(context: Context, repository: Repository): Role {
  const { actor } = context;
  if (actor.kind === 'user') return roleOf(actor.user, repository);
  if (actor.kind !== 'installation') return roleOf(undefined, repository);
  if (actor.token.permissions.administration === 'write') return 'admin';
  return actor.token.permissions.contents === 'write' ? 'write' : 'read';
}

/** A repository, as lists and `GET /repos/{owner}/{repo}` show it. */
export function repositoryView(
  context: Context,
  repository: Repository,
  role = callersRole(context, repository),
): object {
  const { settings, fullName, owner } = repository;
  const url = context.url(`/repos/${fullName}`);
  const html = `${context.state.webUrl}/${fullName}`;
  const clone = `${context.state.url}/${fullName}.git`;
  const host = new URL(context.state.webUrl).host;
  return {
    id: repository.id,
    node_id: repository.nodeId,
    name: repository.name,
    full_name: fullName,
    owner: accountView(context, owner),
    ...(owner.type === 'Organization' && { organization: accountView(context, owner) }),
    private: repository.isPrivate,
    ...settings,
    topics: repository.topics,
    fork: false,
    disabled: false,
    has_pages: false,
    use_squash_pr_title_as_default: settings.squash_merge_commit_title === 'PR_TITLE',
    language: null,
    license: null,
    size: 0,
    stargazers_count: 0,
    watchers_count: 0,
    forks_count: 0,
    open_issues_count: repository.pulls.filter(({ state }) => state === 'open').length,
    created_at: repository.createdAt,
    updated_at: repository.updatedAt,
    pushed_at: repository.pushedAt,
    permissions: permissionsView(role),
    ...(role === 'admin' && { security_and_analysis: repository.securityAndAnalysis }),
    ...(repository.template && { template_repository: repositoryView(context, repository.template) }),
    url,
    html_url: html,
    clone_url: clone,
    git_url: clone.replace(/^https?:/, 'git:'),
    ssh_url: `git@${host}:${fullName}.git`,
    svn_url: html,
    archive_url: `${url}/{archive_format}{/ref}`,
    branches_url: `${url}/branches{/branch}`,
    blobs_url: `${url}/git/blobs{/sha}`,
    commits_url: `${url}/commits{/sha}`,
    contents_url: `${url}/contents/{+path}`,
    git_refs_url: `${url}/git/refs{/sha}`,
    pulls_url: `${url}/pulls{/number}`,
    statuses_url: `${url}/statuses/{sha}`,
    tags_url: `${url}/tags`,
    teams_url: `${url}/teams`,
    trees_url: `${url}/git/trees{/sha}`,
  };
}
