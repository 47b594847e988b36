import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { git, tryGit } from './command';
import { looseObject, writeLooseBlob } from './loose-objects';
import {
  COMMIT_FORMAT,
  type Commit,
  type FileChange,
  type NewCommit,
  parseCommit,
  parseTag,
  type Ref,
  type Signature,
  type Tag,
  type TreeChange,
  type TreeEntry,
} from './objects';

/** A ref is not where a change expected it: someone else was faster. */
export class RefMoved extends Error {}

const NOTHING = '0'.repeat(40);

const BRANCHES = 'refs/heads/';

/**
 * A bare git repository in a folder. What is asked most often is read from its files, as starting git takes longer.
 * @see https://git-scm.com/docs/gitrepository-layout
 */
export class BareRepository {
  private constructor(readonly folder: string) {}

  static async create(folder: string, defaultBranch: string): Promise<BareRepository> {
    for (const part of ['objects/info', 'objects/pack', 'refs/heads', 'refs/tags']) {
      mkdirSync(join(folder, part), { recursive: true });
    }
    writeFileSync(join(folder, 'HEAD'), `ref: refs/heads/${defaultBranch}\n`);
    writeFileSync(join(folder, 'config'), '[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = true\n');
    return new BareRepository(folder);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The object that a name stands for, e.g. a commit of `main` or of `v1.0.0`, or any of `main:README.md`; or nothing. */
  async resolve(name: string, type: 'commit' | 'tree' | 'any' = 'commit'): Promise<string | undefined> {
    if (name.startsWith('-')) return undefined;
    const branch = type === 'commit' ? this.branchNamed(name) : undefined;
    if (branch !== undefined) return branch;
    const wanted = type === 'any' ? name : `${name}^{${type}}`;
    const { code, output } = await this.try(['rev-parse', '--verify', '--quiet', wanted]);
    return code === 0 ? text(output) : undefined;
  }

  /** The commit of a branch, or nothing. */
  head(branch: string): Promise<string | undefined> {
    return this.resolve(`refs/heads/${branch}`);
  }

  async isEmpty(): Promise<boolean> {
    const branches = readdirSync(join(this.folder, 'refs', 'heads'), { recursive: true, withFileTypes: true });
    if (branches.some((entry) => entry.isFile() && !entry.name.endsWith('.lock'))) return false;
    return (await this.refs(BRANCHES)).length === 0;
  }

  /** Refs that begin so, in their names' order. */
  async refs(prefix: string): Promise<Ref[]> {
    const output = await this.run(['for-each-ref', '--format=%(refname) %(objectname) %(objecttype)']);
    return lines(output)
      .map((line) => line.split(' ') as [string, string, Ref['type']])
      .filter(([ref]) => ref.startsWith(prefix))
      .map(([ref, sha, type]) => ({ ref, sha, type }));
  }

  /**
   * Creates or moves a ref.
   *
   * @param from where it is, or nothing where it must not exist
   * @throws RefMoved where it is elsewhere
   */
  async setRef(ref: string, to: string, from: string | undefined): Promise<void> {
    const { code, error } = await this.try(['update-ref', ref, to, from ?? NOTHING]);
    if (code !== 0) throw new RefMoved(error);
  }

  async deleteRef(ref: string): Promise<void> {
    await this.run(['update-ref', '-d', ref]);
  }

  async isRefName(ref: string): Promise<boolean> {
    return (await this.try(['check-ref-format', ref])).code === 0;
  }

  /** Makes a branch the one that a clone checks out. */
  async setDefaultBranch(branch: string): Promise<void> {
    await this.run(['symbolic-ref', 'HEAD', `refs/heads/${branch}`]);
  }

  async typeOf(sha: string): Promise<string | undefined> {
    const object = looseObject(this.folder, sha);
    if (object) return object.type;
    const { code, output } = await this.try(['cat-file', '-t', sha]);
    return code === 0 ? output.toString().trim() : undefined;
  }

  /** Content of a file at a commit, as text, or nothing where there is none. */
  async read(at: string, path: string): Promise<string | undefined> {
    const { code, output } = await this.try(['cat-file', 'blob', `${at}:${path}`]);
    return code === 0 ? output.toString() : undefined;
  }

  async readBlob(sha: string): Promise<Buffer> {
    const object = looseObject(this.folder, sha);
    if (object?.type === 'blob') return object.content;
    return this.run(['cat-file', 'blob', sha]);
  }

  async writeBlob(content: Buffer | string): Promise<string> {
    return writeLooseBlob(this.folder, content);
  }

  /** Entries of a tree. @param path limits them to one path; a folder's own entries with a `/` at its end */
  async tree(treeish: string, options: { path?: string; recursive?: boolean } = {}): Promise<TreeEntry[]> {
    const recursive = options.recursive ? ['-r', '-t'] : [];
    const output = await this.run(['ls-tree', '-z', '-l', ...recursive, treeish, '--', options.path ?? '.']);
    return nulls(output).map((line) => {
      const [, mode, type, sha, size, path] = /^(\d+) (\w+) (\w+) +(\S+)\t(.*)$/s.exec(line) as unknown as string[];
      const entry = { mode, type, sha, path } as TreeEntry;
      return type === 'blob' ? { ...entry, size: Number(size) } : entry;
    });
  }

  /** Writes a tree: another one with changes. @returns its name */
  async writeTree(base: string | undefined, changes: readonly TreeChange[]): Promise<string> {
    const index = join(this.folder, `index-${randomUUID()}`);
    const environment = { GIT_INDEX_FILE: index };
    try {
      if (base) await git(this.folder, ['read-tree', base], { environment });
      const input = changes
        .map(({ mode, sha, path }) => (sha === null ? `0 ${NOTHING}\t${path}\0` : `${mode} ${sha}\t${path}\0`))
        .join('');
      await git(this.folder, ['update-index', '-z', '--index-info'], { input, environment });
      return text(await git(this.folder, ['write-tree'], { environment }));
    } finally {
      rmSync(index, { force: true });
    }
  }

  async writeCommit(commit: NewCommit): Promise<string> {
    const now = new Date().toISOString();
    const environment = {
      GIT_AUTHOR_NAME: commit.author.name,
      GIT_AUTHOR_EMAIL: commit.author.email,
      GIT_AUTHOR_DATE: commit.author.date ?? now,
      GIT_COMMITTER_NAME: commit.committer.name,
      GIT_COMMITTER_EMAIL: commit.committer.email,
      GIT_COMMITTER_DATE: commit.committer.date ?? now,
    };
    const parents = commit.parents.flatMap((parent) => ['-p', parent]);
    const args = ['commit-tree', commit.tree, ...parents];
    return text(await git(this.folder, args, { input: commit.message, environment }));
  }

  async writeTag(tag: { tag: string; message: string; object: string; tagger: Signature }): Promise<string> {
    const { name, email, date = new Date().toISOString() } = tag.tagger;
    const seconds = Math.floor(Date.parse(date) / 1000);
    const header = `object ${tag.object}\ntype ${await this.typeOf(tag.object)}\ntag ${tag.tag}\n`;
    return text(await this.run(['mktag'], `${header}tagger ${name} <${email}> ${seconds} +0000\n\n${tag.message}\n`));
  }

  async tag(sha: string): Promise<Tag> {
    return parseTag(sha, (await this.run(['cat-file', 'tag', sha])).toString());
  }

  async commit(name: string): Promise<Commit> {
    return parseCommit(text(await this.run(['log', '-1', `--format=${COMMIT_FORMAT}`, name, '--'])));
  }

  /** Commits from one backwards, the newest first. @param path only those that changed it */
  async log(from: string, options: { path?: string; not?: string } = {}): Promise<Commit[]> {
    const range = options.not ? [from, `^${options.not}`] : [from];
    const path = options.path ? [options.path] : [];
    const output = await this.run(['log', '-z', `--format=${COMMIT_FORMAT}%x00%x1e`, ...range, '--', ...path]);
    return output
      .toString()
      .split('\0\x1e')
      .map((entry) => entry.replace(/^\0/, ''))
      .filter((entry) => entry !== '')
      .map(parseCommit);
  }

  async isAncestor(ancestor: string, of: string): Promise<boolean> {
    return (await this.try(['merge-base', '--is-ancestor', ancestor, of])).code === 0;
  }

  async mergeBase(one: string, other: string): Promise<string | undefined> {
    const { code, output } = await this.try(['merge-base', one, other]);
    return code === 0 ? text(output) : undefined;
  }

  /** The tree of a merge of two commits, or nothing where they conflict. */
  async merge(into: string, from: string): Promise<string | undefined> {
    const { code, output } = await this.try(['merge-tree', '--write-tree', into, from]);
    return code === 0 ? text(output) : undefined;
  }

  /** Files that differ between two commits. */
  async changes(from: string, to: string): Promise<FileChange[]> {
    const output = nulls(await this.run(['diff-tree', '-r', '-z', '--no-renames', '--name-status', from, to]));
    const status = (letter: string) => ({ A: 'added', D: 'removed' })[letter] ?? 'modified';
    return output.flatMap((letter, index) =>
      index % 2 === 0 ? [{ status: status(letter), path: output[index + 1]! }] : [],
    );
  }

  /** An archive of a commit's files below one folder. */
  archive(commit: string, folder: string, format: 'tar.gz' | 'zip'): Promise<Buffer> {
    return this.run(['archive', `--format=${format}`, `--prefix=${folder}/`, commit]);
  }

  /** Takes over a commit of another repository, and all that it consists of. */
  async take(from: BareRepository, commit: string): Promise<void> {
    await this.run(['fetch', '--quiet', '--no-write-fetch-head', from.folder, commit]);
  }

  /** Contents of all files at a commit, as text, by their paths. */
  async files(at: string): Promise<Record<string, string>> {
    const blobs = (await this.tree(at, { recursive: true })).filter(({ type }) => type === 'blob');
    const output = await this.run(['cat-file', '--batch'], blobs.map(({ sha }) => `${sha}\n`).join(''));
    let end = 0;
    const contents = blobs.map(({ path, size = 0 }) => {
      const start = output.indexOf('\n', end) + 1; // After a line that names the object.
      end = start + size + 1;
      return [path, output.toString('utf8', start, start + size)];
    });
    return Object.fromEntries(contents);
  }

  /**
   * Commits files on top of a branch, which is created where it does not exist.
   *
   * @param files contents by paths; null removes a file
   * @returns the commit
   */
  async commitFiles(
    branch: string,
    files: Readonly<Record<string, string | null>>,
    message: string,
    author: Signature = { name: 'Test', email: 'test@example.com' },
  ): Promise<string> {
    const head = await this.head(branch);
    const seconds = Math.floor((author.date ? Date.parse(author.date) : Date.now()) / 1000);
    const commands = [
      `commit refs/heads/${branch}`,
      `committer ${author.name} <${author.email}> ${seconds} +0000`,
      data(message),
      ...(head ? [`from ${head}`] : []),
      ...Object.entries(files).map(([path, content]) =>
        content === null ? `D ${path}` : `M 100644 inline ${path}\n${data(content)}`,
      ),
    ];
    await this.run(['fast-import', '--quiet'], `${commands.join('\n')}\n`);
    return (await this.head(branch)) as string;
  }

  /** The commit of the branch that a name surely stands for, whole or short, where a file of its own tells it. */
  private branchNamed(name: string): string | undefined {
    const isWhole = name.startsWith(BRANCHES);
    if (/^[0-9a-f]{40}$/.test(name) || name.split('/').some((part) => part.startsWith('.'))) return undefined;
    // What git would take a short name for first.
    const others = isWhole ? [] : [name, `refs/${name}`, `refs/tags/${name}`, 'packed-refs'];
    if (others.some((other) => existsSync(join(this.folder, other)))) return undefined;
    const file = join(this.folder, isWhole ? name : BRANCHES + name);
    const content = statSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file, 'utf8') : '';
    return /^[0-9a-f]{40}\n$/.test(content) ? content.trim() : undefined;
  }

  private run(args: readonly string[], input?: string | Buffer): Promise<Buffer> {
    return git(this.folder, args, input === undefined ? {} : { input });
  }

  private try(args: readonly string[]) {
    return tryGit(this.folder, args);
  }
}

/** Text, as fast-import reads it. */
const data = (content: string) => `data ${Buffer.byteLength(content)}\n${content}`;

const text = (output: Buffer) => output.toString().trim();
const lines = (output: Buffer) => output.toString().split('\n').filter(Boolean);
const nulls = (output: Buffer) => output.toString().split('\0').filter(Boolean);
