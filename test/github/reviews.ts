import { isSameName } from '../../constructs/settings/github-names';
import { atLeast, roleOf } from './access';
import type { PullRequest, Review } from './model/pull-request';
import type { Repository } from './model/repository';
import type { Rule } from './model/rules';

/** What reviews a pull request misses, in GitHub's sentences; a later review replaces an earlier one of the same person. */
export async function missingReviews(
  repository: Repository,
  pull: PullRequest,
  parameters: Rule['parameters'] = {},
): Promise<string[]> {
  const needed = Number(parameters.required_approving_review_count ?? 0);
  const last = new Map(
    pull.reviews.filter(({ state }) => state !== 'COMMENTED').map((review) => [review.user, review]),
  );
  const counting = [...last.values()].filter(({ user }) => user !== pull.author && mayWrite(repository, user));
  const approvals = counting.filter(
    ({ state, sha }) =>
      state === 'APPROVED' && (parameters.dismiss_stale_reviews_on_push !== true || sha === pull.headSha),
  );
  const found: string[] = [];
  if (approvals.length < needed) {
    const reviews = needed === 1 ? 'review is' : 'reviews are';
    found.push(`At least ${needed} approving ${reviews} required by reviewers with write access.`);
  }
  if (needed > 0 && counting.some(({ state }) => state === 'CHANGES_REQUESTED')) found.push('Changes were requested.');
  if (parameters.require_last_push_approval === true && !approvesLastPush(pull, approvals)) {
    found.push('New changes require approval from someone other than the last pusher.');
  }
  if (parameters.require_code_owner_review === true && !(await approvedByOwners(repository, pull, approvals))) {
    found.push('Waiting on code owner review.');
  }
  return found;
}

function mayWrite(repository: Repository, login: string): boolean {
  const user = { type: 'User', id: 0, login, name: login, email: '' } as const;
  return atLeast(roleOf(user, repository), 'write');
}

const approvesLastPush = (pull: PullRequest, approvals: readonly Review[]) =>
  approvals.some(({ user, sha }) => user !== pull.pushedBy && sha === pull.headSha);

/** Whether an owner of each changed file approves, as far as it has owners. */
async function approvedByOwners(
  repository: Repository,
  pull: PullRequest,
  approvals: readonly Review[],
): Promise<boolean> {
  const { git, owner } = repository;
  const base = `refs/heads/${pull.base}`;
  const rules = await ownersOf(repository, base);
  const common = await git.mergeBase(base, pull.headSha);
  const teams = owner.type === 'Organization' ? owner.teams : [];
  const isOwner = (login: string, name: string) =>
    isSameName(name, `@${login}`) ||
    teams.some(({ slug, members }) => isSameName(name, `@${owner.login}/${slug}`) && members.has(login));
  const changes = common ? await git.changes(common, pull.headSha) : [];
  return changes.every(({ path }) => {
    const owners = rules.findLast(({ pattern }) => pattern.test(path))?.owners ?? [];
    return owners.length === 0 || approvals.some(({ user }) => owners.some((name) => isOwner(user, name)));
  });
}

/** The lines of the file CODEOWNERS of a branch: the last one that fits a file counts. */
async function ownersOf({ git }: Repository, branch: string): Promise<{ pattern: RegExp; owners: string[] }[]> {
  for (const folder of ['.github/', '', 'docs/']) {
    const text = await git.read(branch, `${folder}CODEOWNERS`);
    if (text === undefined) continue;
    const lines = text.split('\n').map((line) => line.replace(/#.*/, '').trim().split(/\s+/));
    return lines.filter(([path]) => path).map(([path, ...owners]) => ({ pattern: patternOf(path!), owners }));
  }
  return [];
}

/**
 * Files that a path of CODEOWNERS is about: below a folder all, and anywhere unless the path has a slash in it.
 *
 * @see https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners#codeowners-syntax
 */
function patternOf(path: string): RegExp {
  const anchored = /\/./.test(path);
  const parts: Readonly<Record<string, string>> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' };
  const body = path
    .replace(/^\/|\/$/g, '')
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/|\*\*|\*|\?/g, (wild) => parts[wild]!);
  const end = path.endsWith('/') ? '/.*' : path.endsWith('/*') ? '' : '(?:/.*)?';
  return new RegExp(`^${anchored ? '' : '(?:.*/)?'}${body}${end}$`);
}
