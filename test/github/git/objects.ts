/** Who wrote a commit, and when. */
export interface Signature {
  readonly name: string;
  readonly email: string;
  /** ISO 8601. @default now */
  readonly date?: string;
}

/** A commit, as git has it. */
export interface Commit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Required<Signature>;
  readonly committer: Required<Signature>;
  readonly message: string;
}

/** What a commit is to be made of. */
export interface NewCommit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: Signature;
  readonly committer: Signature;
}

/** An entry of a tree. */
export interface TreeEntry {
  readonly mode: string;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly sha: string;
  readonly path: string;
  /** Of a blob. */
  readonly size?: number;
}

/** A change of one file of a tree; without an object, the file is removed. */
export interface TreeChange {
  readonly path: string;
  readonly mode: string;
  readonly sha: string | null;
}

/** A branch or a tag, and what it points at. */
export interface Ref {
  readonly ref: string;
  readonly sha: string;
  readonly type: 'commit' | 'tag';
}

/** A file that is not what it was: `added`, `modified` or `removed`. */
export interface FileChange {
  readonly status: string;
  readonly path: string;
}

/** An annotated tag. */
export interface Tag {
  readonly sha: string;
  readonly tag: string;
  readonly message: string;
  readonly tagger: Required<Signature>;
  readonly object: { readonly sha: string; readonly type: string };
}

/** What git is to say of a commit, for `parseCommit`. */
export const COMMIT_FORMAT = ['%H', '%T', '%P', '%an', '%ae', '%aI', '%cn', '%ce', '%cI', '%B'].join('%x00');

/** A commit of what `git cat-file` says of it. */
export function parseCommit(entry: string): Commit {
  const fields = entry.split('\0');
  const [sha, tree, parents, authorName, authorEmail, authored, name, email, committed] = fields as [
    string,
    ...string[],
  ];
  const date = (text: string | undefined) => time(new Date(text as string));
  return {
    sha,
    tree: tree!,
    parents: parents!.split(' ').filter((parent) => parent !== ''),
    author: { name: authorName!, email: authorEmail!, date: date(authored) },
    committer: { name: name!, email: email!, date: date(committed) },
    message: fields.slice(9).join('\0').trimEnd(),
  };
}

/** @param content as `git cat-file tag` gives it */
export function parseTag(sha: string, content: string): Tag {
  const pattern = /^object (\w+)\ntype (\w+)\ntag (.*)\ntagger (.*) <(.*)> (\d+) \S+\n\n([\s\S]*)$/;
  const [, object, type, tag, name, email, seconds, message] = pattern.exec(content) as unknown as string[];
  const tagger = { name: name!, email: email!, date: time(new Date(Number(seconds) * 1000)) };
  return { sha, tag: tag!, message: message!.trimEnd(), tagger, object: { sha: object!, type: type! } };
}

const time = (date: Date) => `${date.toISOString().slice(0, 19)}Z`;
