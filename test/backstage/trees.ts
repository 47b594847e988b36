import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { SkeletonFile } from '../../constructs/backstage/skeleton';
import type { Repository } from '../github';

/** Writes files into a repository as git would have them. @returns the name of the tree */
export function writeTree(repository: Repository, files: readonly SkeletonFile[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'tree-'));
  try {
    for (const { path, content, executable } of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content, { mode: executable ? 0o755 : 0o644 });
    }
    return treeOf(repository, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The name of the tree that a folder is in a repository. */
function treeOf(repository: Repository, folder: string): string {
  const index = join(folder, '.git-index');
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, GIT_DIR: repository.git.folder, GIT_WORK_TREE: folder, GIT_INDEX_FILE: index },
    }).trim();
  git('add', '--all', '--force', '--', '.', ':!.git-index*');
  return git('write-tree');
}

/** Commits files to `main`, in place of what is there. Git writes one pack, not a file for each of them. */
export async function commitTree(repository: Repository, files: readonly SkeletonFile[]): Promise<void> {
  const { git } = repository;
  const head = await git.head('main');
  const data = (content: string | Uint8Array) => [`data ${Buffer.byteLength(content)}\n`, content, '\n'];
  const input = [
    'commit refs/heads/main\n',
    `committer Platform <platform@example.com> ${Math.floor(Date.now() / 1000)} +0000\n`,
    ...data('chore: synthesize'),
    ...(head ? [`from ${head}\n`, 'deleteall\n'] : []),
    ...files.flatMap(({ path, content, executable }) => [
      `M ${executable ? '100755' : '100644'} inline ${path}\n`,
      ...data(content),
    ]),
  ];
  execFileSync('git', ['fast-import', '--quiet'], {
    cwd: git.folder,
    input: Buffer.concat(input.map((part) => Buffer.from(part))),
  });
}
