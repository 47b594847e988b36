import { created, listed, ok } from '../answers';
import { GitHubError, unprocessable } from '../errors';
import type { Repository } from '../model/repository';
import { requireRules } from '../plan';
import { concerns, fits } from '../protection';
import { changeRef } from '../refs';
import { type Context, input, type Router } from '../routing';
import { commitView } from '../views/git';

/** Branches. */
export function branchRoutes(router: Router): void {
  router.onRepository('GET', '/branches', 'contents:read', async (call, repository) => {
    const branches = await repository.git.refs('refs/heads/');
    return listed(call, branches, ({ ref, sha }) => {
      const name = ref.slice('refs/heads/'.length);
      const url = call.url(`/repos/${repository.fullName}/commits/${sha}`);
      return { name, commit: { sha, url }, protected: isProtected(repository, name) };
    });
  });

  router.onRepository('GET', '/branches/:branch', 'contents:read', async (call, repository) =>
    ok(await branchView(call, repository, call.parameters.branch)),
  );

  router.onRepository('POST', '/branches/:branch/rename', 'administration:write', async (call, repository) => {
    const { branch } = call.parameters;
    const { new_name: name } = input<{ new_name: string }>(call);
    const { git, settings } = repository;
    const sha = await git.head(branch);
    if (!sha) throw branchNotFound();
    if (!name || !(await git.isRefName(`refs/heads/${name}`))) throw unprocessable('new_name is not a valid name.');
    if (await git.head(name)) throw unprocessable(`Branch ${name} already exists`);
    await changeRef(call, repository, { ref: `refs/heads/${name}`, before: undefined, after: sha }, 422);
    if (settings.default_branch === branch) {
      settings.default_branch = name;
      await git.setDefaultBranch(name);
    }
    for (const pull of repository.pulls) if (pull.base === branch) pull.base = name;
    await git.deleteRef(`refs/heads/${branch}`);
    return created(await branchView(call, repository, name));
  });

  router.onRepository('GET', '/rules/branches/*branch', 'metadata:read', (call, repository) => {
    requireRules(repository);
    const rulesets = repository.rulesets.filter(
      (ruleset) =>
        ruleset.enforcement === 'active' && concerns(ruleset, repository, `refs/heads/${call.parameters.branch}`),
    );
    const rules = rulesets.flatMap((ruleset) =>
      ruleset.rules.map((rule) => ({
        ...rule,
        ruleset_source_type: 'Repository',
        ruleset_source: repository.fullName,
        ruleset_id: ruleset.id,
      })),
    );
    return listed(call, rules);
  });
}

export const branchNotFound = () => new GitHubError(404, 'Branch not found');

/** Whether a ruleset or a classic protection is about a branch. */
function isProtected(repository: Repository, branch: string): boolean {
  return (
    repository.rulesets.some(
      (ruleset) => ruleset.enforcement === 'active' && concerns(ruleset, repository, `refs/heads/${branch}`),
    ) || repository.protections.some(({ pattern }) => fits(pattern, branch))
  );
}

async function branchView(context: Context, repository: Repository, name: string): Promise<object> {
  const sha = await repository.git.head(name);
  if (!sha) throw branchNotFound();
  const self = context.url(`/repos/${repository.fullName}/branches/${encodeURIComponent(name)}`);
  return {
    name,
    commit: commitView(context, repository, await repository.git.commit(sha)),
    _links: { self, html: `${context.state.webUrl}/${repository.fullName}/tree/${name}` },
    protected: isProtected(repository, name),
    protection_url: `${self}/protection`,
  };
}
