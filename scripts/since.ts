import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import type { Changes, OutputTree } from '../constructs/output/tree';
import { shown } from '../constructs/problems/problem';
import type { Files } from '../constructs/removal/going';
import { UserError } from '../constructs/settings/user-error';
import { ROOT } from '../constructs/synthesize';

/** The texts in `dist/` as a commit has it, by path from the root of `dist/`. @throws UserError where there is no such commit */
export function distAt(ref: string): Files {
  const commit = commitOf(ref);
  const paths = String(printed(['ls-tree', '-r', '-z', '--name-only', '--full-tree', commit, 'dist/']))
    .split('\0')
    .filter(Boolean);
  const blobs = printed(['cat-file', '--batch'], paths.map((path) => `${commit}:${path}\n`).join(''));
  const files = new Map<string, string>();
  let offset = 0;
  for (const path of paths) {
    const end = blobs.indexOf('\n', offset);
    const size = Number(blobs.toString('utf8', offset, end).split(' ')[2]);
    files.set(path.slice('dist/'.length), blobs.toString('utf8', end + 1, end + 1 + size));
    offset = end + 1 + size + 1;
  }
  return files;
}

/** How a tree differs from files. */
export function changesFrom(files: Files, tree: OutputTree): Changes {
  const present = [...tree.objects().keys()].sort();
  const isSame = (path: string) => files.get(path) === String(tree.file(path)?.content);
  return {
    added: present.filter((path) => !files.has(path)),
    changed: present.filter((path) => files.has(path) && !isSame(path)),
    removed: [...files.keys()].filter((path) => tree.file(path) === undefined).sort(),
    unchanged: present.filter(isSame),
  };
}

function commitOf(ref: string): string {
  const { status, stdout, stderr } = git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  if (status === 0) return String(stdout).trim();
  const reason = String(stderr).trim();
  const allowed = `a commit of this repository that is fetched${reason && ` (${reason})`}`;
  throw new UserError(`--since: given ${shown(ref)}; allowed: ${allowed}`);
}

/** What git prints. @throws Error where it fails */
function printed(args: readonly string[], input = ''): Buffer {
  const { status, stdout, stderr } = git(args, input);
  if (status !== 0) throw new Error(`git ${args[0]}: ${String(stderr).trim()}`);
  return stdout;
}

function git(args: readonly string[], input = ''): SpawnSyncReturns<Buffer> {
  const result = spawnSync('git', args, { cwd: ROOT, input, maxBuffer: 2 ** 31 - 1 });
  if (result.error !== undefined) throw new UserError(`git cannot be run: ${result.error.message}`);
  return result;
}
