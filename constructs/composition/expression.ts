import type { FieldPath, Json } from './field-path';

/** The types a field can have, as OpenAPI names them. */
export type FieldType = 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array';

/** What a value goes through on its way; each is a transform of function-patch-and-transform. */
export type Transform =
  | { readonly type: 'map'; readonly pairs: Readonly<Record<string, string | number | boolean>> }
  | { readonly type: 'match'; readonly patterns: readonly MatchPattern[]; readonly fallback: string | boolean }
  | { readonly type: 'toString' }
  | { readonly type: 'toInteger' }
  | { readonly type: 'toJson' }
  | { readonly type: 'sha256' };

/** One pattern of a match: RE2 syntax, and what it becomes. */
export interface MatchPattern<Result extends string | boolean = string | boolean> {
  readonly regexp: string;
  readonly result: Result;
}

/** A field of the composite, or of an observed composed resource, and what is made of it. */
export interface Expression {
  /** The object that the field belongs to: a composition (its composite), or a composed construct. */
  readonly source: object;
  readonly path: FieldPath;
  /** Type of the field itself. */
  readonly fieldType: FieldType;
  /** Type of what comes out of the transforms. */
  readonly type: FieldType;
  /** The values that an enum field can have. */
  readonly values?: readonly string[];
  /** The longest parts of the path that may be missing, outermost first; empty for a field that is always there. */
  readonly optional: readonly FieldPath[];
  readonly transforms: readonly Transform[];
  /** What to use where the field is missing. */
  readonly fallback?: Json;
  /** Name of a map beside the field: where that one is set, nothing is used in place of the field. */
  readonly unless?: string;
}

/** A string that some parts of come from fields. */
export interface Template {
  readonly parts: readonly (string | Expression)[];
}

/*
 * References travel through constructs as ordinary strings and numbers, as AWS CDK's tokens do. Both carry random
 * characters of this process, so no text of a user's can be one by chance, and none reaches what is written.
 *
 * A text's marker is made so that nothing can be done to it unseen: it is longer than any limit of Kubernetes (317
 * characters of a label's key), has each letter, digit and sign that a text could be split at or rid of, begins and
 * ends with white space, and no five characters of it are without a guard, which is two halves of a surrogate pair.
 * It has no `$`, so that it can be what `replace` puts in, and nothing that JSON escapes.
 */
const NONCE = String.fromCharCode(...Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => 97 + (byte % 26)));
/** White space of an alphabet that nobody writes any more: no text of a manifest holds it. */
const EDGE = '\u1680';
/** One of the 65,534 private characters of plane 15. */
const GUARD = String.fromCodePoint(0xf0000 + (crypto.getRandomValues(new Uint16Array(1))[0]! % 0xfffe));
const ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._/:@,;=+~!?*#%|^()[]{}' ";
const BODY = [...(ALPHABET.match(/.{1,4}/g) as string[]), NONCE].join(GUARD).concat(GUARD).repeat(3);
/** All markers are equally long: what follows one may be any text, also another marker. */
const DIGITS = 4;
const START = `${EDGE}${GUARD}`;
const MARKER = new RegExp(
  `${START}([0-9a-z]{${DIGITS}})\\1${GUARD}${BODY.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}${EDGE}|[234][0-9]{15}\\.5`,
  'g',
);

/** Numbers from 2^51 to 2^52 can have a fraction of .5: no number of a manifest looks like this. */
const NUMBER_BASE = 2 ** 51;
const SALT = crypto.getRandomValues(new Uint32Array(1))[0]! >>> 12;
const MAX_REFERENCES = 2 ** 20;

const registry: Expression[] = [];

function register(expression: Expression): number {
  if (registry.length >= MAX_REFERENCES) throw new Error(`more than ${MAX_REFERENCES} field references in one process`);
  return registry.push(expression) - 1;
}

/** A text that stands for the expression until {@link parseText} finds it again. */
export function toMarkerString(expression: Expression): string {
  const index = register(expression).toString(36).padStart(DIGITS, '0');
  return `${START}${index}${index}${GUARD}${BODY}${EDGE}`;
}

/** A number that stands for the expression until {@link parseNumber} finds it again. */
export function toMarkerNumber(expression: Expression): number {
  const index = register(expression);
  return NUMBER_BASE + SALT * 2 ** 31 + index * 2 ** 11 + checkOf(index) + 0.5;
}

/** Eleven bits that differ from index to index: what is added to a reference does not make another one. */
function checkOf(index: number): number {
  return Math.imul(index + SALT, 0x9e3779b1) >>> 21;
}

/** A map that stands for the expression: a library that copies maps key by key keeps it. */
export function toMarkerObject(expression: Expression): Record<string, string> {
  const marker = toMarkerString(expression);
  return refuseText({ [marker]: marker }, expression);
}

/** The same object, which says what is wrong where it is put into a text. */
export function refuseText<T extends object>(object: T, expression: Expression): T {
  return Object.defineProperty(object, Symbol.toPrimitive, {
    value: () => {
      throw notText(expression);
    },
  });
}

function notText(expression: Expression): Error {
  return new Error(`${describe(expression)} is a map or a list: it cannot be part of a text`);
}

/**
 * The expression that a number stands for; undefined for any other number.
 * @throws Error for what arithmetic has made of a reference.
 */
export function parseNumber(value: number): Expression | undefined {
  if (Math.abs(value) < 2 ** 40) return undefined;
  const expression = decodeNumber(value);
  if (expression) return expression;
  // What arithmetic makes of a reference is greater than any number of a manifest, or has a fraction at this size.
  if (value > 0 && value < NUMBER_BASE && Number.isInteger(value)) return undefined;
  throw calculated(value);
}

function calculated(value: number | string): Error {
  return new Error(
    `${value} is what arithmetic makes of a field reference, or too large: a reference cannot be calculated with, only copied or put into a text`,
  );
}

function decodeNumber(value: number): Expression | undefined {
  if (value < NUMBER_BASE || value >= 2 * NUMBER_BASE || value % 1 !== 0.5) return undefined;
  const offset = value - NUMBER_BASE - 0.5;
  const index = Math.floor((offset % 2 ** 31) / 2 ** 11);
  return Math.floor(offset / 2 ** 31) === SALT && offset % 2 ** 11 === checkOf(index) ? registry[index] : undefined;
}

/** The expression that a map stands for, alone; undefined for any other map. */
export function parseObject(value: object): Expression | undefined {
  const keys = Object.keys(value);
  const [key] = keys;
  if (keys.length !== 1 || !key?.startsWith(START)) return undefined;
  return (value as Record<string, unknown>)[key] === key ? wholeExpression(parseText(key)) : undefined;
}

/**
 * What a text is made of: the text itself where it holds no reference.
 * @throws Error where arithmetic has changed a reference, a cut has left a part of one, or one is a map.
 */
export function parseText(text: string): string | Template {
  // Cheap looks spare nearly every text the regular expression.
  if (!text.includes(GUARD) && !text.includes('.5') && !text.includes(NONCE)) return text;
  const parts: (string | Expression)[] = [];
  let end = 0;
  for (const match of text.matchAll(MARKER)) {
    const expression = match[1] === undefined ? parseNumberText(match[0]) : registry[Number.parseInt(match[1], 36)];
    if (!expression) continue;
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push(match[1] === undefined ? asText(expression) : expression);
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push(text.slice(end));
  for (const part of parts) {
    if (typeof part !== 'string') {
      if (parts.length > 1 && (part.type === 'object' || part.type === 'array')) throw notText(part);
    } else if (part.includes(GUARD) || part.includes(NONCE)) {
      throw changed(part);
    }
  }
  return parts.length === 1 && end === 0 ? text : { parts };
}

/**
 * Fails where a text holds what is left of a reference that was changed: cut, in another case, or calculated with.
 * @throws Error
 */
export function assertNoRemains(text: string): void {
  if (!text.isWellFormed() || text.includes(EDGE) || text.toLowerCase().includes(NONCE)) throw changed(text);
  for (const [digits] of text.matchAll(/[0-9]{16,}(\.[0-9]+)?/g)) {
    const isChanged = [1, 2, 0.5, 1000].some((factor) => hasSalt(Number(digits) / factor));
    if (isChanged) throw calculated(digits);
  }
}

/** Whether a text holds a reference, or what is left of one. */
export function holdsReference(text: string): boolean {
  return text.includes(GUARD) || text.includes(NONCE) || typeof parseText(text) !== 'string';
}

/** The error of a text that holds a part of a marker, named after the field as long as the part tells it. */
function changed(text: string): Error {
  const [, digits] = new RegExp(`${GUARD}([0-9a-z]{${DIGITS}})\\1`).exec(text) ?? [];
  const expression = digits === undefined ? undefined : registry[Number.parseInt(digits, 36)];
  return new Error(
    `only a part of ${expression ? describe(expression) : 'a field reference'} is left: a reference can be copied and put into a text, but not cut, padded, replaced in or set in another case; limit the field itself (maxLength, pattern), or map it with choose(…) or match(…)`,
  );
}

/** The expression with its value as a text. */
export function asText(expression: Expression): Expression {
  return {
    ...expression,
    type: 'string',
    transforms: [...expression.transforms, { type: 'toString' }],
    ...(expression.fallback !== undefined && { fallback: String(expression.fallback) }),
  };
}

/** A number's text is a reference's only with this process's salt; else it is a user's own text. */
function parseNumberText(text: string): Expression | undefined {
  return hasSalt(Number(text)) ? parseNumber(Number(text)) : undefined;
}

function hasSalt(value: number): boolean {
  return Math.floor((value - NUMBER_BASE) / 2 ** 31) === SALT;
}

/** The one expression that a template is, or undefined where it is more than that. */
function wholeExpression(value: string | Template): Expression | undefined {
  if (typeof value === 'string' || value.parts.length !== 1) return undefined;
  return value.parts[0] as Expression;
}

/** The expression behind a reference of any type. @throws Error where the value is none. */
export function expressionOf(reference: unknown): Expression {
  const expression =
    typeof reference === 'string'
      ? wholeExpression(parseText(reference))
      : typeof reference === 'number'
        ? parseNumber(reference)
        : typeof reference === 'object' && reference !== null
          ? ((reference as { [EXPRESSION]?: Expression })[EXPRESSION] ?? parseObject(reference))
          : undefined;
  if (!expression) throw new Error(`${JSON.stringify(reference)} is not a field reference`);
  return expression;
}

/** Where a reference to an object with known fields keeps its expression. */
export const EXPRESSION: unique symbol = Symbol('expression');

/** How messages name an expression. */
export function describe(expression: Pick<Expression, 'path'>): string {
  return `the reference to ${expression.path.join('.')}`;
}

/** A text for people, such as a library's message, with the path of each field in place of its reference. */
export function readable(text: string): string {
  return text.replace(MARKER, (marker, digits?: string) => {
    const expression = digits === undefined ? decodeNumber(Number(marker)) : registry[Number.parseInt(digits, 36)];
    return expression ? `{${expression.path.join('.')}}` : marker;
  });
}

/**
 * Fails where a value holds a field reference: outside a composition nothing would ever replace it.
 *
 * @param where names the object in the message
 * @param problem says what is wrong with a reference
 * @throws Error naming the reference and its place
 */
export function assertNoReferences(
  value: unknown,
  where: string,
  problem = 'is used outside its composition, where it has no value',
): void {
  let found: Expression | undefined;
  try {
    found = findReference(value);
  } catch (error) {
    throw new Error(`${where}: ${(error as Error).message}`, { cause: error });
  }
  if (found) throw new Error(`${where}: ${describe(found)} ${problem}`);
}

function findReference(value: unknown): Expression | undefined {
  if (typeof value === 'string') {
    const parsed = parseText(value);
    return typeof parsed === 'string'
      ? undefined
      : (parsed.parts.find((part) => typeof part !== 'string') as Expression);
  }
  if (typeof value === 'number') return parseNumber(value);
  if (typeof value !== 'object' || value === null) return undefined;
  for (const key in value) {
    const found = findReference(key) ?? findReference((value as Record<string, unknown>)[key]);
    if (found) return found;
  }
  return undefined;
}

/**
 * A JSON value with a text in place of each reference, alone or within a text, for what is no composition: a template,
 * say, whose placeholders the references stand for.
 *
 * @param source what the references were made of
 * @param replace gives the text for a field
 * @throws Error where a reference was changed, is part of a key, or was made of something else
 */
export function replaceReferences<T>(
  value: T,
  source: object,
  replace: (field: Pick<Expression, 'path' | 'fieldType'>) => string,
): T {
  const textFor = (expression: Expression) => {
    if (expression.source !== source)
      throw new Error(`${describe(expression)} is used outside its composition, where it has no value`);
    return replace(expression);
  };
  const replaced = (item: unknown): unknown => {
    if (typeof item === 'string') {
      const parsed = parseText(item);
      if (typeof parsed === 'string') return item;
      return parsed.parts.map((part) => (typeof part === 'string' ? part : textFor(part))).join('');
    }
    const expression =
      typeof item === 'number'
        ? parseNumber(item)
        : typeof item === 'object' && item !== null && !Array.isArray(item)
          ? parseObject(item)
          : undefined;
    if (expression) return textFor(expression);
    if (typeof item !== 'object' || item === null) return item;
    if (Array.isArray(item)) return item.map(replaced);
    return Object.fromEntries(
      Object.entries(item).map(([key, below]) => {
        if (holdsReference(key)) throw new Error('a field reference is part of a key: a key is the same for all');
        return [key, replaced(below)];
      }),
    );
  };
  return replaced(value) as T;
}
