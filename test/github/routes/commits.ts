import { created, listed, ok } from '../answers';
import { emptyRepository, invalidRequest, notFound, unprocessable } from '../errors';
import { type Check, now, type Repository } from '../model/repository';
import { type Call, input, type Router } from '../routing';
import { checkRunView, combinedStatusView, statusView } from '../views/checks';
import { changeView, commitView } from '../views/git';

const STATES = ['error', 'failure', 'pending', 'success'];

/** Commits, comparisons, tags, and what checks say of commits. */
export function commitRoutes(router: Router): void {
  router.onRepository('GET', '/commits', 'contents:read', async (call, repository) => {
    const { git, settings } = repository;
    if (await git.isEmpty()) throw emptyRepository();
    const from = await git.resolve(call.query.get('sha') ?? settings.default_branch);
    if (!from) throw notFound();
    const path = call.query.get('path');
    return listed(call, await git.log(from, path ? { path } : {}), (commit) => commitView(call, repository, commit));
  });

  router.onRepository('GET', '/compare/*range', 'contents:read', async (call, repository) => {
    const [base = '', head = ''] = call.parameters.range.split('...');
    const { git } = repository;
    const [from, to] = [await git.resolve(base), await git.resolve(head)];
    const common = from && to && (await git.mergeBase(from, to));
    if (!from || !to || !common) throw notFound();
    const ahead = await git.log(to, { not: from });
    const behind = await git.log(from, { not: to });
    const status =
      behind.length === 0 ? (ahead.length === 0 ? 'identical' : 'ahead') : ahead.length === 0 ? 'behind' : 'diverged';
    return ok({
      status,
      ahead_by: ahead.length,
      behind_by: behind.length,
      total_commits: ahead.length,
      base_commit: commitView(call, repository, await git.commit(from)),
      merge_base_commit: commitView(call, repository, await git.commit(common)),
      commits: ahead.reverse().map((commit) => commitView(call, repository, commit)),
      files: (await git.changes(common, to)).map(changeView),
    });
  });

  router.onRepository('GET', '/tags', 'contents:read', async (call, repository) => {
    const tags = await repository.git.refs('refs/tags/');
    const named = tags.map(async ({ ref }) => ({
      name: ref.slice('refs/tags/'.length),
      sha: await repository.git.resolve(ref),
    }));
    return listed(call, (await Promise.all(named)).reverse(), ({ name, sha }) => ({
      name,
      commit: { sha, url: call.url(`/repos/${repository.fullName}/commits/${sha}`) },
      tarball_url: call.url(`/repos/${repository.fullName}/tarball/refs/tags/${name}`),
    }));
  });

  checks(router);

  // Last, since a ref may have slashes.
  router.onRepository('GET', '/commits/*ref', 'contents:read', async (call, repository) => {
    const sha = await commitOf(call, repository);
    if (/[.]sha\b/.test(call.accept))
      return { status: 200, raw: Buffer.from(sha), headers: { 'Content-Type': 'text/plain' } };
    return ok(commitView(call, repository, await repository.git.commit(sha)));
  });
}

function checks(router: Router): void {
  router.onRepository('POST', '/statuses/:sha', 'statuses:write', async (call, repository) => {
    type New = { state: string; context: string; description: string; target_url: string };
    const { state, context = 'default', description = '', target_url = null } = input<New>(call);
    const sha = await repository.git.resolve(call.parameters.sha);
    if (!sha) throw unprocessable(`No commit found for SHA: ${call.parameters.sha}`);
    if (!state || !STATES.includes(state)) throw invalidRequest(`"state" must be one of ${STATES.join(', ')}.`);
    const check = report(call, repository, sha, { kind: 'status', name: context, state, description, url: target_url });
    return created(statusView(call, repository, sha, check));
  });

  router.onRepository('POST', '/check-runs', 'checks:write', async (call, repository) => {
    type New = { name: string; head_sha: string; status: string; conclusion: string; details_url: string };
    const { name, head_sha, conclusion, status = 'queued', details_url = null } = input<New>(call);
    if (!name || !head_sha) throw invalidRequest('"name" and "head_sha" must be supplied.');
    const sha = await repository.git.resolve(head_sha);
    if (!sha) throw unprocessable(`No commit found for SHA: ${head_sha}`);
    const state = conclusion ?? status;
    const check = report(call, repository, sha, { kind: 'run', name, state, description: '', url: details_url });
    return created(checkRunView(call, repository, sha, check));
  });

  router.onRepository('GET', '/commits/:ref/status', 'statuses:read', async (call, repository) => {
    const sha = await commitOf(call, repository);
    return ok(combinedStatusView(call, repository, sha, checksOf(repository, sha, 'status')));
  });

  router.onRepository('GET', '/commits/:ref/statuses', 'statuses:read', async (call, repository) => {
    const sha = await commitOf(call, repository);
    return listed(call, checksOf(repository, sha, 'status'), (check) => statusView(call, repository, sha, check));
  });

  router.onRepository('GET', '/commits/:ref/check-runs', 'checks:read', async (call, repository) => {
    const sha = await commitOf(call, repository);
    const runs = checksOf(repository, sha, 'run');
    return ok({ total_count: runs.length, check_runs: runs.map((run) => checkRunView(call, repository, sha, run)) });
  });
}

const checksOf = (repository: Repository, sha: string, kind: Check['kind']) =>
  [...(repository.checks.get(sha)?.values() ?? [])].filter((check) => check.kind === kind);

/** Keeps what a check says last. */
function report(
  { actor, state }: Call<string>,
  repository: Repository,
  sha: string,
  said: Omit<Check, 'id' | 'app' | 'at'>,
): Check {
  const app = actor.kind === 'installation' ? actor.token.app.id : null;
  const check: Check = { ...said, id: state.nextId(), app, at: now() };
  repository.report(sha, check);
  return check;
}

async function commitOf(call: Call<'ref'>, repository: Repository): Promise<string> {
  const { ref } = call.parameters;
  if (await repository.git.isEmpty()) throw emptyRepository();
  const sha = (await repository.git.resolve(ref)) ?? (await repository.git.resolve(`refs/${ref}`));
  if (!sha) throw unprocessable(`No commit found for SHA: ${ref}`);
  return sha;
}
