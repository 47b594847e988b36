import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Something that the user can put right; it is shown without a stack trace. */
export class ImportsError extends Error {}

/** A Go module on disk. */
export interface GoModule {
  /** Folder of the extracted module, read-only. */
  readonly folder: string;
  /** Go's checksum of the module's archive, `h1:…`, which the toolchain has verified. */
  readonly sum: string;
}

/**
 * Gets a module with the Go toolchain, from its cache where it is there already.
 *
 * @param version exact version
 * @throws ImportsError where Go is not installed, or refuses the module or the version
 * @see https://go.dev/ref/mod#go-mod-download
 */
export function downloadModule(module: string, version: string): Promise<GoModule> {
  return new Promise((resolve, reject) => {
    // Outside of any folder with a go.mod, so that nothing there decides or is changed.
    execFile('go', ['mod', 'download', '-json', `${module}@${version}`], { cwd: tmpdir() }, (failure, stdout, stderr) => {
      if (failure?.code === 'ENOENT') {
        reject(new ImportsError('Go is needed to get the modules: install it and make `go` available on the PATH'));
        return;
      }
      const answer = stdout.trim() ? JSON.parse(stdout) : { Error: stderr };
      if (failure || answer.Error) {
        const reason = String(answer.Error || stderr || failure?.message).trim().replaceAll(/\s+/g, ' ');
        reject(new ImportsError(`go refused ${module}@${version}: ${reason}`));
        return;
      }
      resolve({ folder: answer.Dir, sum: answer.Sum });
    });
  });
}

/** A file of a module. */
export interface ModuleFile {
  readonly text: string;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** @throws ImportsError where the module has no such file */
export function readModuleFile(module: GoModule, path: string): ModuleFile {
  try {
    const bytes = readFileSync(join(module.folder, path));
    return { text: bytes.toString('utf8'), sha256: createHash('sha256').update(bytes).digest('hex') };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new ImportsError(`the module has no file ${path}`);
    throw error;
  }
}
