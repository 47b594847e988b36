/** Characters that are escaped: controls, invisible and direction-changing ones, the byte order mark, line separators. */
const ESCAPED =
  '\\x00-\\x08\\x0b-\\x1f\\x7f-\\xa0\\xad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202f\\u2060-\\u206f\\ufeff\\ufff0-\\uffff';

/** Half of a surrogate pair without the other. */
const LONE_SURROGATE = '[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]';

/**
 * What cannot stand without quotes: all but printable ASCII that begins as a word, a path, a variable or a flag does.
 * Some readers take `e7` for a number.
 */
const NOT_PLAIN = /^(?![A-Za-z_/$]|\.\.?\/[A-Za-z_.]|--[a-z])|^[eE][-+]?[0-9]+$|: |:$| #| {2}| $|[^ -~]/;

/** Words that are no strings in version 1.1 or in 1.2. */
const RESERVED_WORD = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/** Quantities and durations as Kubernetes writes them, e.g. `10Gi`, `250m`, `30s`: numbers in no version. */
const QUANTITY = /^(?:0|[1-9][0-9]*)(?:[KMGT]i|[mshd])$/;

/** What cannot be a literal block: one line, or white space at an edge where it would count or be stripped by editors. */
const NOT_LITERAL = new RegExp(`^[^\\n]*$|^\\s|\\n\\t|[ \\t](?:\\n|$)|\\n\\n$|[${ESCAPED}]|${LONE_SURROGATE}`);

const TO_ESCAPE = new RegExp(`[${ESCAPED}]`, 'g');

/** Longest key before a colon. @see https://yaml.org/spec/1.2.2/#rule-ns-s-block-map-implicit-key */
const MAX_KEY_LENGTH = 1024;

/**
 * A plain JSON value as a YAML document that readers of version 1.1 and of 1.2 understand alike: block style, indented by
 * two spaces, keys in the order given, a newline at the end. Keys whose value is undefined are left out.
 *
 * Own code, since `stringify` of the package `yaml` takes a multiple of the time of everything else in a synthesis.
 *
 * @throws TypeError at what JSON does not hold: NaN, infinities, undefined in a list, functions, dates
 */
export function toYaml(value: unknown): string {
  return isCollection(value) ? block(value, '') || emptyOf(value) : `${scalar(value, '')}\n`;
}

function isCollection(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** A list or map whose first line stands at `indent` already; nothing where it is empty. */
function block(value: object, indent: string): string {
  return Array.isArray(value) ? list(value, indent) : map(value as Readonly<Record<string, unknown>>, indent);
}

function list(items: readonly unknown[], indent: string): string {
  let text = '';
  for (const item of items) {
    if (text !== '') text += indent;
    text += isCollection(item) ? `- ${block(item, `${indent}  `) || emptyOf(item)}` : `- ${scalar(item, indent)}\n`;
  }
  return text;
}

function map(entries: Readonly<Record<string, unknown>>, indent: string): string {
  let text = '';
  for (const name of Object.keys(entries)) {
    const value = entries[name];
    if (value === undefined) continue;
    if (text !== '') text += indent;
    text += key(name);
    if (!isCollection(value)) {
      text += ` ${scalar(value, indent)}\n`;
      continue;
    }
    // The entries of a list stand below the key itself, as kubectl and kustomize write them.
    const inner = Array.isArray(value) ? indent : `${indent}  `;
    const below = block(value, inner);
    text += below === '' ? ` ${emptyOf(value)}` : `\n${inner}${below}`;
  }
  return text;
}

/** @throws TypeError where it looks empty because its content is no JSON, as a Date's and a Map's */
function emptyOf(value: object): string {
  if (Array.isArray(value)) return '[]\n';
  const prototype = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return '{}\n';
  throw new TypeError(`YAML holds plain values only, no ${value.constructor.name}`);
}

function key(name: string): string {
  const text = `${isPlain(name) ? name : quoted(name)}:`;
  if (text.length > MAX_KEY_LENGTH) throw new TypeError(`a key of ${name.length} characters is too long for YAML`);
  return text;
}

function scalar(value: unknown, indent: string): string {
  switch (typeof value) {
    case 'string':
      if (isPlain(value)) return value;
      return NOT_LITERAL.test(value) ? quoted(value) : literal(value, `${indent}  `);
    case 'number':
      return number(value);
    case 'boolean':
      return value ? 'true' : 'false';
    default:
      if (value === null) return 'null';
      throw new TypeError(`YAML holds plain values only, no ${typeof value}`);
  }
}

function isPlain(text: string): boolean {
  if (NOT_PLAIN.test(text)) return text.length < 20 && QUANTITY.test(text);
  return text.length > 5 || !RESERVED_WORD.test(text);
}

/** Double quotes, with JSON's escapes, which are YAML's too. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(TO_ESCAPE, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

function literal(text: string, indent: string): string {
  const [header, lines] = text.endsWith('\n') ? ['|', text.slice(0, -1)] : ['|-', text];
  return `${header}\n${indent}${lines.replace(/\n(?!\n)/g, `\n${indent}`)}`;
}

/** Version 1.1 takes an exponent for one only behind a decimal point. */
function number(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`YAML for Kubernetes holds no ${value}`);
  const text = String(value);
  return /^-?\de/.test(text) ? text.replace('e', '.0e') : text;
}
