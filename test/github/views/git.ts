import type { Commit, FileChange, Ref, Tag, TreeEntry } from '../git/objects';
import type { Repository } from '../model/repository';
import type { Context } from '../routing';
import { mentionView } from './accounts';

const VERIFICATION = { verified: false, reason: 'unsigned', signature: null, payload: null };

const place = (context: Context, repository: Repository, path: string) =>
  context.url(`/repos/${repository.fullName}${path}`);

/** A commit, as the API of git data shows it. */
export function gitCommitView(context: Context, repository: Repository, commit: Commit): object {
  return {
    sha: commit.sha,
    url: place(context, repository, `/git/commits/${commit.sha}`),
    html_url: `${context.state.webUrl}/${repository.fullName}/commit/${commit.sha}`,
    author: commit.author,
    committer: commit.committer,
    message: commit.message,
    tree: { sha: commit.tree, url: place(context, repository, `/git/trees/${commit.tree}`) },
    parents: commit.parents.map((sha) => ({ sha, url: place(context, repository, `/git/commits/${sha}`) })),
    verification: VERIFICATION,
  };
}

/** A commit, as lists of commits show it. */
export function commitView(context: Context, repository: Repository, commit: Commit): object {
  const user = context.state.accounts.find(
    (account) => account.type === 'User' && account.email === commit.author.email,
  );
  return {
    sha: commit.sha,
    url: place(context, repository, `/commits/${commit.sha}`),
    html_url: `${context.state.webUrl}/${repository.fullName}/commit/${commit.sha}`,
    commit: {
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      tree: { sha: commit.tree, url: place(context, repository, `/git/trees/${commit.tree}`) },
      url: place(context, repository, `/git/commits/${commit.sha}`),
      comment_count: 0,
      verification: VERIFICATION,
    },
    author: user ? mentionView(context, user.login) : null,
    committer: user ? mentionView(context, user.login) : null,
    parents: commit.parents.map((sha) => ({ sha, url: place(context, repository, `/commits/${sha}`) })),
  };
}

/** A ref as REST shows it. */
export function refView(context: Context, repository: Repository, ref: Ref): object {
  const kind = ref.type === 'tag' ? 'tags' : 'commits';
  return {
    ref: ref.ref,
    node_id: Buffer.from(`Ref:${repository.id}:${ref.ref}`).toString('base64url'),
    url: place(context, repository, `/git/${ref.ref}`),
    object: { sha: ref.sha, type: ref.type, url: place(context, repository, `/git/${kind}/${ref.sha}`) },
  };
}

/** An annotated tag. */
export function tagView(context: Context, repository: Repository, tag: Tag): object {
  return {
    ...tag,
    url: place(context, repository, `/git/tags/${tag.sha}`),
    object: { ...tag.object, url: place(context, repository, `/git/${tag.object.type}s/${tag.object.sha}`) },
    verification: VERIFICATION,
  };
}

/** A blob as REST shows it. */
export function blobView(context: Context, repository: Repository, sha: string, content: Buffer): object {
  const url = place(context, repository, `/git/blobs/${sha}`);
  return { sha, url, size: content.length, encoding: 'base64', content: inLines(content) };
}

/** A tree as REST shows it. */
export function treeView(context: Context, repository: Repository, sha: string, entries: readonly TreeEntry[]): object {
  const tree = entries.map((entry) => {
    const kind = entry.type === 'tree' ? 'trees' : 'blobs';
    return { ...entry, url: place(context, repository, `/git/${kind}/${entry.sha}`) };
  });
  return { sha, url: place(context, repository, `/git/trees/${sha}`), tree, truncated: false };
}

/** Content, as the API gives it: base64 in lines. */
const inLines = (content: Buffer) => content.toString('base64').replace(/.{60}/g, '$&\n');

/** A file or a folder, as the API of contents shows it. @param content of a file that is asked for itself */
export function contentView(
  context: Context,
  repository: Repository,
  entry: TreeEntry,
  ref: string,
  content?: Buffer,
): Record<string, unknown> {
  const path = entry.path.split('/').map(encodeURIComponent).join('/');
  const kind = entry.type === 'tree' ? 'dir' : 'file';
  const url = `${place(context, repository, `/contents/${path}`)}?ref=${encodeURIComponent(ref)}`;
  const html = `${context.state.webUrl}/${repository.fullName}/${kind === 'dir' ? 'tree' : 'blob'}/${ref}/${path}`;
  const git = place(context, repository, `/git/${kind === 'dir' ? 'trees' : 'blobs'}/${entry.sha}`);
  return {
    name: entry.path.split('/').at(-1),
    path: entry.path,
    sha: entry.sha,
    size: entry.size ?? 0,
    type: kind,
    url,
    html_url: html,
    git_url: git,
    download_url: kind === 'file' ? `${context.state.webUrl}/${repository.fullName}/raw/${ref}/${path}` : null,
    ...(content && { encoding: 'base64', content: inLines(content) }),
    _links: { self: url, git, html },
  };
}

/** A file that is not what it was, as comparisons and pull requests show it. */
export const changeView = ({ path, status }: FileChange) => ({ filename: path, status });
