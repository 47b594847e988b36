import type { SkeletonFile } from '../../constructs/backstage/skeleton';
import type { Repository } from '../github';

/** Writes files into a repository as git would have them. @returns the name of the tree */
export async function writeTree({ git }: Repository, files: readonly SkeletonFile[]): Promise<string> {
  const changes = [];
  for (const { path, content, executable } of files) {
    changes.push({ path, mode: executable ? '100755' : '100644', sha: await git.writeBlob(content) });
  }
  return git.writeTree(undefined, changes as Parameters<typeof git.writeTree>[1]);
}

/** Commits files to `main`, in place of what is there. */
export async function commitTree(repository: Repository, files: readonly SkeletonFile[]): Promise<void> {
  const { git } = repository;
  const head = await git.head('main');
  const author = { name: 'Platform', email: 'platform@example.com' };
  const commit = await git.writeCommit({
    tree: await writeTree(repository, files),
    parents: head ? [head] : [],
    message: 'chore: synthesize',
    author,
    committer: author,
  });
  await git.setRef('refs/heads/main', commit, head);
}
