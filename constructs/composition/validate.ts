import type { Json } from './field-path';
import { toPattern } from './pattern';

/**
 * A schema as Kubernetes describes its objects, as far as it is used in `imports/schemas`.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
export interface JsonSchema {
  readonly type?: 'array' | 'boolean' | 'integer' | 'number' | 'object' | 'string';
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly nullable?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  /** A whole object of another kind. */
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  /** A string or a whole number; with `format: quantity`, any number. */
  readonly 'x-kubernetes-int-or-string'?: boolean;
  /** Fields that the schema does not name are kept. */
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
}

/**
 * Checks a value against a schema; a field that the schema does not know is wrong.
 *
 * It walks the value beside the schema. Compiling a schema first, as general validators do, takes longer than all of
 * synthesis: 0.3 s for a Deployment. What is not checked: formats and CEL rules (`x-kubernetes-validations`).
 *
 * @returns what is wrong, each with the path of its field, e.g. `spec.template.spec.containers[0].portt: unknown field`
 */
export function validateValue(schema: JsonSchema, value: unknown): string[] {
  const problems: string[] = [];
  check(schema, value, '', problems);
  return problems;
}

/**
 * A value with the defaults of its schema filled in as the API server does: only below what is there, and null is not
 * there.
 */
export function withDefaults(schema: DefaultingSchema, value: Json): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { properties = {}, additionalProperties } = schema;
  const kept = Object.entries(value as Record<string, Json | undefined>).filter(([name, item]) => {
    const known = Object.hasOwn(properties, name) || typeof additionalProperties === 'object';
    return item !== undefined && (item !== null || !known);
  });
  // Not by assignment: a key of the user's may be __proto__.
  const result = Object.fromEntries(kept) as Record<string, Json>;
  for (const [name, property] of Object.entries(properties)) {
    const item = result[name] ?? property.default;
    if (item !== undefined) result[name] = withDefaults(property, item);
  }
  return result;
}

/** A schema whose fields may have defaults. */
export interface DefaultingSchema {
  readonly properties?: Readonly<Record<string, DefaultingSchema>>;
  readonly additionalProperties?: unknown;
  readonly default?: Json;
}

/** Longest value that a message repeats whole. */
const MAX_SHOWN = 200;

/** A value as a message repeats it: JSON, cut short where it is long. */
export function brief(value: unknown): string {
  const characters = [...(JSON.stringify(value) ?? 'nothing')];
  return characters.length > MAX_SHOWN ? `${characters.slice(0, MAX_SHOWN).join('')}…` : characters.join('');
}

const patterns = new Map<string, { test(text: string): boolean }>();

/** Adds to `problems` what is wrong with a value. */
function check(schema: JsonSchema, value: unknown, path: string, problems: string[]): void {
  const type = typeOf(value);
  if (!takes(schema, type)) {
    problems.push(`${path}: takes ${typeName(schema)}, not ${type}`);
    return;
  }
  if (schema.enum && !schema.enum.includes(value as string)) {
    problems.push(`${path}: ${brief(value)} is none of ${schema.enum.join(', ')}`);
  }
  if (typeof value === 'string') {
    // As the API server counts: a character outside of the basic plane is one, though two to JavaScript.
    checkSize([...value].length, 'characters', schema.minLength, schema.maxLength, path, problems);
    if (schema.pattern !== undefined && !matches(schema.pattern, value)) {
      problems.push(`${path}: ${brief(value)} does not match ${schema.pattern}`);
    }
  } else if (typeof value === 'number') {
    if (value < (schema.minimum ?? value)) problems.push(`${path}: ${value} is less than ${schema.minimum}`);
    if (value > (schema.maximum ?? value)) problems.push(`${path}: ${value} is more than ${schema.maximum}`);
  } else if (Array.isArray(value)) {
    checkSize(value.length, 'items', schema.minItems, schema.maxItems, path, problems);
    for (const [i, item] of value.entries()) check(schema.items ?? {}, item, `${path}[${i}]`, problems);
  } else if (type === 'object') {
    checkFields(schema, value as Readonly<Record<string, unknown>>, path, problems);
  }
}

function checkFields(
  schema: JsonSchema,
  object: Readonly<Record<string, unknown>>,
  path: string,
  problems: string[],
): void {
  // A field without a value is not written.
  const fields = Object.entries(object).filter(([, value]) => value !== undefined);
  checkSize(fields.length, 'fields', schema.minProperties, schema.maxProperties, path, problems);
  for (const name of schema.required ?? []) {
    if (object[name] === undefined) problems.push(`${fieldPath(path, name)}: required field is missing`);
  }
  const { properties = {}, additionalProperties } = schema;
  for (const [name, value] of fields) {
    if (Object.hasOwn(properties, name)) {
      check(properties[name] as JsonSchema, value, fieldPath(path, name), problems);
    } else if (typeof additionalProperties === 'object') {
      check(additionalProperties, value, fieldPath(path, name), problems);
    } else if (!additionalProperties && !schema['x-kubernetes-preserve-unknown-fields']) {
      problems.push(`${fieldPath(path, name)}: unknown field`);
    }
  }
}

function checkSize(
  size: number,
  what: string,
  least: number | undefined,
  most: number | undefined,
  path: string,
  problems: string[],
): void {
  if (least !== undefined && size < least) problems.push(`${path}: has ${size} ${what}, fewer than ${least}`);
  if (most !== undefined && size > most) problems.push(`${path}: has ${size} ${what}, more than ${most}`);
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

function takes(schema: JsonSchema, type: string): boolean {
  if (type === 'null' && schema.nullable) return true;
  if (schema['x-kubernetes-int-or-string']) {
    return type === 'string' || type === 'integer' || (type === 'number' && schema.format === 'quantity');
  }
  return schema.type === undefined || schema.type === type || (schema.type === 'number' && type === 'integer');
}

function typeName(schema: JsonSchema): string {
  if (!schema['x-kubernetes-int-or-string']) return String(schema.type);
  return schema.format === 'quantity' ? 'number or string' : 'integer or string';
}

/** A field's path, as `kubectl` writes it: `metadata.labels[app.kubernetes.io/name]`. */
function fieldPath(parent: string, name: string): string {
  if (name.includes('.')) return `${parent}[${name}]`;
  return parent === '' ? name : `${parent}.${name}`;
}

/** As JavaScript reads a pattern, which is fast; what it cannot read, as RE2 does. */
function matches(pattern: string, value: string): boolean {
  let compiled = patterns.get(pattern);
  if (!compiled) {
    try {
      compiled = new RegExp(pattern, 'u');
    } catch {
      const re2 = toPattern(pattern);
      compiled = { test: (text) => re2.matcher(text).find() };
    }
    patterns.set(pattern, compiled);
  }
  return compiled.test(value);
}
