import { asText, describe, type Expression, type Template } from './expression';
import { type FieldPath, type Json, valueAt } from './field-path';

/** An OpenAPI schema of Kubernetes, as far as targets are checked against it. */
export interface KindSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, KindSchema>>;
  readonly additionalProperties?: boolean | KindSchema;
  readonly items?: KindSchema;
  readonly required?: readonly string[];
  readonly enum?: readonly Json[];
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
}

const TEXTS: KindSchema = { type: 'object', additionalProperties: { type: 'string' } };

/** The metadata that a composed resource may set; definitions of custom resources leave it out. */
const METADATA: KindSchema = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string' }, labels: TEXTS, annotations: TEXTS },
};

/** A place in a kind's schema. */
export interface Target {
  /** Undefined where anything goes. */
  readonly schema: KindSchema | undefined;
  /** Whether the object is refused without the field. */
  readonly required: boolean;
}

/**
 * Finds a field in the schema of a kind.
 * @throws Error where the kind has no such field
 */
function targetAt(kind: KindSchema, path: FieldPath): Target {
  let schema: KindSchema | undefined = kind;
  let required = false;
  for (const [i, segment] of path.entries()) {
    if (i === 0 && segment === 'metadata') {
      schema = METADATA;
      continue;
    }
    if (schema === undefined) return { schema, required: false };
    required = false;
    let next: KindSchema | undefined;
    if (typeof segment === 'number') {
      next = schema.items;
    } else if (schema.properties && Object.hasOwn(schema.properties, segment)) {
      next = schema.properties[segment];
      required = schema.required?.includes(segment) ?? false;
    } else if (typeof schema.additionalProperties === 'object') {
      next = schema.additionalProperties;
    }
    if (!next) {
      const anything = schema['x-kubernetes-preserve-unknown-fields'] || schema.additionalProperties === true;
      if (anything) return { schema: undefined, required: false };
      throw new Error(`there is no field ${path.slice(0, i + 1).join('.')}`);
    }
    schema = next;
  }
  return { schema, required };
}

/** A boolean where a field takes a text becomes one; anything else stays. */
export function asTarget(kind: KindSchema, path: FieldPath, template: Template): Template {
  const [expression] = template.parts as [Expression];
  if (template.parts.length > 1 || expression.type !== 'boolean') return template;
  if (targetAt(kind, path).schema?.type !== 'string') return template;
  return { parts: [asText(expression)] };
}

/**
 * Checks that a field which is not always set may be missing, and what is missing with it.
 *
 * @param least the manifest where all fields that can be missing are
 * @throws Error naming what must not be missing
 */
export function checkMissing(kind: KindSchema, path: FieldPath, template: Template, least: Json): void {
  const [reference] = template.parts.filter((part) => typeof part !== 'string') as [Expression];
  const remedy = 'give it a default, orElse(…), or put the resource under when(present(…))';
  for (let length = path.length; length > 0; length--) {
    const field = path.slice(0, length);
    if (length < path.length && typeof field.at(-1) === 'number' && isHollow(valueAt(least, field))) {
      throw new Error(
        `${describe(reference)} may be missing, and then nothing but its name is left of ${field.join('.')}, which stays in its list: ${remedy}`,
      );
    }
    const mustNot = length === path.length && typeof field.at(-1) === 'number';
    // Of a map that is missing as a whole nothing is demanded; metadata never is.
    const parent = field.slice(0, -1);
    const isParentThere = parent.join('.') === 'metadata' || valueAt(least, parent) !== undefined;
    const isMissing = isParentThere && valueAt(least, field) === undefined;
    if (mustNot || (isMissing && targetAt(kind, field).required)) {
      throw new Error(`${describe(reference)} may be missing, but ${field.join('.')} must not be: ${remedy}`);
    }
  }
}

/** Whether a map says nothing: an item of a list cannot be left out with its fields. */
function isHollow(item: Json | undefined): boolean {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return false;
  return Object.keys(item).every((key) => key === 'name');
}

/**
 * Checks that a field takes what a reference, or a text made of references, gives.
 * @throws Error saying what is given and what the field takes
 */
export function checkReference(kind: KindSchema, path: FieldPath, template: Template): void {
  const { schema } = targetAt(kind, path);
  const whole = template.parts.length === 1 ? (template.parts[0] as Expression) : undefined;
  const where = path.join('.');
  const [reference] = template.parts.filter((part) => typeof part !== 'string') as [Expression];
  if (!schema) return;
  if (whole?.fallback !== undefined) checkLiteral(kind, path, whole.fallback);
  const given = whole?.type ?? 'string';
  if (!takes(schema, given)) {
    throw new Error(`${describe(reference)} gives ${article(given)}, but ${where} takes ${article(typeName(schema))}`);
  }
  const map = whole?.transforms.at(-1);
  const values = map?.type === 'map' ? Object.values(map.pairs) : whole?.values;
  const refused = schema.enum && values?.find((value) => !schema.enum?.includes(value));
  if (refused !== undefined) {
    throw new Error(
      `${describe(reference)} can give ${JSON.stringify(refused)}, but ${where} takes one of ${schema.enum?.join(', ')}`,
    );
  }
}

/** Checks that a field takes a fixed value. @throws Error saying what is given and what the field takes */
export function checkLiteral(kind: KindSchema, path: FieldPath, value: Json): void {
  const { schema } = targetAt(kind, path);
  if (!schema) return;
  const given =
    typeof value === 'number'
      ? Number.isInteger(value)
        ? 'integer'
        : 'number'
      : Array.isArray(value)
        ? 'array'
        : value === null
          ? 'null'
          : typeof value;
  if (!takes(schema, given)) {
    throw new Error(`${path.join('.')} is ${JSON.stringify(value)}, but takes ${article(typeName(schema))}`);
  }
  if (schema.enum && !schema.enum.includes(value)) {
    throw new Error(`${path.join('.')} is ${JSON.stringify(value)}, but takes one of ${schema.enum.join(', ')}`);
  }
}

function takes(schema: KindSchema, given: string): boolean {
  if (schema['x-kubernetes-int-or-string']) return given === 'string' || given === 'integer';
  if (!schema.type) return true;
  return schema.type === given || (schema.type === 'number' && given === 'integer');
}

function typeName(schema: KindSchema): string {
  return schema['x-kubernetes-int-or-string'] ? 'integer or string' : (schema.type ?? 'anything');
}

function article(noun: string): string {
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}

/**
 * Checks that the JSON of what a field is in tells whether the map beside it is set: no other map is called so.
 * @throws Error where one may be deeper in it
 */
export function checkUnless(composite: KindSchema, expression: Expression): void {
  const { path, unless } = expression;
  const { properties = {} } = targetAt(composite, path.slice(0, -1)).schema ?? {};
  const hides = Object.keys(properties).find((name) => mayHoldMap(properties[name] as KindSchema, unless as string));
  if (hides !== undefined) {
    throw new Error(
      `${describe(expression)} has an orElse(… unless …), but ${[...path.slice(0, -1), hides].join('.')} may hold a map called ${unless} as well`,
    );
  }
}

/** Whether a map of this name may be within a field, at any depth. */
function mayHoldMap(schema: KindSchema, name: string): boolean {
  const { properties = {}, additionalProperties, items } = schema;
  if (schema['x-kubernetes-preserve-unknown-fields'] || additionalProperties === true) return true;
  const entries = [
    ...Object.entries(properties),
    ...(additionalProperties ? [[name, additionalProperties] as const] : []),
  ];
  if (entries.some(([key, { type }]) => key === name && (type === 'object' || type === undefined))) return true;
  return [...entries.map(([, inner]) => inner), ...(items ? [items] : [])].some((inner) => mayHoldMap(inner, name));
}
