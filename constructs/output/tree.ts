import { linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { codeOf, reasonOf } from '../settings/file-problem';
import { UserError } from '../settings/user-error';
import { isKeptByWindows } from './file-name';
import { recover, replaceFolder } from './swap';
import { toYaml } from './yaml';

/** How a tree of files differs from what a folder holds: paths relative to the folder, sorted. */
export interface Changes {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
}

interface OutputFile {
  /** How many objects it holds; none where it is a text. */
  readonly objects: number;
  readonly content: string | Buffer;
  readonly executable: boolean;
}

/** How a file is written. */
export interface FileOptions {
  /** Whether it can be run as a program. @default false */
  readonly executable?: boolean;
}

/** Files to be written as one: all of them or, where anything fails, none. */
export class OutputTree {
  readonly #files = new Map<string, OutputFile>();
  readonly #check: (text: string, path: string) => void;

  /** @param check fails where a path or a text, or the YAML made of objects, must not be written; @default - all is taken */
  constructor(check: (text: string, path: string) => void = () => undefined) {
    this.#check = check;
  }

  /**
   * Adds a file of YAML, one document an object.
   *
   * @param path relative to the folder that is written, with `/`
   * @throws Error at a path that is taken or leads elsewhere, and where there is no object
   * @throws TypeError at values that YAML cannot hold
   */
  add(path: string, objects: readonly object[]): void {
    if (objects.length === 0) throw new Error(`${path} would hold no object`);
    this.#put(path, { objects: objects.length, content: objects.map(toYaml).join('---\n'), executable: false });
  }

  /**
   * Adds a file of text; its lines end as on Unix, the last one too.
   *
   * @param path relative to the folder that is written, with `/`
   * @throws Error at a path that is taken or leads elsewhere
   */
  addText(path: string, text: string, { executable = false }: FileOptions = {}): void {
    this.#put(path, { objects: 0, content: withUnixLines(text), executable });
  }

  /**
   * Adds a file as it is.
   *
   * @param path relative to the folder that is written, with `/`
   * @throws Error at a path that is taken or leads elsewhere
   */
  addBytes(path: string, bytes: Buffer, { executable = false }: FileOptions = {}): void {
    this.#put(path, { objects: 0, content: bytes, executable });
  }

  /** Content of a file, and whether it can be run; nothing where there is none at this path. */
  file(path: string): { readonly content: string | Buffer; readonly executable: boolean } | undefined {
    return this.#files.get(path);
  }

  /** How many objects each file holds, by its path. */
  objects(): ReadonlyMap<string, number> {
    return new Map([...this.#files].map(([path, { objects }]) => [path, objects]));
  }

  #put(path: string, file: OutputFile): void {
    if (!/^[^/\\]+(\/[^/\\]+)*$/.test(path) || /(^|\/)\.\.?(\/|$)/.test(path)) {
      throw new Error(`${JSON.stringify(path)} is no path within the folder that is written`);
    }
    if (path.split('/').some(isKeptByWindows)) throw new Error(`${path} cannot be checked out on Windows`);
    if (this.#files.has(path)) throw new Error(`${path} is written twice`);
    this.#check(path, 'the name of a file');
    if (typeof file.content === 'string') this.#check(file.content, path);
    this.#files.set(path, file);
  }

  /**
   * How this tree differs from a folder; the folder is left as it is.
   *
   * @throws Error where the path is that of something else than a folder
   */
  compare(folder: string): Changes {
    const present = filesIn(resolve(folder));
    const added: string[] = [];
    const changed: string[] = [];
    const unchanged: string[] = [];
    for (const path of [...this.#files.keys()].sort()) {
      if (!present.delete(path)) added.push(path);
      else if (isWritten(join(folder, path), this.#files.get(path)!)) unchanged.push(path);
      else changed.push(path);
    }
    return { added, changed, removed: [...present].sort(), unchanged };
  }

  /**
   * Makes a folder hold this tree and nothing else; where it does already, nothing is touched.
   *
   * @param approve is told how the tree differs, and fails where it must not be written; @default - all is written
   * @returns how the tree differs from what the folder held
   * @throws UserError where it cannot be written
   * @throws Error where the path is that of something else than a folder; then, as after any error, it is left as it is
   * @see replaceFolder for what an interruption leaves
   */
  write(folder: string, approve: (changes: Changes) => void = () => undefined): Changes {
    const target = resolve(folder);
    recover(target);
    const changes = this.compare(target);
    approve(changes);
    if (changes.added.length + changes.changed.length + changes.removed.length === 0) return changes;
    try {
      replaceFolder(target, (next) => this.#writeInto(next, target, new Set(changes.unchanged)));
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
      throw new UserError(`${target}: cannot be written: ${reasonOf(error)}`);
    }
    return changes;
  }

  /** Unchanged files are linked to what is there: to make thousands of files anew takes several times as long. */
  #writeInto(folder: string, current: string, unchanged: ReadonlySet<string>): void {
    const made = new Set(['.']);
    for (const [path, { content, executable }] of this.#files) {
      const parent = dirname(path);
      if (!made.has(parent)) {
        mkdirSync(join(folder, parent), { recursive: true });
        made.add(parent);
      }
      if (unchanged.has(path) && link(join(current, path), join(folder, path))) continue;
      writeFileSync(join(folder, path), content, { mode: executable ? 0o777 : 0o666 });
    }
  }
}

/** Whether the file could be linked; not every file system has links. */
function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch {
    return false;
  }
}

function withUnixLines(text: string): string {
  const lines = text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
  return lines === '' || (lines.endsWith('\n') && !lines.endsWith('\n\n')) ? lines : `${lines.replace(/\n+$/, '')}\n`;
}

/** Paths of everything in a folder that is no folder; none where there is no folder. */
function filesIn(folder: string): Set<string> {
  const files = new Set<string>();
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  if (stats === undefined) return files;
  if (!stats.isDirectory()) throw new Error(`${folder} is no folder, so it is not replaced`);
  const visit = (prefix: string): void => {
    for (const entry of readdirSync(join(folder, prefix), { withFileTypes: true })) {
      const path = prefix + entry.name;
      if (entry.isDirectory()) visit(`${path}/`);
      else files.add(path);
    }
  };
  visit('');
  return files;
}

/** Whether a file has this content. Its mode says nothing: there are file systems on which every file can be run, or none. */
function isWritten(path: string, { content }: OutputFile): boolean {
  const stats = lstatSync(path);
  if (!stats.isFile() || stats.size !== Buffer.byteLength(content)) return false;
  return readFileSync(path).equals(Buffer.from(content));
}
