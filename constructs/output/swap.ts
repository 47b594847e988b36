import { lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Replaces a folder as a whole: `fill` writes the new one beside it, and only when that is complete the two are swapped.
 * A run that is killed leaves the old folder or the new one, never a mixture; what else it leaves, {@link recover} clears.
 * Where there are no folders that can be swapped in one step, a kill between its two renames leaves neither in place:
 * {@link recover} then puts the old one back.
 *
 * @param target absolute path of the folder; it need not exist
 * @param fill writes into the empty folder that it is given
 */
export function replaceFolder(target: string, fill: (folder: string) => void): void {
  const { staging, next, previous } = stagingOf(target, process.pid);
  try {
    mkdirSync(next, { recursive: true });
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

/** Clears what killed runs left beside a folder, and puts the folder back where one was killed during the swap. */
export function recover(target: string): void {
  const parent = dirname(target);
  if (!exists(parent)) return;
  const prefix = `.${basename(target)}-`;
  for (const name of readdirSync(parent)) {
    const id = name.startsWith(prefix) ? name.slice(prefix.length) : '';
    if (!/^[1-9][0-9]*$/.test(id)) continue;
    const pid = Number(id);
    if (isRunning(pid)) continue;
    const { staging, previous } = stagingOf(target, pid);
    if (!exists(target) && exists(previous)) renameSync(previous, target);
    rmSync(staging, { recursive: true, force: true });
  }
}

/** Where a process keeps the folder to come and the folder that was: beside the target, so that a rename moves them. */
function stagingOf(target: string, pid: number) {
  const staging = join(dirname(target), `.${basename(target)}-${pid}`);
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
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
