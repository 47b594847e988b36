import { isUtf8 } from 'node:buffer';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTemplateRenderer } from 'nunjitsu';
import { SKELETON_VALUES, type SkeletonValues } from './values';

/** A file of a skeleton, or of a repository that was made of one. */
export interface SkeletonFile {
  /** Path from the root of the repository, with `/`; in a skeleton it may hold placeholders too. */
  readonly path: string;
  /** Bytes where it is no text. */
  readonly content: string | Buffer;
  /** Whether it can be run as a program. */
  readonly executable: boolean;
}

/**
 * Reads a folder as a skeleton, without what its own `.gitignore` names, such as `node_modules`.
 * @returns its files, sorted by path
 */
export function readSkeleton(folder: string): SkeletonFile[] {
  const isIgnored = ignoredBy(folder);
  const visit = (below: string): SkeletonFile[] =>
    readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
      const path = below + entry.name;
      if (isIgnored(path)) return [];
      if (entry.isDirectory()) return visit(`${path}/`);
      const content = textOf(readFileSync(join(folder, path)));
      return [{ path, content, executable: isScript(content) }];
    });
  return visit('').sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Whether a path is ignored: the names and wildcards of `.gitignore`, of which the last that fits counts. */
function ignoredBy(folder: string): (path: string) => boolean {
  const file = join(folder, '.gitignore');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const rules = lines
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, not, root, name = ''] = /^(!?)(\/?)(.*?)\/?$/.exec(line) ?? [];
      const pattern = name.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*');
      return { ignored: !not, pattern: new RegExp(`${root ? '^' : '(^|/)'}${pattern}$`) };
    });
  return (path) => rules.findLast(({ pattern }) => pattern.test(path))?.ignored ?? false;
}

/** By what it holds, since not every file system says what can be run. */
function isScript(content: string | Buffer): boolean {
  return typeof content === 'string' && content.startsWith('#!');
}

function textOf(bytes: Buffer): string | Buffer {
  return isUtf8(bytes) && !bytes.includes(0) ? bytes.toString('utf8') : bytes;
}

/** As the action `fetch:template` renders; it has filters besides, which no skeleton needs. */
const renderer = createTemplateRenderer({ allowRegexExecution: true });

/**
 * Makes the files of a repository of a skeleton, as Backstage's action `fetch:template` does: placeholders in paths and
 * texts are replaced, anything else is copied.
 *
 * @throws Error naming file and line where a placeholder stands for none of the values: Backstage would leave it empty
 * @see https://backstage.io/docs/features/software-templates/writing-templates
 */
export function renderSkeleton(skeleton: readonly SkeletonFile[], values: SkeletonValues): SkeletonFile[] {
  const context = renderer.prepareContext({ values: { ...values } });
  return skeleton.map(({ path, content, executable }) => ({
    path: rendered(path, path, context),
    content: typeof content === 'string' ? rendered(content, path, context) : content,
    executable,
  }));
}

function rendered(text: string, path: string, context: ReturnType<typeof renderer.prepareContext>): string {
  if (!/\{[{%#]/.test(text)) return text;
  assertKnown(text, path);
  try {
    return renderer.render(text, context);
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`, { cause: error });
  }
}

const KNOWN = new RegExp(`^(${SKELETON_VALUES.join('|')})$`);

function assertKnown(text: string, path: string): void {
  const raw = /\{%-?\s*raw\s*-?%\}.*?\{%-?\s*endraw\s*-?%\}/gs;
  // The lines stay, so that they can be counted.
  const active = text.replace(raw, (part) => part.replace(/[^\n]/g, ''));
  for (const { 0: tag, index } of active.matchAll(/\$\{\{.*?\}\}|\{%.*?%\}/gs)) {
    const names = [...tag.matchAll(/\bvalues\.(\w+)/g)].map((match) => match[1] as string);
    const isValue = tag.startsWith('{%') || /^\$\{\{\s*values\./.test(tag);
    if (isValue && names.every((name) => KNOWN.test(name))) continue;
    const line = active.slice(0, index).split('\n').length;
    const allowed = SKELETON_VALUES.map((name) => `values.${name}`).join(', ');
    throw new Error(
      `${path}: line ${line}: given ${tag}; allowed: ${allowed}; anything else stands in {% raw %}…{% endraw %}`,
    );
  }
}
