import { assertNoReferences, describe, type Expression, expressionOf } from './expression';
import { type FieldPath, type Json, setValueAt, valueAt } from './field-path';
import type { AnyReference, BooleanReference, EnumReference, NumberReference, StringReference } from './reference';

/** Whether something exists, by fields of the composite: see {@link present}, {@link equals}, {@link greaterThan}, {@link all}, {@link any} and {@link not}. */
export interface Condition {
  /** The condition in CEL, as function-cel-filter evaluates it. */
  readonly cel: string;
  /** Whether the condition holds for a composite. */
  readonly holds: (composite: unknown) => boolean;
  /** The compositions whose composites are asked. */
  readonly sources: readonly object[];
  /** The fields that are there whenever the condition holds. */
  readonly ensures: readonly FieldPath[];
  /** The fields that it asks, each with a value of every sort that it tells apart. */
  readonly asks: readonly Asked[];
}

/** A field that a condition asks; `undefined` among its values is the missing field. */
interface Asked {
  readonly path: FieldPath;
  readonly values: readonly (Json | undefined)[];
}

/**
 * True where an optional field is set.
 * @throws Error where the field is always there
 * @example present(spec.host)
 */
export function present(reference: AnyReference): Condition {
  const expression = expressionOf(reference);
  // A map is there or not as a whole: its own path may miss, whatever its fields do.
  const cel = guards(expression, []);
  if (cel.length === 0) throw new Error(`${describe(expression)} is always there: it is no condition`);
  return {
    cel: cel.join(' && '),
    holds: (composite) => valueAt(composite, expression.path) !== undefined,
    sources: [expression.source],
    ensures: expression.optional,
    asks: [{ path: expression.path, values: [undefined, ...someValues(expression, [])] }],
  };
}

/**
 * True where a field has this value; false where it is missing.
 * @throws Error where the field has been mapped, or the value is a reference itself
 * @example equals(spec.egress, 'internet')
 */
export function equals<E extends string>(reference: EnumReference<E>, value: NoInfer<E>): Condition;
export function equals(reference: StringReference, value: string): Condition;
export function equals(reference: BooleanReference, value: boolean): Condition;
export function equals(reference: NumberReference, value: number): Condition;
export function equals(reference: AnyReference, value: string | number | boolean): Condition {
  return compare(reference, '==', value, (given) => given === value);
}

/**
 * True where a number is greater; false where it is missing.
 * @throws Error as {@link equals} does
 * @example greaterThan(spec.replicas, 1)
 */
export function greaterThan(reference: NumberReference, value: number): Condition {
  return compare(reference, '>', value, (given) => typeof given === 'number' && given > value);
}

/**
 * True where every condition is; a later one is only asked where the earlier ones hold.
 * @throws Error without any condition
 */
export function all(...conditions: readonly (Condition | BooleanReference)[]): Condition {
  const parts = partsOf(conditions);
  return {
    cel: parts.map(({ cel }) => parenthesize(cel)).join(' && '),
    holds: (composite) => parts.every(({ holds }) => holds(composite)),
    sources: parts.flatMap(({ sources }) => sources),
    ensures: parts.flatMap(({ ensures }) => ensures),
    asks: parts.flatMap(({ asks }) => asks),
  };
}

/**
 * True where at least one condition is.
 * @throws Error without any condition
 */
export function any(...conditions: readonly (Condition | BooleanReference)[]): Condition {
  const parts = partsOf(conditions);
  return {
    cel: parts.map(({ cel }) => parenthesize(cel)).join(' || '),
    holds: (composite) => parts.some(({ holds }) => holds(composite)),
    sources: parts.flatMap(({ sources }) => sources),
    ensures: [],
    asks: parts.flatMap(({ asks }) => asks),
  };
}

/** True where the condition is not. */
export function not(condition: Condition | BooleanReference): Condition {
  const { cel, holds, sources, asks } = toCondition(condition);
  return { cel: `!(${cel})`, holds: (composite) => !holds(composite), sources, ensures: [], asks };
}

/** A boolean field by itself is the condition that it is true. */
export function toCondition(condition: Condition | BooleanReference): Condition {
  return typeof condition === 'object' && 'cel' in condition ? condition : equals(condition, true);
}

function partsOf(conditions: readonly (Condition | BooleanReference)[]): Condition[] {
  if (conditions.length === 0) throw new Error('a condition is made of at least one other');
  return conditions.map(toCondition);
}

function compare(
  reference: AnyReference,
  operator: '==' | '>',
  value: string | number | boolean,
  holds: (given: Json | undefined) => boolean,
): Condition {
  const expression = expressionOf(reference);
  assertNoReferences(value, 'a condition', 'is no fixed value: a field is compared with those only');
  if (expression.transforms.length > 0 || expression.fallback !== undefined)
    throw new Error(`${describe(expression)} has been mapped: conditions ask fields as they are`);
  // The function sees every number as a double: an integer literal would not compare.
  const literal =
    typeof value === 'number' ? (Number.isInteger(value) ? value.toFixed(1) : String(value)) : JSON.stringify(value);
  const comparison = `${celPath(expression.path)} ${operator} ${literal}`;
  return {
    cel: guards(expression, [comparison]).join(' && '),
    holds: (composite) => holds(valueAt(composite, expression.path)),
    sources: [expression.source],
    ensures: expression.optional,
    asks: [
      {
        path: expression.path,
        values: [...(expression.optional.length > 0 ? [undefined] : []), ...someValues(expression, [value])],
      },
    ],
  };
}

/** Most composites that {@link exclude} tries: beyond them it says that conditions can hold together. */
const MOST_TRIED = 2 ** 14;

/**
 * Whether no composite fulfils both conditions. Every composite that they could tell apart is tried, as far as they ask
 * fields for fixed values.
 */
export function exclude(one: Condition, other: Condition): boolean {
  const values = new Map<string, { readonly path: FieldPath; readonly values: Set<Json | undefined> }>();
  for (const { path, values: some } of [...one.asks, ...other.asks]) {
    const key = path.join('\0');
    values.set(key, { path, values: new Set([...(values.get(key)?.values ?? []), ...some]) });
  }
  // An object before its fields: where one of those is there, so is the object.
  const fields = [...values.values()].sort((a, b) => a.path.length - b.path.length);
  if (fields.reduce((product, field) => product * field.values.size, 1) > MOST_TRIED) return false;
  const holdTogether = (given: readonly (readonly [FieldPath, Json])[], rest: typeof fields): boolean => {
    const [next, ...others] = rest;
    if (next) {
      return [...next.values].some((value) =>
        holdTogether(value === undefined ? given : [...given, [next.path, value]], others),
      );
    }
    const composite: Record<string, Json> = {};
    for (const [path, value] of given) setValueAt(composite, path, typeof value === 'object' ? {} : value);
    return one.holds(composite) && other.holds(composite);
  };
  return !holdTogether([], fields);
}

/** Values of each sort that a comparison with some values can tell apart. */
function someValues({ fieldType, values }: Expression, compared: readonly (string | number | boolean)[]): Json[] {
  if (values) return [...values];
  switch (fieldType) {
    case 'boolean':
      return [true, false];
    case 'string':
      return [...compared, `another ${compared.join(' ')}`] as Json[];
    case 'integer':
    case 'number':
      // Between two whole numbers there is another of type number.
      return [0, ...compared.flatMap((value) => [-1, -0.5, 0, 0.5, 1].map((step) => (value as number) + step))].filter(
        (value) => fieldType === 'number' || Number.isInteger(value),
      );
    default:
      return [{}];
  }
}

/** Asking for a missing field is an error that stops the whole pipeline: ask first whether it is there. */
function guards(expression: Expression, rest: readonly string[]): string[] {
  return [...expression.optional.map(celHas), ...rest];
}

const OBSERVED = 'observed.composite.resource';

/** Words that CEL keeps for itself. @see https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax */
const RESERVED =
  /^(as|break|const|continue|else|false|for|function|if|import|in|let|loop|null|package|namespace|return|true|var|void|while)$/;

function isIdentifier(segment: string | number): segment is string {
  return typeof segment === 'string' && /^[A-Za-z_][A-Za-z0-9_]*$/.test(segment) && !RESERVED.test(segment);
}

function celPath(path: FieldPath): string {
  return (
    OBSERVED + path.map((segment) => (isIdentifier(segment) ? `.${segment}` : `[${JSON.stringify(segment)}]`)).join('')
  );
}

function celHas(path: FieldPath): string {
  const last = path.at(-1) as string;
  return path.every(isIdentifier)
    ? `has(${celPath(path)})`
    : `${JSON.stringify(last)} in ${celPath(path.slice(0, -1))}`;
}

function parenthesize(cel: string): string {
  return /\|\||&&/.test(cel) ? `(${cel})` : cel;
}
