import { type ExecFileException, execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { UserError } from '../../constructs/settings/user-error';

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
 * @throws UserError where Go is not installed, or refuses the module or the version
 * @see https://go.dev/ref/mod#go-mod-download
 */
export async function downloadModule(module: string, version: string): Promise<GoModule> {
  const args = ['mod', 'download', '-json', `${module}@${version}`];
  try {
    // Outside of any folder with a go.mod, so that nothing there decides or is changed.
    const { stdout } = await promisify(execFile)('go', args, { cwd: tmpdir() });
    const { Dir, Sum } = JSON.parse(stdout) as { readonly Dir: string; readonly Sum: string };
    return { folder: Dir, sum: Sum };
  } catch (error) {
    const { code, stdout, stderr } = error as ExecFileException;
    if (code === 'ENOENT') throw new UserError('Go is needed to get the modules, and there is no `go` on the PATH');
    if (code === undefined) throw error;
    // With -json, Go gives its reason on stdout.
    const reason = stdout ? String(JSON.parse(stdout).Error) : String(stderr);
    throw new UserError(`go refused ${module}@${version}: ${reason.trim().replaceAll(/\s+/g, ' ')}`);
  }
}

/** A file of a module. */
export interface ModuleFile {
  readonly text: string;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** @throws UserError where the module has no such file */
export function readModuleFile(module: GoModule, path: string): ModuleFile {
  try {
    const bytes = readFileSync(join(module.folder, path));
    return { text: bytes.toString('utf8'), sha256: createHash('sha256').update(bytes).digest('hex') };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new UserError(`the module has no file ${path}`);
    throw error;
  }
}
