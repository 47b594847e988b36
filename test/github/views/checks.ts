import { loginOf } from '../access';
import type { Check, Repository } from '../model/repository';
import type { Context } from '../routing';
import { mentionView } from './accounts';
import { repositoryView } from './repository';

/** Conclusions of check runs; what else a run says is its status. */
const CONCLUSIONS = ['success', 'failure', 'neutral', 'cancelled', 'skipped', 'timed_out', 'action_required'];

/** A commit status as REST shows it. */
export function statusView(context: Context, repository: Repository, sha: string, check: Check): object {
  return {
    id: check.id,
    url: context.url(`/repos/${repository.fullName}/statuses/${sha}`),
    state: check.state,
    context: check.name,
    description: check.description,
    target_url: check.url,
    created_at: check.at,
    updated_at: check.at,
    creator: mentionView(context, loginOf(context.actor)),
  };
}

/** What all statuses of a commit come to: one that failed fails it, and with none it is pending. */
export function combinedStatusView(
  context: Context,
  repository: Repository,
  sha: string,
  statuses: readonly Check[],
): object {
  const states = statuses.map(({ state }) => state);
  const failed = states.some((state) => state === 'failure' || state === 'error');
  const passed = states.length > 0 && states.every((state) => state === 'success');
  return {
    state: failed ? 'failure' : passed ? 'success' : 'pending',
    sha,
    total_count: statuses.length,
    statuses: statuses.map((status) => statusView(context, repository, sha, status)),
    repository: repositoryView(context, repository),
    commit_url: context.url(`/repos/${repository.fullName}/commits/${sha}`),
    url: context.url(`/repos/${repository.fullName}/commits/${sha}/status`),
  };
}

/** A check run as REST shows it. */
export function checkRunView(context: Context, repository: Repository, sha: string, check: Check): object {
  const concluded = CONCLUSIONS.includes(check.state);
  return {
    id: check.id,
    head_sha: sha,
    name: check.name,
    url: context.url(`/repos/${repository.fullName}/check-runs/${check.id}`),
    details_url: check.url,
    status: concluded ? 'completed' : check.state,
    conclusion: concluded ? check.state : null,
    started_at: check.at,
    completed_at: concluded ? check.at : null,
    output: { title: null, summary: null },
    app: check.app === null ? null : { id: check.app },
  };
}
