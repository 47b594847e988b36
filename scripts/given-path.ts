import { join, resolve } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** A path as it was meant where it was given: npm runs a command in the root of the repository, and tells from where. */
export function givenPath(path: string): string {
  const { INIT_CWD } = process.env;
  return resolve(INIT_CWD !== undefined && process.cwd() === ROOT ? INIT_CWD : process.cwd(), path);
}

/** A program as it was meant where it was named: what has no folder is looked for on the PATH. */
export function givenProgram(program: string): string {
  return program.includes('/') ? givenPath(program) : program;
}
