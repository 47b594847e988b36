import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type ParsedNode, parseAllDocuments } from 'yaml';
import { closestTo } from './closest';
import { type Problem, printable, shown } from './problem';
import { RegistrationSchema } from './schema';

/** A value as it stands in a file. */
export interface Answer {
  /** The value; undefined for a list or a mapping, which no field is. */
  readonly value: unknown;
  /** The value as a message repeats it. */
  readonly given: string;
}

/** What a file says. */
export interface ParsedFile {
  /** The answers by field; missing where the file is not understood at all. */
  readonly answers?: ReadonlyMap<string, Answer>;
  readonly problems: readonly Problem[];
}

const FIELDS = Object.keys(RegistrationSchema.properties);
const A_MAPPING = `a mapping of ${FIELDS.join(', ')}`;
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Control characters that YAML does not allow. @see https://yaml.org/spec/1.2.2/#rule-c-printable */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/;

/**
 * Reads a file as the one flat mapping that a registration is. Whatever YAML offers beyond that is refused: nobody
 * reviewing a registration should have to know it, and no expansion of aliases is ever made.
 *
 * @param bytes UTF-8; a byte order mark is ignored, since some editors write one
 */
export function parseFile(bytes: Uint8Array): ParsedFile {
  const text = decode(bytes);
  if (typeof text !== 'string') return refused(text);
  const control = CONTROL.exec(text) ?? /^%.*/m.exec(text);
  if (control !== null) {
    const given = control[0].startsWith('%') ? 'a directive' : `the control character ${printable(control[0])}`;
    return refused({ where: lineOf(text, control.index), given, allowed: 'YAML 1.2 without it' });
  }
  const root = parseRoot(text);
  if ('where' in root) return refused(root);
  return parseMapping(root.node, root.lines);
}

function refused(problem: Problem): ParsedFile {
  return { problems: [problem] };
}

function decode(bytes: Uint8Array): string | Problem {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  try {
    return UTF8.decode(bytes);
  } catch {
    return { where: 'file', given: utf16 ? 'UTF-16' : 'bytes that are not UTF-8', allowed: 'UTF-8' };
  }
}

function lineOf(text: string, index: number): string {
  return `line ${text.slice(0, index).split('\n').length}`;
}

/** The one document's content, and how to tell its lines. */
function parseRoot(text: string): { readonly node: Node; readonly lines: LineCounter } | Problem {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    version: '1.2',
    schema: 'core',
    strict: true,
    prettyErrors: false,
    lineCounter: lines,
    uniqueKeys: false, // Told below, with the field; here it would take the square of the number of keys.
  });
  const [error] = documents.flatMap((document) => document.errors);
  if (error !== undefined) {
    const tooDeep = error.code === 'RESOURCE_EXHAUSTION';
    const reason = tooDeep ? 'too many levels' : error.message.replace(/[\p{C}\s]+/gu, ' ').slice(0, 100);
    const where = `line ${lines.linePos(error.pos[0]).line}`;
    return { where, given: `what is not YAML (${reason})`, allowed: A_MAPPING };
  }
  if (documents.length > 1) return { where: 'file', given: `${documents.length} documents`, allowed: 'one' };
  const node = documents[0]?.contents ?? null;
  if (node === null || (isScalar(node) && node.value === null)) {
    return { where: 'file', given: 'nothing', allowed: A_MAPPING };
  }
  return { node, lines };
}

function parseMapping(root: Node, lines: LineCounter): ParsedFile {
  if (!isMap<ParsedNode, ParsedNode | null>(root)) {
    return refused({ where: 'file', given: answerOf(root).given, allowed: A_MAPPING });
  }
  const answers = new Map<string, Answer>();
  const problems: Problem[] = [];
  const refuseExtras = (where: string, node: Node | null): boolean => {
    const given = extraOf(node);
    if (given === undefined) return false;
    problems.push({ where, given, allowed: 'values without aliases, anchors and tags' });
    return true;
  };
  refuseExtras('file', root);
  for (const { key, value } of root.items) {
    const line = `line ${lines.linePos(key.range[0]).line}`;
    if (refuseExtras(line, key)) continue;
    const field = isScalar(key) && typeof key.value === 'string' ? key.value : undefined;
    if (field === undefined || !FIELDS.includes(field)) {
      const meant = field === undefined ? undefined : closestTo(field, FIELDS);
      const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
      problems.push({ where: line, given: `the key ${answerOf(key).given}`, allowed: `${FIELDS.join(', ')}${hint}` });
    } else if (answers.has(field)) {
      problems.push({ where: field, given: `again in ${line}`, allowed: 'once' });
    } else {
      answers.set(field, refuseExtras(field, value) ? { value: NOT_UNDERSTOOD, given: '' } : answerOf(value));
    }
  }
  return { answers, problems };
}

/** The value of an answer that is reported already. */
export const NOT_UNDERSTOOD = Symbol('not understood');

/** What a value has that only YAML knows of. */
function extraOf(node: Node | null): string | undefined {
  if (isAlias(node)) return `the alias *${printable(node.source)}`;
  if (node === null || !(isScalar(node) || isMap(node) || isSeq(node))) return undefined;
  if (node.anchor !== undefined) return `the anchor &${printable(node.anchor)}`;
  return node.tag === undefined ? undefined : `the tag ${printable(node.tag)}`;
}

/** What a value of a file answers. */
export function answerOf(node: Node | null): Answer {
  if (isMap(node)) return { value: undefined, given: 'a mapping' };
  if (isSeq(node)) return { value: undefined, given: 'a list' };
  if (!isScalar(node) || node.value === null) return { value: null, given: 'nothing' };
  if (typeof node.value === 'string') return { value: node.value, given: shown(node.value) };
  // As written: a number may have more digits than JavaScript keeps.
  return { value: node.value, given: printable(node.source ?? String(node.value)) };
}
