import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { type Problem, printable, shown, told } from '../problems/problem';
import { codeOf, reasonOf } from '../settings/file-problem';
import { ENVIRONMENTS } from '../settings/settings';
import { checkAnswers } from './check';
import { RegistrationError } from './error';
import { repositoriesOf } from './names';
import { parseFile } from './parse';
import type { Registration } from './schema';

/** Largest file that is read, in bytes; a registration has some hundred. */
const MAX_SIZE = 64 * 1024;

interface CheckedFile {
  /** The file as messages name it, e.g. `apps/shop.yaml`. */
  readonly file: string;
  readonly problems: Problem[];
  readonly registration?: Registration;
  /** The name that is given, right or wrong. */
  readonly name?: string;
}

/**
 * Reads all registrations: `<name>.yaml`, one an app. An empty folder is a platform without apps; files whose name
 * begins with a dot, such as `.gitkeep`, are passed over, unless they look like registrations.
 *
 * @param folder path of the folder, `apps` in the platform repository
 * @param taken names of repositories that no app can have, such as that of the platform repository; @default - none
 * @returns the registrations, defaults filled in, sorted by name
 * @throws RegistrationError listing all that is wrong with all files
 */
export function readRegistrations(folder: string, taken: readonly string[] = []): Registration[] {
  const files = entriesOf(folder)
    .filter(({ name }) => !name.startsWith('.') || /\.ya?ml$/.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((entry) => checkFile(folder, entry));
  refuseCollisions(files, taken);
  const problems = files.flatMap(({ file, problems }) => problems.map((problem) => told(file, problem)));
  if (problems.length > 0) throw new RegistrationError(problems);
  return files.map(({ registration }) => registration!).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const code = codeOf(error);
    const given = code === 'ENOENT' ? 'nothing' : code === 'ENOTDIR' ? 'a file' : unreadable(error);
    const name = printable(basename(resolve(folder)));
    throw new RegistrationError([
      `${name}: folder: given ${given}; allowed: a folder of registrations, <name>.yaml each`,
    ]);
  }
}

function checkFile(folder: string, entry: Dirent): CheckedFile {
  const file = `${printable(basename(resolve(folder)))}/${printable(entry.name)}`;
  const refused = (given: string, allowed: string) => ({ file, problems: [{ where: 'file', given, allowed }] });

  if (entry.isSymbolicLink()) return refused('a symbolic link', 'a file of this folder');
  if (!entry.isFile()) return refused(entry.isDirectory() ? 'a folder' : 'no regular file', 'files named <name>.yaml');
  if (!entry.name.endsWith('.yaml')) return refused(`the name ${shown(entry.name)}`, 'files named <name>.yaml');

  let bytes: Uint8Array;
  try {
    const path = join(folder, entry.name);
    const { size } = statSync(path);
    if (size > MAX_SIZE) return refused(`${size} bytes`, `${MAX_SIZE} bytes at most`);
    bytes = readFileSync(path);
  } catch (error) {
    return refused(unreadable(error), 'a file that can be read');
  }
  return { file, ...checkContent(bytes, entry.name) };
}

function checkContent(bytes: Uint8Array, fileName: string): Omit<CheckedFile, 'file'> {
  const { answers, problems: found } = parseFile(bytes);
  if (answers === undefined) return { problems: [...found] };
  const checked = checkAnswers(answers);
  const problems = [...found, ...('problems' in checked ? checked.problems : [])];
  const name = answers.get('name')?.value;
  if (typeof name !== 'string') return { problems };
  const rightName = `${name}.yaml`;
  if (rightName !== fileName && !problems.some(({ where }) => where === 'name')) {
    problems.push({
      where: 'file',
      given: `the name ${shown(fileName)}`,
      allowed: `${shown(rightName)}, since name is ${shown(name)}`,
    });
  }
  return { problems, name, ...('registration' in checked ? { registration: checked.registration } : {}) };
}

/** Adds a problem to each file of which a repository or a namespace would be another app's as well. */
function refuseCollisions(files: readonly CheckedFile[], taken: readonly string[]): void {
  // In lower case, as all that is made of an app's name is.
  const owners = new Map(taken.map((repository) => [`repository ${repository.toLowerCase()}`, 'the platform']));
  const named = files.filter(({ name }) => name !== undefined).sort((a, b) => (a.name! < b.name! ? -1 : 1));
  for (const { file, name, problems } of named) {
    const repositories = Object.values(repositoriesOf(name!)).map((repository) => `repository ${repository}`);
    const namespaces = ['', ...ENVIRONMENTS.map((environment) => `-${environment}`)].map(
      (end) => `namespace ${name}${end}`,
    );
    const things = [...repositories, ...namespaces];
    const collision = things.find((thing) => owners.has(thing));
    if (collision === undefined) {
      for (const thing of things) owners.set(thing, file);
    } else {
      const allowed = `a name of its own: the ${printable(collision)} belongs to ${owners.get(collision)}`;
      problems.push({ where: 'name', given: shown(name!), allowed });
    }
  }
}

function unreadable(error: unknown): string {
  return `what cannot be read: ${reasonOf(error)}`;
}
