import { isMap, isScalar, isSeq, type LineCounter, type Node, type ParsedNode } from 'yaml';
import { closestTo } from '../problems/closest';
import { type Problem, printable, shown } from '../problems/problem';
import { RegistrationSchema } from './schema';
import { parseYaml, refusalOf, textOf } from './yaml';

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

/**
 * Reads a file as the one flat mapping that a registration is. Whatever YAML offers beyond that is refused: nobody
 * reviewing a registration should have to know it, and no expansion of aliases is ever made.
 *
 * @param bytes UTF-8; a byte order mark is ignored, since some editors write one
 */
export function parseFile(bytes: Uint8Array): ParsedFile {
  const text = textOf(bytes);
  if (typeof text !== 'string') return refused(text);
  // A key that is there twice is told below, with the field.
  const parsed = parseYaml(text, A_MAPPING, false);
  if ('where' in parsed) return refused(parsed);
  const { documents, lines } = parsed;
  if (documents.length > 1) return refused({ where: 'file', given: `${documents.length} documents`, allowed: 'one' });
  const root = documents[0]?.contents;
  if (!root) return refused({ where: 'file', given: 'nothing', allowed: A_MAPPING });
  return parseMapping(root, lines);
}

function refused(problem: Problem): ParsedFile {
  return { problems: [problem] };
}

function parseMapping(root: Node, lines: LineCounter): ParsedFile {
  if (!isMap<ParsedNode, ParsedNode | null>(root)) {
    return refused({ where: 'file', given: answerOf(root).given, allowed: A_MAPPING });
  }
  const answers = new Map<string, Answer>();
  const problems: Problem[] = [];
  const refuse = (where: string, node: Node | null): boolean => {
    const refusal = refusalOf(node);
    if (refusal === undefined) return false;
    problems.push({ where, ...refusal });
    return true;
  };
  refuse('file', root);
  for (const { key, value } of root.items) {
    const line = `line ${lines.linePos(key.range[0]).line}`;
    if (refuse(line, key)) continue;
    const field = isScalar(key) && typeof key.value === 'string' ? key.value : undefined;
    if (field === undefined || !FIELDS.includes(field)) {
      const meant = field === undefined ? undefined : closestTo(field, FIELDS);
      const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
      problems.push({ where: line, given: `the key ${answerOf(key).given}`, allowed: `${FIELDS.join(', ')}${hint}` });
    } else if (answers.has(field)) {
      problems.push({ where: field, given: `again in ${line}`, allowed: 'once' });
    } else {
      answers.set(field, refuse(field, value) ? { value: NOT_UNDERSTOOD, given: '' } : answerOf(value));
    }
  }
  return { answers, problems };
}

/** The value of an answer that is reported already. */
export const NOT_UNDERSTOOD = Symbol('not understood');

/** What a value of a file answers. */
export function answerOf(node: Node | null): Answer {
  if (isMap(node)) return { value: undefined, given: 'a mapping' };
  if (isSeq(node)) return { value: undefined, given: 'a list' };
  if (!isScalar(node) || node.value === null) return { value: null, given: 'nothing' };
  if (typeof node.value === 'string') return { value: node.value, given: shown(node.value) };
  // As written: a number may have more digits than JavaScript keeps.
  return { value: node.value, given: printable(node.source ?? String(node.value)) };
}
