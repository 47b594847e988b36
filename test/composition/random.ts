import fc from 'fast-check';
import { type TSchema, Type } from 'typebox';
import {
  all,
  any,
  type Condition,
  choose,
  equals,
  greaterThan,
  match,
  not,
  orElse,
  present,
  sha256,
  whether,
} from '../../constructs/composition';

/** A field of a random schema. */
interface Field {
  readonly kind: 'string' | 'integer' | 'number' | 'boolean' | 'enum' | 'map' | 'list' | 'object';
  readonly presence: 'required' | 'default' | 'optional';
  readonly fields: Fields;
}
type Fields = Readonly<Record<string, Field>>;

/** A field that holds a value, by its path. */
interface Leaf {
  readonly path: readonly string[];
  readonly kind: Field['kind'];
  readonly mayMiss: boolean;
}

/** Makes a part of a manifest, or a condition, of a composite's references. */
type Make<T = unknown> = (spec: unknown) => T;

const TEXT = fc.oneof(
  fc.constantFrom('', ' ', '%', '%%', '%d', '%s', '-', 'x', '0', '5.5', 'é', '🚀', '"', '\n', '<&>', 'null', 'true'),
  // The one character by which what is left of a changed reference is told.
  fc.string({ unit: 'grapheme', maxLength: 8 }).filter((text) => !text.includes('\u1680')),
);
/** Zero, and what has few enough digits after the point for JavaScript to print them all. */
const NUMBER = fc.oneof(
  fc.double({ noNaN: true, min: -1e30, max: 1e30 }).map((number) => (Math.abs(number) < 1e-20 ? 0 : number)),
  fc.constantFrom(1e21, 1.5e-7, 1e6, 0.1),
);
const VALUES = ['small', 'large', '%v', 'toString'] as const;

/** Names that field paths and CEL can write; cel-js reads no map with a `constructor`. */
const NAME = fc.oneof(
  fc.constantFrom('a', 'b', 'c', 'd.e', 'f/g', 'in', '0', '8080', 'toString', 'hasOwnProperty', 'ж', 'h-i', 'j k'),
  fc
    .string({ minLength: 1, maxLength: 6 })
    .filter((name) => /^[^[\]'"*\u1680]+$/.test(name) && !/^(__proto__|constructor)$/.test(name)),
);

const { fields: FIELDS } = fc.letrec<{ fields: Fields; field: Field }>((tie) => ({
  field: fc
    .record({
      kind: fc.constantFrom<Field['kind']>('string', 'integer', 'number', 'boolean', 'enum', 'map', 'list', 'object'),
      presence: fc.constantFrom<Field['presence']>('required', 'default', 'optional'),
      fields: fc.oneof({ maxDepth: 2 }, fc.constant({} as Fields), tie('fields')),
    })
    .map((field) =>
      field.kind === 'object' && Object.keys(field.fields).length === 0 ? { ...field, kind: 'map' } : field,
    ),
  fields: fc.dictionary(NAME, tie('field'), { minKeys: 1, maxKeys: 5, noNullPrototype: true }),
}));

const DEFAULTS = { string: '', integer: 0, number: 0, boolean: false, enum: 'small', map: {}, list: [] };

function schemaOf(fields: Fields): Record<string, TSchema> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { kind, presence, fields: inner }]) => {
      const options = presence === 'default' && kind !== 'object' ? { default: DEFAULTS[kind] } : {};
      const schema = {
        string: () => Type.String(options),
        integer: () => Type.Integer(options),
        number: () => Type.Number(options),
        boolean: () => Type.Boolean(options),
        enum: () => Type.Enum([...VALUES], options),
        map: () => Type.Record(Type.String(), Type.String(), options),
        list: () => Type.Array(Type.String(), options),
        object: () => Type.Object(schemaOf(inner)),
      }[kind]();
      return [name, presence === 'optional' ? Type.Optional(schema) : schema];
    }),
  );
}

/** Composites' specs, defaults filled in. */
function specsOf(fields: Fields): fc.Arbitrary<object> {
  const values = (field: Field): fc.Arbitrary<unknown> =>
    ({
      string: TEXT,
      integer: fc.oneof(fc.maxSafeInteger(), fc.constantFrom(0, 80, 1_000_000, Number.MAX_SAFE_INTEGER)),
      number: NUMBER,
      boolean: fc.boolean(),
      enum: fc.constantFrom(...VALUES),
      map: fc.dictionary(NAME, TEXT, { maxKeys: 3, noNullPrototype: true }),
      list: fc.array(TEXT, { maxLength: 3 }),
      object: field.kind === 'object' ? specsOf(field.fields) : fc.constant({}),
    })[field.kind];
  return fc.record(Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, values(field)])), {
    requiredKeys: Object.keys(fields).filter((name) => fields[name]?.presence !== 'optional'),
    noNullPrototype: true,
  });
}

function* leavesOf(fields: Fields, above: readonly string[] = [], missing = false): Generator<Leaf> {
  for (const [name, { kind, presence, fields: inner }] of Object.entries(fields)) {
    const path = [...above, name];
    const mayMiss = missing || presence === 'optional';
    if (kind === 'object') yield* leavesOf(inner, path, mayMiss);
    else yield { path, kind, mayMiss };
  }
}

/** The reference to a leaf, of whatever type. */
function referTo(spec: unknown, { path }: Leaf): never {
  return path.reduce((object, name) => (object as Record<string, unknown>)[name], spec) as never;
}

const SCALARS = ['string', 'integer', 'number', 'boolean', 'enum'];
const EXACT = ['string', 'integer', 'boolean', 'enum'];
const PATTERNS = fc.array(
  fc.record({ regexp: fc.constantFrom('^a', 'true', '^$', '[0-9]{2}', '"', '.'), result: TEXT }),
  { maxLength: 2 },
);

/** What a manifest can have in place of a value; only what is always there where it stands in a list. */
function valuesFrom(leaves: readonly Leaf[], inList: boolean): fc.Arbitrary<Make> {
  const among = (suits: (leaf: Leaf) => boolean, make: (leaf: fc.Arbitrary<Leaf>) => fc.Arbitrary<Make>) => {
    const found = leaves.filter(suits);
    return found.length > 0 ? [make(fc.constantFrom(...found))] : [];
  };
  const there = ({ mayMiss }: Leaf) => !inList || !mayMiss;
  const is =
    (...kinds: readonly string[]) =>
    (leaf: Leaf) =>
      there(leaf) && kinds.includes(leaf.kind);
  const optional =
    (...kinds: readonly string[]) =>
    ({ mayMiss, kind }: Leaf) =>
      mayMiss && kinds.includes(kind);
  const chosen = (leaf: Leaf, texts: readonly string[]) => (spec: unknown) =>
    leaf.kind === 'boolean'
      ? choose(referTo(spec, leaf), { true: texts[0], false: texts[1] } as never)
      : choose(referTo(spec, leaf), Object.fromEntries(VALUES.map((value, i) => [value, texts[i]])) as never);
  const texts = fc.tuple(TEXT, TEXT, TEXT, TEXT);
  const some: fc.Arbitrary<Make>[] = [
    fc.oneof(TEXT, fc.integer(), fc.boolean(), fc.constant({}), fc.constant([])).map((value) => () => value),
    ...among(there, (leaf) => leaf.map((one) => (spec) => referTo(spec, one))),
    ...among(there, (leaf) => leaf.map((one) => (spec) => sha256(referTo(spec, one)))),
    ...among(is(...SCALARS), (leaf) =>
      fc.tuple(TEXT, leaf, TEXT).map(
        ([before, one, after]) =>
          (spec) =>
            `${before}${referTo(spec, one)}${after}`,
      ),
    ),
    ...among(is(...EXACT), (leaf) =>
      fc
        .array(fc.tuple(TEXT, leaf), { minLength: 2, maxLength: 4 })
        .map((parts) => (spec) => parts.map(([text, one]) => `${text}${referTo(spec, one)}`).join('')),
    ),
    ...among(is('enum', 'boolean'), (leaf) => fc.tuple(leaf, texts).map(([one, all]) => chosen(one, all))),
    ...among(is('enum', 'boolean'), (leaf) =>
      fc.tuple(TEXT, leaf, texts).map(
        ([before, one, all]) =>
          (spec) =>
            `${before}${chosen(one, all)(spec)}!`,
      ),
    ),
    ...among(is(...SCALARS, 'map', 'list'), (leaf) =>
      fc.tuple(leaf, PATTERNS, TEXT).map(
        ([one, all, none]) =>
          (spec) =>
            match(referTo(spec, one), all, none),
      ),
    ),
    ...among(optional('string'), (leaf) => leaf.map((one) => (spec) => whether(referTo(spec, one)))),
    ...among(optional('string'), (leaf) =>
      fc.tuple(leaf, TEXT).map(
        ([one, text]) =>
          (spec) =>
            orElse(referTo(spec, one), text as never),
      ),
    ),
    ...among(optional('integer', 'number'), (leaf) =>
      fc.tuple(leaf, fc.integer()).map(
        ([one, number]) =>
          (spec) =>
            orElse(referTo(spec, one), number as never),
      ),
    ),
    ...among(optional('enum'), (leaf) =>
      fc.tuple(leaf, texts, fc.constantFrom(...VALUES)).map(
        ([one, all, value]) =>
          (spec) =>
            choose(
              orElse(referTo(spec, one), value as never),
              Object.fromEntries(VALUES.map((key, i) => [key, all[i]])) as never,
            ),
      ),
    ),
  ];
  return fc.oneof(...some);
}

/** Random manifests: maps and lists in each other, with references in any place. */
function manifestsFrom(leaves: readonly Leaf[]): fc.Arbitrary<Make<object>> {
  const made = (entries: readonly (readonly [string, Make])[]): Make<object> => {
    return (spec) => Object.fromEntries(entries.map(([key, make]) => [key, make(spec)]));
  };
  const { map } = fc.letrec<{ map: Make<object>; item: Make<object>; list: Make<object> }>((tie) => ({
    map: fc
      .uniqueArray(fc.tuple(NAME, fc.oneof({ maxDepth: 3 }, valuesFrom(leaves, false), tie('map'), tie('list'))), {
        selector: ([key]) => key,
        maxLength: 4,
      })
      .map(made),
    // An item of a list says something, whatever is missing of it.
    item: tie('map').map((make) => (spec) => ({ ...make(spec), fixed: true })),
    list: fc
      .array(fc.oneof({ maxDepth: 3 }, valuesFrom(leaves, true), tie('item'), tie('list')), { maxLength: 3 })
      .map((items) => (spec) => items.map((make) => make(spec))),
  }));
  return map;
}

function conditionsFrom(leaves: readonly Leaf[]): fc.Arbitrary<Make<Condition>> {
  const atoms = leaves.flatMap((leaf): fc.Arbitrary<Make<Condition>>[] => {
    const refer = (spec: unknown) => referTo(spec, leaf);
    const compared = {
      string: TEXT.map((text) => (spec: unknown) => equals(refer(spec), text as never)),
      enum: fc.constantFrom(...VALUES).map((value) => (spec: unknown) => equals(refer(spec), value as never)),
      boolean: fc.boolean().map((value) => (spec: unknown) => equals(refer(spec), value as never)),
      integer: fc.integer().map((value) => (spec: unknown) => greaterThan(refer(spec), value)),
      number: fc.integer().map((value) => (spec: unknown) => greaterThan(refer(spec), value)),
    }[leaf.kind as string];
    const there = leaf.mayMiss ? [fc.constant((spec: unknown) => present(refer(spec)))] : [];
    return compared ? [compared, ...there] : there;
  });
  if (atoms.length === 0) return fc.constant((() => undefined) as unknown as Make<Condition>);
  const { condition } = fc.letrec<{ condition: Make<Condition> }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 2 },
      ...atoms,
      tie('condition').map((inner) => (spec: unknown) => not(inner(spec))),
      fc.tuple(tie('condition'), tie('condition')).map(
        ([a, b]) =>
          (spec: unknown) =>
            all(a(spec), b(spec)),
      ),
      fc.tuple(tie('condition'), tie('condition')).map(
        ([a, b]) =>
          (spec: unknown) =>
            any(a(spec), b(spec)),
      ),
    ),
  }));
  return condition;
}

/** A random schema, manifests made of its references, conditions of some, and composites. */
export const COMPOSITIONS = FIELDS.chain((fields) => {
  const leaves = [...leavesOf(fields)];
  return fc.record({
    schema: fc.constant(fields).map(schemaOf),
    things: fc.array(
      fc.record({ manifest: manifestsFrom(leaves), condition: fc.option(conditionsFrom(leaves), { nil: undefined }) }),
      { minLength: 1, maxLength: 3 },
    ),
    specs: fc.array(specsOf(fields), { minLength: 1, maxLength: 3 }),
  });
});
