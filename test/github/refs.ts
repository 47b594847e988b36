import { loginOf } from './access';
import { conflict, notAccessibleByIntegration, ruleViolations } from './errors';
import { RefMoved } from './git/bare-repository';
import { now, type Repository } from './model/repository';
import { type RefChange, violations, workflowRefusal } from './protection';
import type { Context } from './routing';
import { deliver, pushPayload } from './webhooks';

const BRANCH = 'refs/heads/';

/**
 * Changes a ref for a caller of the API.
 *
 * @param refused status of the refusal where a rule stands against it: each call of the API has its own
 * @throws GitHubError where a rule stands against it, or where the ref was moved by someone else
 */
export async function changeRef(
  context: Context,
  repository: Repository,
  change: RefChange,
  refused: 409 | 422,
): Promise<void> {
  if (await workflowRefusal(repository, change, context.actor)) throw notAccessibleByIntegration();
  const found = await violations(repository, change, context.actor);
  if (found.length > 0) throw ruleViolations(refused, found);
  await makeChange(context, repository, change);
}

/**
 * Changes a ref, whatever the rules say.
 *
 * @throws GitHubError where the ref was moved by someone else
 */
export async function makeChange(context: Context, repository: Repository, change: RefChange): Promise<void> {
  try {
    if (change.after) await repository.git.setRef(change.ref, change.after, change.before);
    else await repository.git.deleteRef(change.ref);
  } catch (error) {
    if (!(error instanceof RefMoved)) throw error;
    throw conflict(`${change.ref} is not at ${change.before ?? 'nothing'} as expected`);
  }
  await changed(context, repository, [change]);
}

/** What GitHub does once refs have changed, by the API or by a push. */
export async function changed(context: Context, repository: Repository, changes: readonly RefChange[]): Promise<void> {
  if (changes.length === 0) return;
  repository.pushedAt = now();
  await chooseDefaultBranch(repository);
  for (const change of changes) {
    followPulls(context, repository, change);
    if (repository.hooks.length > 0) {
      deliver(context, repository, 'push', await pushPayload(context, repository, change));
    }
  }
}

/** The first branch of an empty repository becomes its default branch, where that has another name. */
async function chooseDefaultBranch(repository: Repository): Promise<void> {
  if (await repository.git.head(repository.settings.default_branch)) return;
  const [first] = await repository.git.refs(BRANCH);
  if (!first) return;
  repository.settings.default_branch = first.ref.slice(BRANCH.length);
  await repository.git.setDefaultBranch(repository.settings.default_branch);
}

/** A pull request follows its branch, and is closed where that, or its base, is deleted. */
function followPulls({ actor }: Context, repository: Repository, { ref, after }: RefChange): void {
  for (const pull of repository.pulls) {
    if (pull.state !== 'open') continue;
    if (ref === `${BRANCH}${pull.head}` && after) Object.assign(pull, { headSha: after, pushedBy: loginOf(actor) });
    else if (!after && (ref === `${BRANCH}${pull.head}` || ref === `${BRANCH}${pull.base}`)) pull.state = 'closed';
    else continue;
    pull.updatedAt = now();
  }
}
