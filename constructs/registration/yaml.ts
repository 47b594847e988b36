import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';
import { type Problem, printable } from '../problems/problem';

/** YAML that people write, understood as Flux's kustomize understands it, or refused where the two would differ. */
export interface ParsedYaml {
  /** Its documents, those aside that hold nothing. */
  readonly documents: readonly Document.Parsed[];
  /** Tells the line of a position. */
  readonly lines: LineCounter;
}

/** Why a node is refused. */
export type Refusal = Pick<Problem, 'given' | 'allowed'>;

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Control characters, which YAML does not allow, and what ends a line for one reader and not for the other, so that a
 * comment goes on: the line ends of version 1.1 that are none of version 1.2, and a carriage return alone.
 *
 * @see https://yaml.org/spec/1.2.2/#54-line-break-characters
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]|\r(?!\n)/;

/**
 * The text of a file, or why it is none that is read.
 * @param bytes UTF-8; a byte order mark is ignored, since some editors write one
 */
export function textOf(bytes: Uint8Array): string | Problem {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  let text: string;
  try {
    text = UTF8.decode(bytes);
  } catch {
    return { where: 'file', given: isUtf16 ? 'UTF-16' : 'bytes that are not UTF-8', allowed: 'UTF-8' };
  }
  const refused = CONTROL.exec(text) ?? /^%.*/m.exec(text);
  if (refused === null) return text;
  const given = refused[0].startsWith('%') ? 'a directive' : `the control character ${printable(refused[0])}`;
  return { where: `line ${text.slice(0, refused.index).split('\n').length}`, given, allowed: 'YAML 1.2 without it' };
}

/**
 * Parses a text of {@link textOf}.
 *
 * @param allowed what messages say is allowed
 * @param uniqueKeys whether a key that is there twice is refused, which takes the square of the number of keys
 */
export function parseYaml(text: string, allowed: string, uniqueKeys: boolean): ParsedYaml | Problem {
  const lines = new LineCounter();
  const documents = [
    ...parseAllDocuments(text, {
      version: '1.2',
      schema: 'core',
      strict: true,
      prettyErrors: false,
      lineCounter: lines,
      uniqueKeys,
    }),
  ];
  const [error] = documents.flatMap((document) => document.errors);
  if (error !== undefined) {
    const tooDeep = error.code === 'RESOURCE_EXHAUSTION';
    const reason = tooDeep ? 'too many levels' : error.message.replace(/[\p{C}\s]+/gu, ' ').slice(0, 100);
    return { where: `line ${lines.linePos(error.pos[0]).line}`, given: `what is not YAML (${reason})`, allowed };
  }
  return { documents: documents.filter(({ contents }) => !isNothing(contents)), lines };
}

function isNothing(node: Node | null): boolean {
  return (
    node === null || (isScalar(node) && node.value === null && node.anchor === undefined && node.tag === undefined)
  );
}

/** Why a node is refused, whatever it stands for: what only YAML knows of, and what is read in two ways. */
export function refusalOf(node: Node | null): Refusal | undefined {
  const extra = extraOf(node);
  if (extra !== undefined) return { given: extra, allowed: 'values without aliases, anchors and tags' };
  if (!isScalar(node) || node.type !== 'PLAIN' || !isReadOtherwise(node.source ?? '', node.value)) return undefined;
  return {
    given: `${printable(node.source ?? '')}, which not every program reads alike`,
    allowed: 'a number in plain digits, or a text in quotes',
  };
}

/** What a value has that only YAML knows of. */
function extraOf(node: Node | null): string | undefined {
  if (isAlias(node)) return `the alias *${printable(node.source)}`;
  if (node === null || !(isScalar(node) || isMap(node) || isSeq(node))) return undefined;
  if (node.anchor !== undefined) return `the anchor &${printable(node.anchor)}`;
  return node.tag === undefined ? undefined : `the tag ${printable(node.tag)}`;
}

/** What the core schema of YAML 1.2 takes for a text, or for another number: of 1.1, as far as go-yaml keeps to it. */
const READ_OTHERWISE = new RegExp(
  [
    '[-+]?0[0-9]+', // Octal: 03001 is 1537.
    '[-+]?0[bB][01]+',
    '([-+]0[xo]|[-+]?0[XO])[0-9A-Fa-f]+',
    '\\d{4}-\\d{1,2}-\\d{1,2}([Tt ].*)?', // A time: 2024-1-1 is 2024-01-01T00:00:00Z.
  ]
    .map((pattern) => `^${pattern}$`)
    .join('|'),
);

/** A number of go-yaml, underscores left out. */
const NUMBER = /^[-+]?(0[bB][01]+|0[oO][0-7]+|0[xX][0-9A-Fa-f]+|(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?)$/;

/**
 * Whether kustomize reads a plain scalar as another value than the core schema, or not at all.
 * @see https://github.com/yaml/go-yaml/blob/v3.0.4/resolve.go
 */
function isReadOtherwise(source: string, value: unknown): boolean {
  if (typeof value === 'number' && !Number.isFinite(value)) return true;
  if (READ_OTHERWISE.test(source)) return true;
  return source.includes('_') && /^[-+0-9.]/.test(source) && NUMBER.test(source.replaceAll('_', ''));
}
