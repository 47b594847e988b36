import { atLeast, loginOf, roleOf } from '../access';
import { created, listed, noContent, ok } from '../answers';
import { invalidRequest, notFound, unprocessable, validationFailed } from '../errors';
import type { PullRequest, Review } from '../model/pull-request';
import { now, type Repository } from '../model/repository';
import { type Call, found, input, type Router } from '../routing';
import { changeView, commitView } from '../views/git';
import { pullView, reviewView } from '../views/pulls';
import { merge } from './merge';

const PULL = '/pulls/:number';

/** What a pull request is made or changed by. */
interface Given {
  title: string;
  body: string | null;
  head: string;
  base: string;
  state: 'open' | 'closed';
  draft: boolean;
}

/** Pull requests, of branches of the same repository. */
export function pullRoutes(router: Router): void {
  router.onRepository('GET', '/pulls', 'pull_requests:read', async (call, repository) => {
    const [state, head, base] = [call.query.get('state') ?? 'open', call.query.get('head'), call.query.get('base')];
    const matching = repository.pulls.filter(
      (pull) =>
        (state === 'all' || pull.state === state) &&
        // Without an owner it filters nothing.
        (!head?.includes(':') || head === `${repository.owner.login}:${pull.head}`) &&
        (!base || base === pull.base),
    );
    const views = await Promise.all(matching.map((pull) => pullView(call, repository, pull)));
    return listed(call, views.reverse());
  });

  router.onRepository('POST', '/pulls', 'pull_requests:write', async (call, repository) => {
    const pull = await open(call, repository);
    repository.pulls.push(pull);
    return created(await pullView(call, repository, pull));
  });

  router.onRepository('GET', PULL, 'pull_requests:read', async (call, repository) =>
    ok(await pullView(call, repository, pullOf(call, repository))),
  );

  router.onRepository('PATCH', PULL, 'pull_requests:write', async (call, repository) => {
    const pull = pullOf(call, repository);
    const { title, body, base, state } = input<Given>(call);
    if (pull.merged && state === 'open') throw unprocessable('Validation Failed: it was merged');
    if (base !== undefined && !(await repository.git.head(base))) throw invalid('base');
    Object.assign(pull, {
      ...(title !== undefined && { title }),
      ...(body !== undefined && { body }),
      ...(base !== undefined && { base }),
      ...(state !== undefined && { state }),
      updatedAt: now(),
    });
    return ok(await pullView(call, repository, pull));
  });

  router.onRepository('GET', `${PULL}/commits`, 'pull_requests:read', async (call, repository) => {
    const pull = pullOf(call, repository);
    const commits = await repository.git.log(pull.headSha, { not: `refs/heads/${pull.base}` });
    return listed(call, commits.reverse(), (commit) => commitView(call, repository, commit));
  });

  router.onRepository('GET', `${PULL}/files`, 'pull_requests:read', async (call, repository) => {
    const pull = pullOf(call, repository);
    const common = await repository.git.mergeBase(`refs/heads/${pull.base}`, pull.headSha);
    const changes = common ? await repository.git.changes(common, pull.headSha) : [];
    return listed(call, changes, changeView);
  });

  router.onRepository('GET', `${PULL}/merge`, 'pull_requests:read', (call, repository) => {
    if (!pullOf(call, repository).merged) throw notFound();
    return noContent();
  });

  router.onRepository('PUT', `${PULL}/merge`, 'contents:write', async (call, repository) => {
    const sha = await merge(call, repository, pullOf(call, repository));
    return ok({ sha, merged: true, message: 'Pull Request successfully merged' });
  });

  reviews(router);
  companions(router);
}

function reviews(router: Router): void {
  const STATES = { APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED', COMMENT: 'COMMENTED' } as const;

  router.onRepository('GET', `${PULL}/reviews`, 'pull_requests:read', (call, repository) => {
    const pull = pullOf(call, repository);
    return listed(call, pull.reviews, (review) => reviewView(call, repository, pull, review));
  });

  router.onRepository('POST', `${PULL}/reviews`, 'pull_requests:read', (call, repository) => {
    const pull = pullOf(call, repository);
    const { event, body = '' } = input<{ event: keyof typeof STATES; body: string }>(call);
    const user = loginOf(call.actor);
    const state = event && STATES[event];
    if (!state) throw unprocessable('"event" must be one of APPROVE, REQUEST_CHANGES, COMMENT.');
    if (state !== 'COMMENTED' && user === pull.author) {
      throw validationFailed(`Can not ${event === 'APPROVE' ? 'approve' : 'request changes on'} your own pull request`);
    }
    const review: Review = { id: call.state.nextId(), user, state, body, sha: pull.headSha, at: now() };
    pull.reviews.push(review);
    pull.requested.users.delete(user);
    return ok(reviewView(call, repository, pull, review));
  });

  router.onRepository('POST', `${PULL}/requested_reviewers`, 'pull_requests:write', async (call, repository) => {
    const pull = pullOf(call, repository);
    const { reviewers = [], team_reviewers = [] } = input<{ reviewers: string[]; team_reviewers: string[] }>(call);
    const stranger = reviewers.find((login) => !atLeast(roleOf(call.state.user(login), repository), 'read'));
    if (stranger || team_reviewers.some((slug) => !repository.teams.has(slug))) {
      throw unprocessable(
        'Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator.',
      );
    }
    if (reviewers.includes(pull.author)) throw unprocessable('Review cannot be requested from pull request author.');
    for (const login of reviewers) pull.requested.users.add(login);
    for (const slug of team_reviewers) pull.requested.teams.add(slug);
    return created(await pullView(call, repository, pull));
  });
}

/** What a pull request has because it is an issue too. */
function companions(router: Router): void {
  router.onRepository('POST', '/issues/:number/labels', 'pull_requests:write', (call, repository) => {
    const pull = pullOf(call, repository);
    for (const name of input<{ labels: string[] }>(call).labels ?? []) pull.labels.add(name);
    return ok([...pull.labels].map((name) => ({ name })));
  });

  router.onRepository('POST', '/issues/:number/assignees', 'pull_requests:write', async (call, repository) => {
    const pull = pullOf(call, repository);
    for (const login of input<{ assignees: string[] }>(call).assignees ?? []) {
      const account = call.state.account(login);
      if (account) pull.assignees.add(account.login);
    }
    return created(await pullView(call, repository, pull));
  });
}

const pullOf = (call: Call<'number'>, repository: Repository) =>
  found(repository.pulls.find(({ number }) => number === Number(call.parameters.number)));

const invalid = (field: string) => validationFailed({ resource: 'PullRequest', field, code: 'invalid' });

async function open(call: Call<never>, repository: Repository): Promise<PullRequest> {
  const { title, body = null, head: from, base, draft = false } = input<Given>(call);
  const { git, pulls } = repository;
  if (!title) throw validationFailed({ resource: 'PullRequest', code: 'missing_field', field: 'title' });
  if (!from || !base) throw invalidRequest('"head" and "base" must be supplied.');
  const [owner, branch] = from.includes(':') ? (from.split(':') as [string, string]) : [repository.owner.login, from];
  const headSha = owner === repository.owner.login ? await git.head(branch) : undefined;
  const baseSha = await git.head(base);
  if (!headSha) throw invalid('head');
  if (!baseSha) throw invalid('base');
  if (pulls.some((pull) => pull.state === 'open' && pull.head === branch && pull.base === base)) {
    const message = `A pull request already exists for ${owner}:${branch}.`;
    throw validationFailed({ resource: 'PullRequest', code: 'custom', message });
  }
  if (await git.isAncestor(headSha, baseSha)) {
    const message = `No commits between ${base} and ${branch}`;
    throw validationFailed({ resource: 'PullRequest', code: 'custom', message });
  }
  return {
    id: call.state.nextId(),
    number: pulls.length + 1,
    title,
    body,
    author: loginOf(call.actor),
    head: branch,
    headSha,
    pushedBy: loginOf(call.actor),
    base,
    state: 'open',
    draft,
    merged: null,
    requested: { users: new Set(), teams: new Set() },
    assignees: new Set(),
    labels: new Set(),
    reviews: [],
    createdAt: now(),
    updatedAt: now(),
  };
}
