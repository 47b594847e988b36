import { isSameName } from '../../constructs/settings/github-names';
import type { PlatformSettings } from '../../constructs/settings/settings';
import { UserError } from '../../constructs/settings/user-error';
import { type Client, orNothing } from './client';

/** A file to be written, or, without content, to be removed. */
export interface FileChange {
  readonly path: string;
  readonly content?: string | Buffer;
  readonly executable?: boolean;
}

/** A pull request of a branch of the platform repository itself. */
export interface Pull {
  readonly number: number;
  readonly branch: string;
  /** Commit that its branch is at. */
  readonly sha: string;
  readonly url: string;
}

/** The platform repository on GitHub: its pull requests, and commits on their branches. */
export class PlatformRepository {
  private constructor(
    private readonly client: Client,
    /** Its names as GitHub writes them. */
    private readonly where: { readonly owner: string; readonly repo: string },
    /** What `platform.ts` writes in another case than GitHub, a line each. */
    readonly notices: readonly string[],
  ) {}

  /** @throws UserError where GitHub knows no such repository, or by another name */
  static async find(
    client: Client,
    { organization, repository }: Pick<PlatformSettings, 'organization' | 'repository'>,
  ): Promise<PlatformRepository> {
    const found = await orNothing(client.rest.repos.get({ owner: organization, repo: repository }));
    const given = `${organization}/${repository}`;
    if (found === undefined) {
      throw new UserError(
        `platform.ts: organization, repository: given ${given}; allowed: a repository that exists, and that this token may see`,
      );
    }
    const { full_name: name, owner, name: repo } = found.data;
    if (!isSameName(name, given)) {
      throw new UserError(
        `platform.ts: organization, repository: given ${given}; allowed: ${name}, as it is called now`,
      );
    }
    const notices = [
      ...(owner.login === organization ? [] : [noticeOf('organization', organization, owner.login)]),
      ...(repo === repository ? [] : [noticeOf('repository', repository, repo)]),
    ];
    return new PlatformRepository(client, { owner: owner.login, repo }, notices);
  }

  /** The same repository, as someone else. */
  as(client: Client): PlatformRepository {
    return new PlatformRepository(client, this.where, this.notices);
  }

  /** Commit that a branch is at, or nothing where there is no such branch. */
  async head(branch: string): Promise<string | undefined> {
    const answer = await orNothing(this.client.rest.git.getRef({ ...this.where, ref: `heads/${branch}` }));
    return answer?.data.object.sha;
  }

  /** Text of a file at a commit or branch, or nothing where there is none. */
  async read(path: string, ref: string): Promise<string | undefined> {
    return readText(this.client, { ...this.where, path, ref });
  }

  /** Open pull requests into `main` of the repository's own branches. @param branch only those of this one */
  async pulls(branch?: string): Promise<Pull[]> {
    return this.list('open', branch);
  }

  /** Pull requests of a branch that were closed without being merged. */
  async rejected(branch: string): Promise<Pull[]> {
    return this.list('closed', branch);
  }

  private async list(state: 'open' | 'closed', branch?: string): Promise<Pull[]> {
    const pulls = await this.client.paginate(this.client.rest.pulls.list, {
      ...this.where,
      state,
      base: 'main',
      per_page: 100,
      ...(branch !== undefined && { head: `${this.where.owner}:${branch}` }),
    });
    return pulls
      .filter(({ head, merged_at }) => this.isIt(head.repo?.full_name) && !merged_at)
      .map(({ number, head, html_url }) => ({ number, branch: head.ref, sha: head.sha, url: html_url }));
  }

  /** Whether a name is its own: a fork of it has another owner, and one that is gone has none. */
  private isIt(name: string | undefined): boolean {
    return name !== undefined && isSameName(name, `${this.where.owner}/${this.where.repo}`);
  }

  /** Paths of the files that a pull request changes, and how: `added`, `modified`, `removed`, … */
  async files({ number }: Pull): Promise<{ readonly path: string; readonly status: string }[]> {
    const files = await this.client.paginate(this.client.rest.pulls.listFiles, {
      ...this.where,
      pull_number: number,
      per_page: 100,
    });
    return files.map(({ filename, status }) => ({ path: filename, status }));
  }

  /** Opens a pull request of a branch into `main`. @returns where people find it */
  async open(branch: string, title: string, body: string): Promise<string> {
    const { data } = await this.client.rest.pulls.create({ ...this.where, head: branch, base: 'main', title, body });
    return data.html_url;
  }

  /** Name of the tree that a commit has with these changes. */
  async tree(commit: string, changes: readonly FileChange[]): Promise<string> {
    const tree = [];
    for (const change of changes) tree.push(await this.entry(change));
    const base = await this.treeOf(commit);
    const { data } = await this.client.rest.git.createTree({ ...this.where, base_tree: base, tree });
    return data.sha;
  }

  private async entry({ path, content, executable }: FileChange) {
    const entry = { path, mode: executable ? '100755' : '100644', type: 'blob' } as const;
    if (content === undefined) return { ...entry, sha: null };
    if (typeof content === 'string') return { ...entry, content };
    const blob = { content: content.toString('base64'), encoding: 'base64' };
    const { data } = await this.client.rest.git.createBlob({ ...this.where, ...blob });
    return { ...entry, sha: data.sha };
  }

  /** Name of the tree of a commit. */
  async treeOf(commit: string): Promise<string> {
    const { data } = await this.client.rest.git.getCommit({ ...this.where, commit_sha: commit });
    return data.tree.sha;
  }

  /** Adds a commit to a branch, which is made where it does not exist; it is never set back. @returns the commit */
  async commit(branch: string, tree: string, message: string, parents: readonly string[]): Promise<string> {
    const { data } = await this.client.rest.git.createCommit({ ...this.where, tree, message, parents: [...parents] });
    if ((await this.head(branch)) === undefined) {
      await this.client.rest.git.createRef({ ...this.where, ref: `refs/heads/${branch}`, sha: data.sha });
    } else {
      await this.client.rest.git.updateRef({ ...this.where, ref: `heads/${branch}`, sha: data.sha, force: false });
    }
    return data.sha;
  }

  /** Says of a commit whether its registration is right, where people see it on the pull request. */
  async report(sha: string, state: 'success' | 'failure', description: string): Promise<void> {
    const status = { state, description: description.slice(0, 140), context: 'registration' };
    await this.client.rest.repos.createCommitStatus({ ...this.where, sha, ...status });
  }

  /** Whether a check of this name has succeeded on a commit. */
  async hasPassed(sha: string, check: string): Promise<boolean> {
    const { data } = await this.client.rest.checks.listForRef({ ...this.where, ref: sha, check_name: check });
    return data.check_runs.length > 0 && data.check_runs.every(({ conclusion }) => conclusion === 'success');
  }

  /** Approves a pull request as it is now, once. */
  async approve({ number, sha }: Pull): Promise<void> {
    const pull = { ...this.where, pull_number: number };
    const reviews = await this.client.paginate(this.client.rest.pulls.listReviews, { ...pull, per_page: 100 });
    if (reviews.some(({ state, commit_id }) => state === 'APPROVED' && commit_id === sha)) return;
    const body = 'All checks have passed, and what this opens is nobody’s to review.';
    await this.client.rest.pulls.createReview({ ...pull, commit_id: sha, event: 'APPROVE', body });
  }

  /** Merges a pull request, if it is still as it was looked at. @returns why GitHub refuses, where it does */
  async merge({ number, sha }: Pull): Promise<string | undefined> {
    try {
      await this.client.rest.pulls.merge({ ...this.where, pull_number: number, sha, merge_method: 'squash' });
      return undefined;
    } catch (error) {
      const { status, message } = error as { readonly status?: number; readonly message: string };
      if (status === 405 || status === 409) return message;
      throw error;
    }
  }
}

/** Says that a name is in another case on GitHub: where it is compared as it is written, it is another one. */
function noticeOf(field: string, given: string, name: string): string {
  return `platform.ts: ${field}: given ${JSON.stringify(given)}; GitHub calls it ${JSON.stringify(name)}: write it so`;
}

/** Text of a file of a repository, or nothing where there is none. */
export async function readText(
  client: Client,
  where: { readonly owner: string; readonly repo: string; readonly path: string; readonly ref?: string },
): Promise<string | undefined> {
  const raw = { mediaType: { format: 'raw' } };
  const answer = await orNothing(client.rest.repos.getContent({ ...where, ...raw }));
  return answer === undefined ? undefined : String(answer.data);
}
