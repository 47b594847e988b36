import { signatureOf } from '../access';
import { created, listed, noContent, ok } from '../answers';
import { emptyRepository, GitHubError, invalidRequest, notFound, unprocessable } from '../errors';
import type { Ref, Signature, TreeChange } from '../git/objects';
import type { Repository } from '../model/repository';
import { changeRef } from '../refs';
import { type Call, input, type Router } from '../routing';
import { blobView, gitCommitView, refView, tagView, treeView } from '../views/git';

/** Blobs, trees, commits, tags and refs: the API of git data. None of it works on an empty repository. */
export function gitDataRoutes(router: Router): void {
  blobsAndTrees(router);
  commitsAndTags(router);
  refs(router);
}

function blobsAndTrees(router: Router): void {
  router.onRepository('POST', '/git/blobs', 'contents:write', async (call, repository) => {
    await refuseEmpty(repository);
    const { content, encoding = 'utf-8' } = input<{ content: string; encoding: string }>(call);
    if (typeof content !== 'string') throw invalidRequest('"content" wasn\'t supplied.');
    const sha = await repository.git.writeBlob(Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8'));
    return created({ sha, url: call.url(`/repos/${repository.fullName}/git/blobs/${sha}`) });
  });

  router.onRepository('GET', '/git/blobs/:sha', 'contents:read', async (call, repository) => {
    const sha = await existing(repository, call.parameters.sha, 'blob');
    return ok(blobView(call, repository, sha, await repository.git.readBlob(sha)));
  });

  router.onRepository('POST', '/git/trees', 'contents:write', async (call, repository) => {
    await refuseEmpty(repository);
    type Entry = { path: string; mode: string; type: string; sha: string | null; content: string };
    const { tree, base_tree } = input<{ tree: Partial<Entry>[]; base_tree: string }>(call);
    if (!Array.isArray(tree) || tree.length === 0) throw unprocessable('Invalid tree info');
    const base = base_tree && (await repository.git.resolve(base_tree, 'tree'));
    if (base_tree && !base) throw notFound();
    const changes: TreeChange[] = [];
    for (const { path, mode, sha, content } of tree) {
      if (!path || !mode) throw unprocessable('tree.path and tree.mode must be given');
      const object = content === undefined ? sha : await repository.git.writeBlob(content);
      if (object === undefined) throw unprocessable('Must supply either tree.sha or tree.content');
      if (object !== null && !(await repository.git.typeOf(object))) {
        throw unprocessable(`tree.sha ${object} is not a valid blob`);
      }
      changes.push({ path, mode, sha: object });
    }
    const sha = await repository.git.writeTree(base || undefined, changes);
    return created(treeView(call, repository, sha, await repository.git.tree(sha)));
  });

  router.onRepository('GET', '/git/trees/:sha', 'contents:read', async (call, repository) => {
    await refuseEmpty(repository);
    const sha = await repository.git.resolve(call.parameters.sha, 'tree');
    if (!sha) throw notFound();
    const entries = await repository.git.tree(sha, { recursive: call.query.has('recursive') });
    return ok(treeView(call, repository, sha, entries));
  });
}

function commitsAndTags(router: Router): void {
  router.onRepository('POST', '/git/commits', 'contents:write', async (call, repository) => {
    await refuseEmpty(repository);
    type NewCommit = { message: string; tree: string; parents: string[]; author: Signature; committer: Signature };
    const { message, tree, parents = [], ...given } = input<NewCommit>(call);
    if (typeof message !== 'string') throw invalidRequest('"message" wasn\'t supplied.');
    if (!tree || (await repository.git.typeOf(tree)) !== 'tree') throw unprocessable('Tree SHA does not exist');
    for (const parent of parents) {
      if ((await repository.git.typeOf(parent)) !== 'commit')
        throw unprocessable('Parent SHA does not exist or is not a commit object');
    }
    const author = given.author ?? signatureOf(call.actor);
    const committer = given.committer ?? author;
    const sha = await repository.git.writeCommit({ message, tree, parents, author, committer });
    return created(gitCommitView(call, repository, await repository.git.commit(sha)));
  });

  router.onRepository('GET', '/git/commits/:sha', 'contents:read', async (call, repository) => {
    await refuseEmpty(repository);
    const sha = await existing(repository, call.parameters.sha, 'commit');
    return ok(gitCommitView(call, repository, await repository.git.commit(sha)));
  });

  router.onRepository('POST', '/git/tags', 'contents:write', async (call, repository) => {
    await refuseEmpty(repository);
    const { tag, message, object, tagger } = input<{ tag: string; message: string; object: string; tagger: Signature }>(
      call,
    );
    if (!tag || message === undefined) throw invalidRequest('"tag" and "message" must be supplied.');
    if (!object || !(await repository.git.typeOf(object))) throw unprocessable('Object does not exist');
    const sha = await repository.git.writeTag({ tag, message, object, tagger: tagger ?? signatureOf(call.actor) });
    return created(tagView(call, repository, await repository.git.tag(sha)));
  });

  router.onRepository('GET', '/git/tags/:sha', 'contents:read', async (call, repository) => {
    const sha = await existing(repository, call.parameters.sha, 'tag');
    return ok(tagView(call, repository, await repository.git.tag(sha)));
  });
}

function refs(router: Router): void {
  router.onRepository('GET', '/git/ref/*ref', 'contents:read', async (call, repository) => {
    return ok(refView(call, repository, await refNamed(repository, call.parameters.ref)));
  });

  router.onRepository('GET', '/git/matching-refs/*ref', 'contents:read', async (call, repository) => {
    const matching = await repository.git.refs(`refs/${call.parameters.ref}`);
    return listed(call, matching, (ref) => refView(call, repository, ref));
  });

  router.onRepository('POST', '/git/refs', 'contents:write', async (call, repository) => {
    await refuseEmpty(repository);
    const { ref, sha } = input<{ ref: string; sha: string }>(call);
    if (!ref || !sha) throw invalidRequest('"ref" and "sha" must be supplied.');
    if (!/^refs\/[^/]+\/./.test(ref) || !(await repository.git.isRefName(ref))) {
      throw unprocessable(`${ref} is not a valid ref name.`);
    }
    if ((await repository.git.refs(ref)).some((other) => other.ref === ref))
      throw unprocessable('Reference already exists');
    await requireObject(repository, sha);
    await changeRef(call, repository, { ref, before: undefined, after: sha }, 422);
    return created(refView(call, repository, await refNamed(repository, ref.slice('refs/'.length))));
  });

  router.onRepository('PATCH', '/git/refs/*ref', 'contents:write', async (call, repository) => {
    const { sha, force = false } = input<{ sha: string; force: boolean }>(call);
    if (!sha) throw invalidRequest('"sha" wasn\'t supplied.');
    const { ref, sha: before } = await refToChange(call, repository);
    await requireObject(repository, sha);
    if (!force && !(await repository.git.isAncestor(before, sha))) throw unprocessable('Update is not a fast forward');
    await changeRef(call, repository, { ref, before, after: sha }, 422);
    return ok(refView(call, repository, await refNamed(repository, call.parameters.ref)));
  });

  router.onRepository('DELETE', '/git/refs/*ref', 'contents:write', async (call, repository) => {
    const { ref, sha } = await refToChange(call, repository);
    if (ref === `refs/heads/${repository.settings.default_branch}`) {
      throw unprocessable('Cannot delete the default branch');
    }
    await changeRef(call, repository, { ref, before: sha, after: undefined }, 422);
    return noContent();
  });
}

async function refuseEmpty(repository: Repository): Promise<void> {
  if (await repository.git.isEmpty()) throw emptyRepository();
}

async function requireObject(repository: Repository, sha: string): Promise<void> {
  if (!/^[0-9a-f]{40}$/.test(sha)) {
    throw unprocessable('The sha parameter must be exactly 40 characters and contain only [0-9a-f].');
  }
  if (!(await repository.git.typeOf(sha))) throw unprocessable('Object does not exist');
}

async function existing(repository: Repository, sha: string, type: 'blob' | 'commit' | 'tag'): Promise<string> {
  if (!/^[0-9a-f]{4,40}$/.test(sha)) {
    throw new GitHubError(422, 'The sha parameter must be exactly 40 characters and contain only [0-9a-f].');
  }
  if ((await repository.git.typeOf(sha)) !== type) throw notFound();
  return sha;
}

/** @param name without `refs/` */
async function refNamed(repository: Repository, name: string): Promise<Ref> {
  await refuseEmpty(repository);
  const ref = (await repository.git.refs(`refs/${name}`)).find((entry) => entry.ref === `refs/${name}`);
  if (!ref) throw notFound();
  return ref;
}

async function refToChange(call: Call<'ref'>, repository: Repository): Promise<Ref> {
  try {
    return await refNamed(repository, call.parameters.ref);
  } catch (error) {
    if (error instanceof GitHubError && error.status === 404) throw unprocessable('Reference does not exist');
    throw error;
  }
}
