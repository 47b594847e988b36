import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Octokit } from '@octokit/rest';
import { GITHUB_ACTIONS, type Repository, TestGitHub } from '.';
import { octokit, refused } from './support';

let github: TestGitHub;
let owner: Octokit;
let author: Octokit;
let reviewer: Octokit;
before(async () => {
  github = await TestGitHub.start();
  owner = octokit(github, github.owner.token);
  author = octokit(github, github.addUser('developer', { teams: ['shop-team'] }).token);
  reviewer = octokit(github, github.addUser('reviewer', { teams: ['shop-team'] }).token);
});
after(() => github.stop());

const at = (repo: string) => ({ owner: 'acme', repo });

/** A repository with a pull request number 1, of branch `topic`. */
async function pulled(name: string, settings = {}): Promise<Repository> {
  const teams = { 'shop-team': 'write' as const };
  const repository = await github.addRepository(name, { files: { 'README.md': 'a\n' }, teams, ...settings });
  await push(repository, 'feat: topic', { 'topic.txt': 'topic\n' });
  await author.pulls.create({ ...at(name), title: 'Topic', body: 'About it.', head: 'topic', base: 'main' });
  return repository;
}

/** Adds a commit to the branch `topic`, as its author. */
async function push({ name, git }: Repository, message: string, files: Record<string, string>): Promise<void> {
  if (!(await git.head('topic'))) await git.setRef('refs/heads/topic', (await git.head('main'))!, undefined);
  for (const [path, text] of Object.entries(files)) {
    const content = Buffer.from(text).toString('base64');
    await author.repos.createOrUpdateFileContents({ ...at(name), branch: 'topic', path, message, content });
  }
}

const approve = (repo: string) => reviewer.pulls.createReview({ ...at(repo), pull_number: 1, event: 'APPROVE' });
const merge = (repo: string, merge_method: 'merge' | 'squash' | 'rebase' = 'squash') =>
  author.pulls.merge({ ...at(repo), pull_number: 1, merge_method });

describe('a pull request', () => {
  it('is opened once for two branches, one of which has something new', async () => {
    const repository = await pulled('opened');
    const pull = { ...at('opened'), title: 'Again', head: 'topic', base: 'main' };
    await refused(author.pulls.create(pull), 422, /A pull request already exists for acme:topic/);
    await refused(author.pulls.create({ ...pull, head: 'none' }), 422, /"field":"head","code":"invalid"/);
    await repository.git.setRef('refs/heads/same', (await repository.git.head('main'))!, undefined);
    await refused(author.pulls.create({ ...pull, head: 'same' }), 422, /No commits between main and same/);
    const { data } = await author.pulls.list({ ...at('opened'), head: 'acme:topic' });
    assert.deepEqual(
      data.map(({ number, state, user }) => [number, state, user?.login]),
      [[1, 'open', 'developer']],
    );
  });

  it('is merged by a merge commit, or squashed into one', async () => {
    const merged = await pulled('merged');
    await merge('merged', 'merge');
    const [last] = await merged.git.log('main');
    assert.match(last!.message, /^Merge pull request #1 from acme\/topic\n\nTopic$/);
    assert.equal(last?.parents.length, 2);

    const squashed = await pulled('squashed', {
      squash_merge_commit_title: 'PR_TITLE',
      squash_merge_commit_message: 'PR_BODY',
      delete_branch_on_merge: true,
    });
    await push(squashed, 'fix: more', { 'more.txt': 'more\n' });
    const { data } = await merge('squashed');
    const [commit, ...others] = await squashed.git.log('main');
    assert.equal(commit?.sha, data.sha);
    assert.equal(commit?.message, 'Topic (#1)\n\nAbout it.');
    assert.equal(others.length, 1);
    assert.equal(await squashed.git.head('topic'), undefined);
    assert.deepEqual(await squashed.git.files('main'), {
      'README.md': 'a\n',
      'more.txt': 'more\n',
      'topic.txt': 'topic\n',
    });
    assert.equal((await author.pulls.checkIfMerged({ ...at('squashed'), pull_number: 1 })).status, 204);
    await refused(merge('squashed'), 405, /not mergeable/);
  });

  it('is merged only as the repository allows', async () => {
    const repository = await pulled('methods', { allow_merge_commit: false, allow_rebase_merge: false });
    await refused(merge('methods', 'merge'), 405, /Merge commits are not allowed/);
    await refused(merge('methods', 'rebase'), 405, /Rebase merges are not allowed/);
    const stale = { ...at('methods'), pull_number: 1, merge_method: 'squash' as const, sha: '0'.repeat(40) };
    await refused(author.pulls.merge(stale), 409, /Head branch was modified/);
    await repository.git.commitFiles('main', { 'topic.txt': 'another\n' }, 'conflict');
    assert.equal((await author.pulls.get({ ...at('methods'), pull_number: 1 })).data.mergeable, false);
    await refused(merge('methods'), 405, /not mergeable/);
  });

  it('follows its branch, and is closed with it', async () => {
    const repository = await pulled('followed');
    await push(repository, 'fix: more', { 'more.txt': '' });
    const { data } = await author.pulls.get({ ...at('followed'), pull_number: 1 });
    assert.equal(data.head.sha, await repository.git.head('topic'));
    await author.git.deleteRef({ ...at('followed'), ref: 'heads/topic' });
    assert.equal((await author.pulls.get({ ...at('followed'), pull_number: 1 })).data.state, 'closed');
  });

  it('asks for reviews of those who can give them', async () => {
    await pulled('asked');
    const asked = { ...at('asked'), pull_number: 1 };
    const { data } = await author.pulls.requestReviewers({
      ...asked,
      reviewers: ['reviewer'],
      team_reviewers: ['shop-team'],
    });
    assert.deepEqual(
      data.requested_reviewers?.map(({ login }) => login),
      ['reviewer'],
    );
    assert.deepEqual(
      data.requested_teams?.map(({ slug }) => slug),
      ['shop-team'],
    );
    await refused(author.pulls.requestReviewers({ ...asked, reviewers: ['developer'] }), 422, /pull request author/);
    await refused(author.pulls.requestReviewers({ ...asked, team_reviewers: ['none'] }), 422, /not a collaborator/);
    await refused(author.pulls.createReview({ ...asked, event: 'APPROVE' }), 422, /Can not approve your own/);
  });
});

describe('rules on a merge', () => {
  const ruleset = (repo: string, ...rules: object[]) =>
    owner.repos.createRepoRuleset({
      ...at(repo),
      name: 'main',
      enforcement: 'active',
      conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
      rules: rules as never,
    });
  const reviews = (parameters: object = {}) => ({
    type: 'pull_request',
    parameters: {
      allowed_merge_methods: ['squash'],
      dismiss_stale_reviews_on_push: true,
      require_code_owner_review: false,
      require_last_push_approval: false,
      required_approving_review_count: 1,
      required_review_thread_resolution: false,
      ...parameters,
    },
  });

  it('ask for a review of what is merged', async () => {
    const repository = await pulled('reviewed');
    await ruleset('reviewed', reviews());
    await refused(merge('reviewed'), 405, /At least 1 approving review is required by reviewers with write access/);
    const stranger = octokit(github, github.addUser('stranger').token);
    await stranger.pulls.createReview({ ...at('reviewed'), pull_number: 1, event: 'APPROVE' });
    await refused(merge('reviewed'), 405, /At least 1 approving review/);
    await approve('reviewed');
    await refused(merge('reviewed', 'merge'), 405, /Merge method merge is not allowed/);
    await push(repository, 'fix: after the review', { 'late.txt': '' });
    await refused(merge('reviewed'), 405, /At least 1 approving review/);
    await approve('reviewed');
    await merge('reviewed');
  });

  it('count the last review of each', async () => {
    await pulled('changed');
    await ruleset('changed', reviews());
    await approve('changed');
    await reviewer.pulls.createReview({ ...at('changed'), pull_number: 1, event: 'REQUEST_CHANGES', body: 'No.' });
    await refused(merge('changed'), 405, /approving review[\s\S]*Changes were requested/);
    await approve('changed');
    await merge('changed');
  });

  it('ask for checks, of the app that is named', async () => {
    const repository = await pulled('checked');
    const required_status_checks = [{ context: 'verify', integration_id: GITHUB_ACTIONS }];
    await ruleset('checked', {
      type: 'required_status_checks',
      parameters: { required_status_checks, strict_required_status_checks_policy: true },
    });
    const sha = (await repository.git.head('topic'))!;
    await refused(merge('checked'), 405, /Required status check "verify" is expected/);
    await author.repos.createCommitStatus({ ...at('checked'), sha, context: 'verify', state: 'success' });
    await refused(merge('checked'), 405, /Required status check "verify" is expected/);
    github.reportCheck(repository, sha, 'verify', 'failure');
    await refused(merge('checked'), 405, /"verify"/);
    github.reportCheck(repository, sha, 'verify');
    await repository.git.commitFiles('main', { 'other.txt': '' }, 'meanwhile');
    await refused(merge('checked'), 405, /up to date/);
    await repository.git.setRef(
      'refs/heads/main',
      (await repository.git.log('main'))[1]!.sha,
      await repository.git.head('main'),
    );
    await merge('checked');
  });

  it('ask the owners of what is changed', async () => {
    const owners = '* @acme/shop-team\n/infra/ @acme/platform-team # of the platform\n*.md\n';
    const files = { 'README.md': 'a\n', '.github/CODEOWNERS': owners };
    const repository = await pulled('owned', { files, teams: { 'shop-team': 'write', 'platform-team': 'write' } });
    await ruleset('owned', reviews({ dismiss_stale_reviews_on_push: false, require_code_owner_review: true }));
    await approve('owned');
    await push(repository, 'feat: infrastructure', { 'infra/main.yaml': '', 'docs/infra/README.md': '' });
    await refused(merge('owned'), 405, /Waiting on code owner review/);
    const operator = octokit(github, github.addUser('operator', { teams: ['platform-team'] }).token);
    await operator.pulls.createReview({ ...at('owned'), pull_number: 1, event: 'APPROVE' });
    await merge('owned');
  });

  it('ask someone else than who pushed last', async () => {
    const repository = await pulled('pushed');
    await ruleset('pushed', reviews({ dismiss_stale_reviews_on_push: false, require_last_push_approval: true }));
    await approve('pushed');
    await push(repository, 'fix: after the review', { 'late.txt': '' });
    await refused(merge('pushed'), 405, /approval from someone other than the last pusher/);
    await approve('pushed');
    const late = { ...at('pushed'), branch: 'topic', path: 'by-the-reviewer.txt', message: 'fix', content: '' };
    await reviewer.repos.createOrUpdateFileContents(late);
    await approve('pushed');
    await refused(merge('pushed'), 405, /approval from someone other than the last pusher/);
  });

  it('hold the API as well', async () => {
    await pulled('held');
    await ruleset('held', reviews(), { type: 'deletion' });
    const file = { ...at('held'), path: 'direct.txt', message: 'direct', content: '' };
    await refused(owner.repos.createOrUpdateFileContents(file), 409, /Changes must be made through a pull request/);
    const { git } = github.repository('held');
    const ref = { ...at('held'), ref: 'heads/main', sha: (await git.head('topic'))! };
    await refused(owner.git.updateRef(ref), 422, /Changes must be made through a pull request/);
  });
});
