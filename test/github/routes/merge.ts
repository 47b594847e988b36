import { loginOf, signatureOf } from '../access';
import { conflict, GitHubError, ruleViolations } from '../errors';
import type { PullRequest } from '../model/pull-request';
import { now, type Repository, type RepositorySettings } from '../model/repository';
import { type MergeMethod, mergeViolations, violations } from '../protection';
import { makeChange } from '../refs';
import { type Call, input } from '../routing';

const METHODS: Readonly<Record<MergeMethod, [keyof RepositorySettings, string]>> = {
  merge: ['allow_merge_commit', 'Merge commits are'],
  squash: ['allow_squash_merge', 'Squash merges are'],
  rebase: ['allow_rebase_merge', 'Rebase merges are'],
};

/**
 * Merges a pull request as the call asks for.
 *
 * @returns the commit that it became
 * @throws GitHubError where it can't be merged, or a rule stands against it
 */
export async function merge(call: Call<string>, repository: Repository, pull: PullRequest): Promise<string> {
  const { git, settings } = repository;
  const given = input<{ merge_method: MergeMethod; sha: string; commit_title: string; commit_message: string }>(call);
  const method = given.merge_method ?? 'merge';
  const [setting, name] = METHODS[method] ?? [];
  if (!setting) throw new GitHubError(422, '"merge_method" must be one of merge, squash, rebase.');
  if (!settings[setting]) throw notAllowed(`${name} not allowed on this repository.`);
  if (method === 'rebase') throw new GitHubError(501, 'The GitHub for tests does not merge by rebasing');
  if (pull.state === 'closed') throw notAllowed('Pull Request is not mergeable');
  if (pull.draft) throw notAllowed('Pull Request is still a draft');
  if (given.sha && given.sha !== pull.headSha) {
    throw conflict('Head branch was modified. Review and try the merge again.');
  }
  const found = await mergeViolations(repository, pull, call.actor, method);
  if (found.length > 0) throw ruleViolations(405, found);

  const ref = `refs/heads/${pull.base}`;
  const before = await git.head(pull.base);
  const tree = before && (await git.merge(before, pull.headSha));
  if (!tree) throw notAllowed('Pull Request is not mergeable');
  const written = await messageOf(repository, pull, method);
  const message = [given.commit_title ?? written.title, given.commit_message ?? written.body]
    .filter(Boolean)
    .join('\n\n');
  const parents = method === 'merge' ? [before, pull.headSha] : [before];
  const author = signatureOf(call.actor);
  const after = await git.writeCommit({ tree, parents, message, author, committer: author });
  await makeChange(call, repository, { ref, before, after });
  Object.assign(pull, {
    state: 'closed',
    merged: { at: now(), by: loginOf(call.actor), sha: after },
    updatedAt: now(),
  });
  if (settings.delete_branch_on_merge) await deleteBranch(call, repository, pull);
  return after;
}

const notAllowed = (message: string) => new GitHubError(405, message);

/** @see https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/configuring-pull-request-merges */
async function messageOf(
  { git, settings, owner }: Repository,
  pull: PullRequest,
  method: MergeMethod,
): Promise<{ title: string; body: string }> {
  if (method === 'merge') {
    const named = `Merge pull request #${pull.number} from ${owner.login}/${pull.head}`;
    const title = settings.merge_commit_title === 'PR_TITLE' ? `${pull.title} (#${pull.number})` : named;
    const bodies: Readonly<Record<string, string>> = { PR_BODY: pull.body ?? '', PR_TITLE: pull.title };
    return { title, body: bodies[settings.merge_commit_message] ?? '' };
  }
  const commits = await git.log(pull.headSha, { not: `refs/heads/${pull.base}` });
  const [only] = commits.length === 1 ? commits : [];
  const subject = settings.squash_merge_commit_title === 'PR_TITLE' ? pull.title : only?.message.split('\n')[0];
  const all = commits.reverse().map(({ message }) => `* ${message}`);
  const bodies: Readonly<Record<string, string>> = {
    PR_BODY: pull.body ?? '',
    COMMIT_MESSAGES: only ? only.message.split('\n').slice(2).join('\n') : all.join('\n\n'),
  };
  return {
    title: `${subject ?? pull.title} (#${pull.number})`,
    body: bodies[settings.squash_merge_commit_message] ?? '',
  };
}

/** Deletes the branch of a pull request that was merged, unless a rule stands against that. */
async function deleteBranch(call: Call<string>, repository: Repository, pull: PullRequest): Promise<void> {
  const change = { ref: `refs/heads/${pull.head}`, before: pull.headSha, after: undefined };
  if ((await violations(repository, change, call.actor)).length > 0) return;
  await makeChange(call, repository, change);
}
