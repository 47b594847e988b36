import { type ExecFileException, execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { UserError } from '../../constructs/settings/user-error';
import { ENGINES, type Engine, type EngineName } from './engines';

const MODULES = join(__dirname, '..', '..', '..', 'test', 'engines', 'modules');

/** Where an engine's program is. */
export interface Program {
  readonly path: string;
  /** Which one it is, for people, e.g. `etcd v3.7.3`. */
  readonly is: string;
}

/** The programs of all engines, or why they can't be had. */
export type Programs = Readonly<Record<EngineName, Program>>;

/** An engine that can't be had, and why. */
export interface Missing {
  readonly engine: string;
  readonly reason: string;
}

/**
 * Finds every engine, or builds it: what the setting names, else what is on the PATH in the pinned version, else what
 * was built before or is built now, which takes minutes.
 *
 * @param progress is told what is about to take a while
 * @throws UserError where a setting names no program
 */
export async function findPrograms(
  progress: (step: string) => void,
): Promise<{ readonly programs?: Programs; readonly missing: readonly Missing[] }> {
  const names = Object.keys(ENGINES) as EngineName[];
  const programs: Partial<Record<EngineName, Program>> = {};
  const missing: Missing[] = [];
  const toBuild: EngineName[] = [];
  for (const name of names) {
    const found = present(ENGINES[name]);
    if (found) programs[name] = found;
    else toBuild.push(name);
  }
  // One after another: each uses all cores by itself.
  for (const [i, name] of toBuild.entries()) {
    const engine: Engine = ENGINES[name];
    progress(`building ${engine.name} ${engine.version} (${i + 1} of ${toBuild.length})`);
    try {
      programs[name] = await build(engine);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      missing.push({ engine: engine.name, reason: error.message });
    }
  }
  return missing.length > 0 ? { missing } : { programs: programs as Programs, missing };
}

/** A program that need not be built. */
function present(engine: Engine): Program | undefined {
  const { name, version, setting } = engine;
  const set = process.env[setting];
  if (set) {
    if (!isProgram(set)) throw new UserError(`${setting}: given ${set}; allowed: the path of the program ${name}`);
    return { path: set, is: `${name} as ${setting} has it` };
  }
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name);
    if (engine.askVersion && isProgram(path) && isOfVersion(path, engine)) return { path, is: `${name} ${version}` };
  }
  const built = builtPath(engine);
  return existsSync(built) ? { path: built, is: `${name} ${version}` } : undefined;
}

/** Whether a file can be run. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isOfVersion(path: string, { askVersion = [], version }: Engine): boolean {
  const { stdout } = spawnSync(path, askVersion, { encoding: 'utf8', timeout: 10_000 });
  return (stdout ?? '').split(/\s+/).some((word) => word === version || word === version.slice(1));
}

/** Built anew where anything that it is made of has changed. */
function builtPath(engine: Engine): string {
  const { XDG_CACHE_HOME, ENGINES_CACHE } = process.env;
  const cache = ENGINES_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'developer-platform', 'engines');
  const made = createHash('sha256').update(JSON.stringify([engine, process.platform, process.arch]));
  for (const file of ['go.mod', 'go.sum']) made.update(readFileSync(join(MODULES, engine.pinnedIn, file)));
  return join(cache, `${engine.name}-${engine.version}-${made.digest('hex').slice(0, 12)}`);
}

/** @throws UserError where Go is not there or refuses */
async function build(engine: Engine): Promise<Program> {
  const path = builtPath(engine);
  const partial = `${path}.${process.pid}`;
  const variables = Object.entries(engine.variables ?? {}).map(([name, value]) => `-X=${name}=${value}`);
  const args = ['build', '-mod=readonly', '-trimpath', `-ldflags=${['-s', '-w', ...variables].join(' ')}`];
  mkdirSync(join(path, '..'), { recursive: true });
  try {
    await promisify(execFile)('go', [...args, '-o', partial, engine.package], {
      cwd: join(MODULES, engine.pinnedIn),
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const { code, stderr } = error as ExecFileException;
    if (code === 'ENOENT')
      throw new UserError(`Go is needed to build ${engine.name}, and there is no \`go\` on the PATH`);
    throw new UserError(`go build ${engine.package}: ${String(stderr).trim().split('\n').slice(-3).join('; ')}`);
  }
  renameSync(partial, path);
  return { path, is: `${engine.name} ${engine.version}` };
}
