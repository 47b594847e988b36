import { type Account, nodeId } from '../model/accounts';
import type { PullRequest, Review } from '../model/pull-request';
import type { Repository } from '../model/repository';
import type { Context } from '../routing';
import { mentionView, teamView } from './accounts';
import { repositoryView } from './repository';

/** A pull request as REST shows it. */
export async function pullView(context: Context, repository: Repository, pull: PullRequest): Promise<object> {
  const { git, owner } = repository;
  const url = context.url(`/repos/${repository.fullName}/pulls/${pull.number}`);
  const html = `${context.state.webUrl}/${repository.fullName}/pull/${pull.number}`;
  const base = await git.head(pull.base);
  const mergeable = pull.state === 'open' && base ? (await git.merge(base, pull.headSha)) !== undefined : null;
  const side = (branch: string, sha: string | undefined) => ({
    label: `${owner.login}:${branch}`,
    ref: branch,
    sha,
    user: mentionView(context, owner.login),
    repo: repositoryView(context, repository),
  });
  return {
    id: pull.id,
    node_id: nodeId('PR', pull.id),
    number: pull.number,
    title: pull.title,
    body: pull.body,
    state: pull.state,
    draft: pull.draft,
    locked: false,
    user: mentionView(context, pull.author),
    labels: [...pull.labels].map((name) => ({ name })),
    assignees: [...pull.assignees].map((login) => mentionView(context, login)),
    requested_reviewers: [...pull.requested.users].map((login) => mentionView(context, login)),
    requested_teams: teamsOf(owner, pull).map(({ organization, team }) => teamView(context, organization, team)),
    head: side(pull.head, pull.headSha),
    base: side(pull.base, base),
    merged: pull.merged !== null,
    merged_at: pull.merged?.at ?? null,
    merged_by: pull.merged ? mentionView(context, pull.merged.by) : null,
    merge_commit_sha: pull.merged?.sha ?? null,
    mergeable,
    mergeable_state: mergeable === null ? 'unknown' : mergeable ? 'clean' : 'dirty',
    closed_at: pull.state === 'closed' ? pull.updatedAt : null,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    url,
    html_url: html,
    issue_url: context.url(`/repos/${repository.fullName}/issues/${pull.number}`),
  };
}

const teamsOf = (owner: Account, pull: PullRequest) =>
  owner.type === 'Organization'
    ? owner.teams.filter(({ slug }) => pull.requested.teams.has(slug)).map((team) => ({ organization: owner, team }))
    : [];

/** A review as REST shows it. */
export function reviewView(context: Context, repository: Repository, pull: PullRequest, review: Review): object {
  return {
    id: review.id,
    user: mentionView(context, review.user),
    body: review.body,
    state: review.state,
    commit_id: review.sha,
    submitted_at: review.at,
    pull_request_url: context.url(`/repos/${repository.fullName}/pulls/${pull.number}`),
  };
}
