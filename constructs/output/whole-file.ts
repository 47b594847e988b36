import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { reasonOf } from '../settings/file-problem';
import { UserError } from '../settings/user-error';

/**
 * Writes a file as a whole: beside its place, and into it only when all of it is on the disk. Where that fails, there is
 * what there was.
 *
 * @param name of the file, as messages call it; @default its path
 * @throws UserError where it cannot be written
 */
export function writeWhole(path: string, content: string, name = path): void {
  const partial = join(dirname(path), `.${basename(path)}.${process.pid}`);
  try {
    writeFileSync(partial, content, { flag: 'wx', flush: true });
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw new UserError(`${name}: cannot be written: ${reasonOf(error)}`);
  }
}
