import { createHash } from 'node:crypto';
import { describe, type Expression, type Template, type Transform } from './expression';
import { type Json, valueAt } from './field-path';
import { toPattern } from './pattern';

/**
 * What an expression, or a text made of several, is for the given objects.
 *
 * @param objectOf the object that an expression's field belongs to, undefined where it does not exist
 * @returns undefined where a field is missing and nothing stands in for it
 */
export function evaluate(template: Template, objectOf: (expression: Expression) => unknown): Json | undefined {
  const { parts } = template;
  if (parts.length === 1) return evaluateExpression(parts[0] as Expression, objectOf);
  let text = '';
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part;
    } else {
      const value = evaluateExpression(part, objectOf);
      if (value === undefined) return undefined;
      text += toText(value);
    }
  }
  return text;
}

function evaluateExpression(expression: Expression, objectOf: (expression: Expression) => unknown): Json | undefined {
  const value = valueAt(objectOf(expression), expression.path);
  if (value === undefined) {
    const { path, unless, fallback } = expression;
    const isOther = unless !== undefined && valueAt(objectOf(expression), [...path.slice(0, -1), unless]) !== undefined;
    return isOther ? undefined : fallback;
  }
  // The API server keeps none, and the functions fail on one.
  if (value === null) throw new Error(`${describe(expression)} gives null: leave the field out`);
  return expression.transforms.reduce<Json>((input, transform) => apply(transform, input, expression), value);
}

/** What a transform makes of a value. */
export function apply(transform: Transform, input: Json, expression: Pick<Expression, 'path'>): Json {
  switch (transform.type) {
    case 'map': {
      const key = String(input);
      if (!Object.hasOwn(transform.pairs, key))
        throw new Error(`${describe(expression)}: nothing is given for ${JSON.stringify(input)}`);
      return transform.pairs[key] as Json;
    }
    case 'match':
      return (
        transform.patterns.find(({ regexp }) => toPattern(regexp).matcher(String(input)).find())?.result ??
        transform.fallback
      );
    case 'toString':
      return toText(input);
    case 'toInteger':
      return Number.parseInt(String(input), 10);
    case 'toJson':
      return goJson(input);
    case 'sha256':
      return createHash('sha256')
        .update(typeof input === 'string' ? input : goJson(input))
        .digest('hex');
  }
}

/** Numbers without an exponent, as Go's `strconv.FormatFloat(n, 'f', -1, 64)` writes them. */
function toText(value: Json): string {
  const text = String(value);
  if (typeof value !== 'number' || !text.includes('e')) return text;
  const [, sign, digits, fraction = '', exponent] = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text) as RegExpExecArray;
  const point = (digits as string).length + Number(exponent);
  const all = `${digits}${fraction}`;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${all}`;
  return `${sign}${all.padEnd(point, '0')}`;
}

/** JSON as Go's `json.Marshal` writes it: keys sorted by bytes, and what HTML could misread escaped. */
function goJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(goJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const map = value as Readonly<Record<string, Json>>;
    // An object of its own would put keys such as "10" first, in the order of their numbers.
    const keys = Object.keys(map).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    return `{${keys.map((key) => `${goJson(key)}:${goJson(map[key] as Json)}`).join(',')}}`;
  }
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
