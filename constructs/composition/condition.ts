import { assertNoReferences, describe, type Expression, expressionOf } from './expression';
import { type FieldPath, type Json, valueAt } from './field-path';
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
}

/** True where an optional field is set. */
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
  };
}

/** True where a field has this value; false where it is missing. */
export function equals<E extends string>(reference: EnumReference<E>, value: NoInfer<E>): Condition;
export function equals(reference: StringReference, value: string): Condition;
export function equals(reference: BooleanReference, value: boolean): Condition;
export function equals(reference: NumberReference, value: number): Condition;
export function equals(reference: AnyReference, value: string | number | boolean): Condition {
  return compare(reference, '==', value, (given) => given === value);
}

/** True where a number is greater; false where it is missing. */
export function greaterThan(reference: NumberReference, value: number): Condition {
  return compare(reference, '>', value, (given) => typeof given === 'number' && given > value);
}

/** True where every condition is; a later one is only asked where the earlier ones hold. */
export function all(...conditions: readonly (Condition | BooleanReference)[]): Condition {
  const parts = partsOf(conditions);
  return {
    cel: parts.map(({ cel }) => parenthesize(cel)).join(' && '),
    holds: (composite) => parts.every(({ holds }) => holds(composite)),
    sources: parts.flatMap(({ sources }) => sources),
    ensures: parts.flatMap(({ ensures }) => ensures),
  };
}

/** True where at least one condition is. */
export function any(...conditions: readonly (Condition | BooleanReference)[]): Condition {
  const parts = partsOf(conditions);
  return {
    cel: parts.map(({ cel }) => parenthesize(cel)).join(' || '),
    holds: (composite) => parts.some(({ holds }) => holds(composite)),
    sources: parts.flatMap(({ sources }) => sources),
    ensures: [],
  };
}

/** True where the condition is not. */
export function not(condition: Condition | BooleanReference): Condition {
  const { cel, holds, sources } = toCondition(condition);
  return { cel: `!(${cel})`, holds: (composite) => !holds(composite), sources, ensures: [] };
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
  };
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
