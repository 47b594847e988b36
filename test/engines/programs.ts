import { type ExecFileException, execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { UserError } from '../../constructs/settings/user-error';
import { givenPath } from '../../scripts/given-path';
import { ENGINES, type Engine, type EngineName } from './engines';
import { downloadManifests } from './plane/manifests';

const MODULES = join(__dirname, '..', '..', '..', 'test', 'engines', 'modules');

/** Where an engine's program is. */
export interface Program {
  readonly path: string;
  /** Which one it is, for people, e.g. `etcd v3.7.3`. */
  readonly is: string;
}

/** The engine that only some steps need: without it, those are skipped. */
const OPTIONAL = 'crossplaneBefore';

/** The programs of the engines. */
export type Programs = Readonly<
  Record<Exclude<EngineName, typeof OPTIONAL>, Program> & Partial<Record<typeof OPTIONAL, Program>>
>;

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
 * @returns the programs, unless one that every step needs is missing
 * @throws UserError where a setting names no program, or an engine cannot be built of what was downloaded
 */
export async function findPrograms(
  progress: (step: string) => void,
): Promise<{ readonly programs?: Programs; readonly missing: readonly Missing[] }> {
  const names = Object.keys(ENGINES) as EngineName[];
  const programs: Partial<Record<EngineName, Program>> = {};
  const missing: Missing[] = [];
  const toBuild: EngineName[] = [];
  for (const name of names) {
    const found = presentProgram(ENGINES[name]);
    if (found) programs[name] = found;
    else toBuild.push(name);
  }
  try {
    await downloadManifests();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { missing: [{ engine: 'the definitions that the engines are given', reason: error.message }] };
  }
  // One after another: each uses all cores by itself.
  for (const [i, name] of toBuild.entries()) {
    const engine: Engine = ENGINES[name];
    progress(`building ${engine.name} ${engine.version} (${i + 1} of ${toBuild.length})`);
    try {
      programs[name] = await build(engine);
    } catch (error) {
      if (!(error instanceof NotToBeHad)) throw error;
      missing.push({ engine: nameOf(engine), reason: error.message });
    }
  }
  const lacks = names.some((name) => !programs[name] && name !== OPTIONAL);
  return lacks ? { missing } : { programs: programs as Programs, missing };
}

/**
 * Finds one engine, or builds it: what its setting names, else what is on the PATH in the pinned version, else what was
 * built before or is built now.
 *
 * @throws UserError where it can't be had
 */
export async function findProgram(engine: Engine, progress: (step: string) => void): Promise<Program> {
  const found = presentProgram(engine);
  if (found) return found;
  progress(`building ${nameOf(engine)}`);
  return build(engine);
}

function nameOf({ name, version }: Engine): string {
  return `${name} ${version}`;
}

/** Go is not there, or does not get the modules. */
class NotToBeHad extends UserError {}

/** A program that need not be built. @throws UserError where its setting names none */
export function presentProgram(engine: Engine): Program | undefined {
  const { name, setting } = engine;
  const given = process.env[setting];
  if (given) {
    const set = givenPath(given);
    if (!isProgram(set)) throw new UserError(`${setting}: given ${given}; allowed: the path of the program ${name}`);
    return { path: set, is: `${name} as ${setting} has it` };
  }
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name);
    if (engine.askVersion && isProgram(path) && isOfVersion(path, engine)) return { path, is: nameOf(engine) };
  }
  const built = builtPath(engine);
  return existsSync(built) ? { path: built, is: nameOf(engine) } : undefined;
}

/** Whether this is a file that can be run. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
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
  const cache = ENGINES_CACHE
    ? givenPath(ENGINES_CACHE)
    : join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'developer-platform', 'engines');
  const made = createHash('sha256').update(JSON.stringify([engine, process.platform, process.arch]));
  const pins = join(MODULES, engine.pinnedIn);
  for (const file of readdirSync(pins).sort()) made.update(readFileSync(join(pins, file)));
  return join(cache, `${engine.name}-${engine.version}-${made.digest('hex').slice(0, 12)}`);
}

/**
 * @throws NotToBeHad where Go is not there, or cannot download the modules
 * @throws UserError where they cannot be built: the pins are wrong
 */
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
    rmSync(partial, { force: true });
    if (code === 'ENOENT') {
      throw new NotToBeHad(`Go is needed to build ${engine.name}, and there is no \`go\` on the PATH`);
    }
    const said = String(stderr)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line && !line.startsWith('go: downloading '));
    const isDownload = said.some((line) => /(?:Get "|reading )https?:\/\//.test(line));
    const reason = `go build ${engine.package}: ${said.slice(0, 3).join('; ')}`;
    throw isDownload ? new NotToBeHad(reason) : new UserError(reason);
  }
  renameSync(partial, path);
  return { path, is: nameOf(engine) };
}
