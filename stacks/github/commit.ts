import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { SkeletonFile } from '../../constructs/backstage/skeleton';
import { UserError } from '../../constructs/settings/user-error';
import { MAIN } from './rules';

/** A repository as git reaches it. */
export interface Remote {
  /** `https://…/<owner>/<repository>.git` */
  readonly url: string;
  /** Token that may write to it. */
  readonly token: string;
}

/** What a commit is made of. */
export interface Commit {
  readonly files: readonly SkeletonFile[];
  readonly message: string;
  readonly author: { readonly name: string; readonly email: string };
}

/**
 * Makes one commit the whole of an empty repository. The push creates `main` and never moves it, so that whoever is
 * faster is not overwritten.
 *
 * @returns whether it did; not where the repository holds any branch or tag
 * @throws UserError where git is missing or refuses
 */
export async function seed(remote: Remote, commit: Commit): Promise<boolean> {
  if ((await git(remote, ['ls-remote', remote.url])) !== '') return false;
  await inFolderOf(commit.files, async (folder) => {
    await git(remote, ['init', '--quiet'], folder);
    await push(remote, commit, folder);
  });
  return true;
}

/**
 * Makes one commit on top of `main` that holds these files and nothing else; the first one, where there is none.
 *
 * @returns whether it did; not where `main` holds just that already
 * @throws UserError where git is missing or refuses
 */
export async function publish(remote: Remote, commit: Commit): Promise<boolean> {
  const [line] = (await git(remote, ['ls-remote', remote.url, `refs/heads/${MAIN}`])).split('\n');
  const parent = line?.split('\t')[0];
  if (!parent) return seed(remote, commit);
  return inFolderOf(commit.files, async (folder) => {
    await git(remote, ['init', '--quiet'], folder);
    await git(remote, ['fetch', '--quiet', '--depth=1', remote.url, parent], folder);
    return push(remote, commit, folder, parent);
  });
}

async function push(remote: Remote, commit: Commit, folder: string, parent?: string): Promise<boolean> {
  const { files, message, author } = commit;
  await git(remote, ['add', '--all', '--force'], folder);
  const programs = files.filter(({ executable }) => executable).map(({ path }) => path);
  if (programs.length > 0) await git(remote, ['update-index', '--chmod=+x', '--', ...programs], folder);
  const tree = await git(remote, ['write-tree'], folder);
  if (parent && tree === (await git(remote, ['rev-parse', `${parent}^{tree}`], folder))) return false;
  const who = [`user.name=${author.name}`, `user.email=${author.email}`].flatMap((setting) => ['-c', setting]);
  const from = parent ? ['-p', parent] : [];
  const made = await git(remote, [...who, 'commit-tree', tree, ...from, '-m', message], folder);
  await git(remote, ['push', '--quiet', remote.url, `${made}:refs/heads/${MAIN}`], folder);
  return true;
}

/** Writes files to a folder of their own, for as long as they are used. */
async function inFolderOf<Result>(
  files: readonly SkeletonFile[],
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'commit-'));
  try {
    for (const { path, content } of files) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What makes the outcome the same on every machine, whatever its git is set to. */
const SETTINGS = {
  'core.autocrlf': 'false',
  'core.hooksPath': '/dev/null',
  // What can be run is told by name: where the files lie, all of them or none may be.
  'core.fileMode': 'false',
  'credential.helper': '',
};

/** Runs git; the token reaches it by its environment, so that no list of processes and no file shows it. */
async function git({ url, token }: Remote, args: readonly string[], cwd = tmpdir()): Promise<string> {
  const authorization = `Authorization: Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;
  const settings = Object.entries({ ...SETTINGS, [`http.${url}.extraHeader`]: authorization });
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_COUNT: String(settings.length),
  };
  for (const [index, [key, value]] of settings.entries()) {
    env[`GIT_CONFIG_KEY_${index}`] = key;
    env[`GIT_CONFIG_VALUE_${index}`] = value;
  }
  try {
    const { stdout } = await promisify(execFile)('git', [...args], { cwd, env });
    return stdout.trim();
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & { readonly stderr?: string };
    if (code === 'ENOENT') throw new UserError(`git is needed to write the first commit of ${url}: install it`);
    throw new UserError(`${url}: git ${args.find((arg) => !arg.startsWith('-'))}: ${stderr?.trim()}`);
  }
}
