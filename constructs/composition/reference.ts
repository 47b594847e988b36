import { isDeepStrictEqual } from 'node:util';
import type { Static, TArray, TBoolean, TEnum, TInteger, TNumber, TObject, TOptional, TRecord, TString } from 'typebox';
import { type Amount, amountText } from './amount';
import { apply } from './evaluate';
import {
  assertNoReferences,
  describe,
  EXPRESSION,
  type Expression,
  expressionOf,
  type FieldType,
  type MatchPattern,
  refuseText,
  type Transform,
  toMarkerNumber,
  toMarkerObject,
  toMarkerString,
} from './expression';
import type { FieldPath, Json } from './field-path';
import { toPattern } from './pattern';

declare const REFERENCE: unique symbol;
declare const OPTIONAL: unique symbol;

/** What can be done to a text or a number before its value is known: nothing but to copy it, or to put it into a text. */
type Untouched<T> = {
  readonly [K in Exclude<keyof T, 'toString' | 'valueOf' | 'concat' | 'length' | number | symbol>]: never;
};

/** A field that holds a text; use it wherever a string goes, also within a template literal. */
export type StringReference = string & Untouched<string> & { readonly [REFERENCE]: 'string' };
/** A field that holds a number; use it wherever a number goes, also within a template literal, but not in arithmetic. */
export type NumberReference = number & Untouched<number> & { readonly [REFERENCE]: 'number' };
/**
 * A field that holds true or false: {@link choose} and `when` decide by it, and {@link asBoolean} puts it where a boolean
 * goes. It is no boolean to the compiler, which so refuses `if (spec.monitoring)`: that would be the same for every
 * composite. Nor can it be called, although the compiler's message for such an `if` asks whether it was meant to be.
 */
export type BooleanReference = { readonly [REFERENCE]: 'boolean'; (cannotBeCalled: never): never };
/** A field that holds one of a few texts; {@link choose} maps them. */
export type EnumReference<E extends string> = string &
  Untouched<string> & { readonly [REFERENCE]: 'enum'; readonly values?: E };
/** A field that holds a map or a list as a whole. */
export type ValueReference<T> = T & { readonly [REFERENCE]: 'value' };
/** A field that holds an object of these fields. */
export type ObjectReference<Fields> = Fields & { readonly [EXPRESSION]: Expression };
/** Marks the reference to a field that may be missing: where it is, so is every field that is set from it. */
export type Optional<R> = R & { readonly [OPTIONAL]: true };

/** A reference of any type. */
export type AnyReference =
  | StringReference
  | NumberReference
  | BooleanReference
  | EnumReference<string>
  | ValueReference<object>
  | { readonly [EXPRESSION]: Expression };

/** The references to an object's fields, by the object's TypeBox schema. */
export type References<S> =
  S extends TObject<infer P>
    ? { readonly [K in keyof P]: P[K] extends TOptional<infer T> ? Optional<References<T>> : References<P[K]> } & {
        readonly [EXPRESSION]: Expression;
      }
    : S extends TEnum<infer V>
      ? EnumReference<Extract<V[number], string>>
      : S extends TString
        ? StringReference
        : S extends TInteger | TNumber
          ? NumberReference
          : S extends TBoolean
            ? BooleanReference
            : S extends TRecord | TArray
              ? ValueReference<Static<S>>
              : never;

/** The references to an observed resource's fields, by the resource's type: each field may be missing. */
export type Observed<T> = T extends string
  ? StringReference
  : T extends number
    ? NumberReference
    : T extends boolean
      ? BooleanReference
      : T extends readonly unknown[] | Readonly<Record<string, string>>
        ? ValueReference<T>
        : { readonly [K in keyof T]-?: Observed<NonNullable<T[K]>> } & { readonly [EXPRESSION]: Expression };

/** A JSON schema, as far as references need it. */
export interface FieldSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly 'x-kubernetes-int-or-string'?: boolean;
}

/** The type that a schema's values have. */
export function fieldType(schema: FieldSchema): FieldType {
  return (schema.type ?? (schema.enum || schema['x-kubernetes-int-or-string'] ? 'string' : 'object')) as FieldType;
}

/** The object that references belong to. */
export interface ReferenceSource {
  /** What tells it from others: a composition (its composite), or a composed construct. */
  readonly source: object;
  /** What messages call it, e.g. `XNodeApp`. */
  readonly title: string;
}

/**
 * Makes the references to the fields below a schema. A field that the schema lacks fails where it is asked for: to
 * JavaScript it would be `undefined`, and so a word in a text.
 *
 * @param path where the schema stands in the object
 * @param optional the parts of the path that may be missing
 */
export function references(
  schema: FieldSchema,
  of: ReferenceSource,
  path: FieldPath = [],
  optional: readonly FieldPath[] = [],
): unknown {
  const { source, title } = of;
  const type = fieldType(schema);
  const values = schema.enum as readonly string[] | undefined;
  const expression: Expression = {
    source,
    path,
    fieldType: type,
    type,
    optional,
    transforms: [],
    ...(values && { values }),
  };
  if (!schema.properties) return toReference(expression);
  const result = refuseText(Object.defineProperty({}, EXPRESSION, { value: expression }), expression);
  for (const [name, property] of Object.entries(schema.properties)) {
    const mayMiss = !schema.required?.includes(name) && property.default === undefined;
    const fieldPath = [...path, name];
    let made: unknown;
    // Made when first asked for: a Kubernetes type has thousands of fields, a construct uses a few.
    Object.defineProperty(result, name, {
      enumerable: true,
      get: () => (made ??= references(property, of, fieldPath, mayMiss ? [...optional, fieldPath] : optional)),
    });
  }
  return refuseUnknown(result, (name) => `${title} has no field ${[...path, name].join('.')}`);
}

/** What libraries ask of any object to see what it is. */
const ASKED_OF_ANY = new Set(['toJSON', 'then', 'resolve']);

/** The same object, which fails where a field is asked for that it lacks. */
function refuseUnknown<T extends object>(object: T, message: (name: string) => string): T {
  return new Proxy(object, {
    get(target, name, receiver) {
      if (typeof name === 'string' && !(name in target) && !ASKED_OF_ANY.has(name)) throw new Error(message(name));
      return Reflect.get(target, name, receiver);
    },
  });
}

function toReference(expression: Expression): unknown {
  switch (expression.type) {
    case 'integer':
    case 'number':
      return toMarkerNumber(expression);
    case 'object':
      return refuseUnknown(
        toMarkerObject(expression),
        (name) => `${describe(expression)} is a map as a whole: of one key it is entry(…, ${JSON.stringify(name)})`,
      );
    case 'array':
      return refuseUnknown(
        toMarkerObject(expression),
        (name) => `${describe(expression)} is a list as a whole: it has no ${name} until there is a composite`,
      );
    default:
      return toMarkerString(expression);
  }
}

function transformed(reference: AnyReference, type: FieldType, ...transforms: Transform[]): unknown {
  const { values: _, ...expression } = expressionOf(reference);
  const fallback = transforms.reduce(
    (value: Json | undefined, transform) => (value === undefined ? value : apply(transform, value, expression)),
    expression.fallback,
  );
  return toReference({
    ...expression,
    type,
    transforms: [...expression.transforms, ...transforms],
    ...(fallback !== undefined && { fallback }),
  });
}

/**
 * Maps an enum field, or a boolean one, to other values. The compiler demands one for each of the field's values.
 *
 * @throws Error where the values are of different types, or hold a reference themselves
 * @example choose(spec.size, { small: Size.mebibytes(256), medium: Size.mebibytes(512), large: Size.gibibytes(2) })
 */
export function choose<E extends string, V extends string | number | boolean | Amount>(
  reference: EnumReference<E>,
  pairs: Readonly<Record<E, V>> & OneType<V>,
): Chosen<V>;
export function choose<V extends string | number | boolean | Amount>(
  reference: BooleanReference,
  pairs: Readonly<Record<'true' | 'false', V>> & OneType<V>,
): Chosen<V>;
export function choose(
  reference: EnumReference<string> | BooleanReference,
  given: Readonly<Record<string, string | number | boolean | Amount>>,
): unknown {
  assertNoReferences(given, 'choose', NOT_FIXED);
  const pairs = Object.fromEntries(
    Object.entries(given).map(([key, value]) => [key, amountText(value) as string | number | boolean]),
  );
  const results = new Set(Object.values(pairs).map((value) => typeof value));
  if (results.size !== 1)
    throw new Error(`choose maps ${describe(expressionOf(reference))} to values of different types`);
  const [type] = results;
  const resultType = type === 'number' ? (Object.values(pairs).every(Number.isInteger) ? 'integer' : 'number') : type;
  const toText: Transform[] = expressionOf(reference).type === 'boolean' ? [{ type: 'toString' }] : [];
  return transformed(reference, resultType as FieldType, ...toText, { type: 'map', pairs });
}

/** Nothing fits where values are of different types. */
type OneType<V> = [V] extends [string | Amount]
  ? unknown
  : [V] extends [number]
    ? unknown
    : [V] extends [boolean]
      ? unknown
      : never;

/** What {@link choose} gives. */
export type Chosen<V> = V extends string | Amount
  ? StringReference
  : V extends number
    ? NumberReference
    : BooleanReference;

/**
 * A value for where an optional field is missing; with `unless`, only where that map beside it is missing too.
 * @example orElse(spec.replicas, 2)
 * @example orElse(spec.replicas, 1, { unless: spec.autoscaling })
 */
export function orElse<R extends string | number | BooleanReference>(reference: Optional<R>, fallback: Widen<R>): R;
export function orElse<R extends string | number | BooleanReference>(
  reference: Optional<R>,
  fallback: Widen<R>,
  options: { readonly unless: AnyReference },
): Optional<R>;
export function orElse(reference: AnyReference, given: unknown, options?: { readonly unless: AnyReference }): unknown {
  assertNoReferences(given, 'orElse', NOT_FIXED);
  const fallback = amountText(given);
  const { optional, ...expression } = expressionOf(reference);
  if (!options) return toReference({ ...expression, optional: [], fallback: fallback as Json });
  const other = expressionOf(options.unless);
  const [name, ...parent] = [...other.path].reverse();
  const isBeside =
    other.source === expression.source && isDeepStrictEqual(parent, expression.path.toReversed().slice(1));
  if (!isBeside || other.type !== 'object' || optional.length > 1) {
    throw new Error(`${describe(other)} is no map beside ${describe(expression)}, both in one that is always there`);
  }
  return toReference({ ...expression, optional, fallback: fallback as Json, unless: name as string });
}
type Widen<R> =
  R extends EnumReference<infer E> ? E : R extends string ? string | Amount : R extends number ? number : boolean;

const NOT_FIXED = 'is no fixed value: only those can be given here';

/**
 * The result of the first pattern that a field's text matches; of a map or a list it is matched against its JSON, keys sorted.
 *
 * @param fallback the result where none matches
 * @throws Error where a pattern is none of RE2
 * @example match(status.conditions, [{ regexp: '"status":"True","type":"Ready"', result: 'ready' }], 'waiting')
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function match(
  reference: AnyReference,
  patterns: readonly MatchPattern<string>[],
  fallback: string,
): StringReference;
export function match(
  reference: AnyReference,
  patterns: readonly MatchPattern<boolean>[],
  fallback: boolean,
): BooleanReference;
export function match(reference: AnyReference, patterns: readonly MatchPattern[], fallback: string | boolean): unknown {
  assertNoReferences([patterns, fallback], 'match', NOT_FIXED);
  const expression = expressionOf(reference);
  for (const { regexp } of patterns) {
    try {
      toPattern(regexp);
    } catch (error) {
      throw new Error(`match of ${describe(expression)}: ${(error as Error).message}`, { cause: error });
    }
  }
  const { type } = expression;
  const isText = type === 'string' || type === 'boolean';
  const toText: Transform[] = isText ? [] : [{ type: type === 'object' || type === 'array' ? 'toJson' : 'toString' }];
  const resultType = typeof fallback === 'boolean' ? 'boolean' : 'string';
  return transformed(reference, resultType, ...toText, { type: 'match', patterns, fallback });
}

/**
 * A boolean field where a boolean goes: the only thing to do with it is to put it there.
 * @throws Error where the field is no boolean
 * @example tty: asBoolean(spec.interactive)
 */
export function asBoolean(reference: BooleanReference): boolean {
  const { type } = expressionOf(reference);
  if (type !== 'boolean') throw new Error(`${describe(expressionOf(reference))} is no boolean`);
  return reference as unknown as boolean;
}

/** The text under one key of a map. @example entry(metadata.annotations, 'example.org/url') */
export function entry(
  reference: ValueReference<Readonly<Record<string, string>>>,
  key: string,
): Optional<StringReference> {
  assertNoReferences(key, 'entry', NOT_FIXED);
  const expression = expressionOf(reference);
  const path = [...expression.path, key];
  return toReference({
    ...expression,
    path,
    fieldType: 'string',
    type: 'string',
    optional: [...expression.optional, path],
  }) as Optional<StringReference>;
}

/** The whole number that a text holds in decimal. */
export function toInteger(reference: StringReference): NumberReference {
  return transformed(reference, 'integer', { type: 'toInteger' }) as NumberReference;
}

/** The SHA-256 of a field, in hexadecimal: of a text its bytes, of anything else its JSON with sorted keys. */
export function sha256(reference: AnyReference): StringReference {
  return transformed(reference, 'string', { type: 'sha256' }) as StringReference;
}

/** Whether an optional text is set, as a boolean. */
export function whether(reference: StringReference): BooleanReference {
  const { optional: _, unless: __, ...expression } = expressionOf(reference);
  const set: Transform = { type: 'match', patterns: [{ regexp: '.*', result: true }], fallback: true };
  return toReference({
    ...expression,
    optional: [],
    type: 'boolean',
    transforms: [set],
    fallback: false,
  }) as BooleanReference;
}
