import { type Dirent, lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { codeOf } from '../settings/file-problem';

/** What the system says of a folder that it cannot make a neighbour of, or cannot move: it is mounted where it is. */
const STAYS_WHERE_IT_IS: readonly unknown[] = ['EACCES', 'EBUSY', 'EPERM', 'EROFS', 'EXDEV'];

/**
 * Replaces a folder as a whole: `fill` writes the new one beside it, and only when that is complete the two are swapped.
 * A run that is killed leaves the old folder or the new one, never a mixture; what else it leaves, {@link recover} clears.
 * Where there are no folders that can be swapped in one step, a kill between its two renames leaves neither in place:
 * {@link recover} then puts the old one back.
 *
 * A folder that cannot be moved, as one that is mounted there, is replaced file by file instead: `fill` writes within it,
 * and a run that is killed after that leaves some files old and some new, each of them whole. The next run ends it.
 *
 * @param target absolute path of the folder; it need not exist
 * @param fill writes into the empty folder that it is given
 */
export function replaceFolder(target: string, fill: (folder: string) => void): void {
  try {
    swap(target, fill);
  } catch (error) {
    if (!exists(target) || !STAYS_WHERE_IT_IS.includes(codeOf(error))) throw error;
    replaceContent(target, fill);
  }
}

function swap(target: string, fill: (folder: string) => void): void {
  const { staging, next, previous } = stagingOf(target, dirname(target), process.pid);
  try {
    makeStaging(staging, next);
    fill(next);
    if (exists(target)) renameSync(target, previous);
    renameSync(next, target);
  } catch (error) {
    if (!exists(target) && exists(previous)) renameSync(previous, target);
    throw error;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function replaceContent(target: string, fill: (folder: string) => void): void {
  const { staging, next } = stagingOf(target, target, process.pid);
  try {
    makeStaging(staging, next);
    fill(next);
    moveContent(next, target, basename(staging));
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** One after the other: of a file system that is read-only, `recursive` alone says that there is no such folder. */
function makeStaging(staging: string, next: string): void {
  if (!exists(dirname(staging))) mkdirSync(dirname(staging), { recursive: true });
  mkdirSync(staging);
  mkdirSync(next);
}

/** Moves files over those of a folder, and removes what else is there. @param kept name of what stays */
function moveContent(from: string, to: string, kept?: string): void {
  const entries = readdirSync(from, { withFileTypes: true });
  const names = new Set([...entries.map(({ name }) => name), kept]);
  for (const entry of entries) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (!isAlike(entry, target)) rmSync(target, { recursive: true, force: true });
    if (!entry.isDirectory()) {
      renameSync(source, target);
      continue;
    }
    if (!exists(target)) mkdirSync(target);
    moveContent(source, target);
  }
  for (const name of readdirSync(to)) if (!names.has(name)) rmSync(join(to, name), { recursive: true });
}

/** Whether what is at a path is a folder where the entry is one, and none where it is none. */
function isAlike(entry: Dirent, path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === entry.isDirectory();
}

/** Clears what killed runs left beside and in a folder, and puts the folder back where one was killed during the swap. */
export function recover(target: string): void {
  for (const parent of [dirname(target), target]) {
    if (!lstatSync(parent, { throwIfNoEntry: false })?.isDirectory()) continue;
    const prefix = `.${basename(target)}-`;
    for (const name of readdirSync(parent)) {
      const id = name.startsWith(prefix) ? name.slice(prefix.length) : '';
      if (!/^[1-9][0-9]*$/.test(id)) continue;
      const pid = Number(id);
      if (isRunning(pid)) continue;
      const { staging, previous } = stagingOf(target, parent, pid);
      if (!exists(target) && exists(previous)) renameSync(previous, target);
      rmSync(staging, { recursive: true, force: true });
    }
  }
}

/** Where a process keeps the folder to come and the folder that was: where a rename moves them to the target. */
function stagingOf(target: string, parent: string, pid: number) {
  const staging = join(parent, `.${basename(target)}-${pid}`);
  return { staging, next: join(staging, 'next'), previous: join(staging, 'previous') };
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Whether another process of this id is running; one of our own id is one that is gone. */
function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
