import { signatureOf } from '../access';
import { type Answer, ok } from '../answers';
import { conflict, GitHubError, invalidRequest, notFound, unprocessable } from '../errors';
import type { Signature, TreeEntry } from '../git/objects';
import type { Repository } from '../model/repository';
import { changeRef } from '../refs';
import { type Call, input, type Router } from '../routing';
import { contentView, gitCommitView } from '../views/git';

/** What changes a file. */
interface Change {
  message: string;
  /** In base64. */
  content: string;
  /** The blob that is to be replaced. */
  sha: string;
  branch: string;
  author: Signature;
  committer: Signature;
}

/** Files and folders, and archives of all of them. */
export function contentRoutes(router: Router): void {
  router.onRepository('GET', '/contents', 'contents:read', (call, repository) => read(call, repository, ''));
  router.onRepository('GET', '/contents/', 'contents:read', (call, repository) => read(call, repository, ''));
  router.onRepository('GET', '/contents/*path', 'contents:read', (call, repository) =>
    read(call, repository, call.parameters.path),
  );
  router.onRepository('GET', '/readme', 'contents:read', (call, repository) => read(call, repository, 'README.md'));

  router.onRepository('PUT', '/contents/*path', 'contents:write', async (call, repository) => {
    const { path } = call.parameters;
    const { content } = input<Change>(call);
    if (typeof content !== 'string') throw invalidRequest('"content" wasn\'t supplied.');
    if (path.split('/').some((part) => ['', '.', '..', '.git'].includes(part))) {
      throw unprocessable('path contains a malformed path component');
    }
    return write(call, repository, Buffer.from(content, 'base64'));
  });

  router.onRepository('DELETE', '/contents/*path', 'contents:write', (call, repository) =>
    write(call, repository, null),
  );

  for (const format of ['tarball', 'zipball'] as const) {
    const archive = async (call: Call<string>, repository: Repository): Promise<Answer> => {
      const commit = await repository.git.resolve(call.parameters.ref ?? repository.settings.default_branch);
      if (!commit) throw notFound();
      const folder = `${repository.owner.login}-${repository.name}-${commit.slice(0, 7)}`;
      const type = format === 'tarball' ? 'tar.gz' : 'zip';
      const raw = await repository.git.archive(commit, folder, type);
      const disposition = `attachment; filename=${folder}.${type}`;
      const contentType = format === 'tarball' ? 'application/x-gzip' : 'application/zip';
      return { status: 200, raw, headers: { 'Content-Type': contentType, 'Content-Disposition': disposition } };
    };
    router.onRepository('GET', `/${format}`, 'contents:read', archive);
    router.onRepository('GET', `/${format}/*ref`, 'contents:read', archive);
  }
}

async function read(call: Call<string>, repository: Repository, given: string): Promise<Answer> {
  const path = given.replace(/\/+$/, '');
  const { git, settings } = repository;
  const ref = call.query.get('ref') ?? settings.default_branch;
  const commit = await git.resolve(ref);
  if (!commit)
    throw new GitHubError(
      404,
      (await git.isEmpty()) ? 'This repository is empty.' : `No commit found for the ref ${ref}`,
    );
  const entry = path === '' ? undefined : await entryAt(repository, commit, path);
  if (path !== '' && !entry) throw notFound();
  if (!entry || entry.type === 'tree') {
    const entries = await git.tree(commit, path === '' ? {} : { path: `${path}/` });
    return ok(entries.map((each) => contentView(call, repository, each, ref)));
  }
  const content = await git.readBlob(entry.sha);
  if (/[.+]raw\b/.test(call.accept)) {
    return { status: 200, raw: content, headers: { 'Content-Type': 'application/vnd.github.raw+json; charset=utf-8' } };
  }
  return ok(contentView(call, repository, entry, ref, content));
}

/** Commits one file, or its removal, to a branch; in an empty repository that is the first commit. */
async function write(call: Call<'path'>, repository: Repository, content: Buffer | null): Promise<Answer> {
  const { path } = call.parameters;
  const { git, settings } = repository;
  const { message, sha, branch = settings.default_branch, ...given } = input<Change>(call);
  if (!message) throw invalidRequest('"message" wasn\'t supplied.');
  const head = await git.head(branch);
  if (!head && !(await git.isEmpty())) throw new GitHubError(404, `Branch ${branch} not found`);
  const before = head ? await entryAt(repository, head, path) : undefined;
  if (content === null && !before) throw notFound();
  if (before && !sha) throw invalidRequest('"sha" wasn\'t supplied.');
  if (before ? before.sha !== sha : sha) throw conflict(`${path} does not match ${sha}`);

  const blob = content && (await git.writeBlob(content));
  const mode = before?.mode ?? '100644';
  const tree = await git.writeTree(head, [{ path, mode, sha: blob }]);
  const author = given.author ?? signatureOf(call.actor);
  const committer = given.committer ?? author;
  const after = await git.writeCommit({ tree, parents: head ? [head] : [], message, author, committer });
  await changeRef(call, repository, { ref: `refs/heads/${branch}`, before: head, after }, 409);

  const entry = await entryAt(repository, after, path);
  return {
    status: before ? 200 : 201,
    body: {
      content: entry ? contentView(call, repository, entry, branch) : null,
      commit: gitCommitView(call, repository, await git.commit(after)),
    },
  };
}

async function entryAt(repository: Repository, commit: string, path: string): Promise<TreeEntry | undefined> {
  const [entry] = await repository.git.tree(commit, { path });
  return entry;
}
