import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

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

/** A manifest, whatever else it says. */
export interface KindedObject {
  readonly apiVersion: string;
  readonly kind: string;
}

/** What the API server knows a kind by. */
export interface KindInfo {
  /** Group and version, e.g. `apps/v1`; the version alone in the core group. */
  readonly apiVersion: string;
  readonly kind: string;
  /** Name in paths and roles, e.g. `deployments`. */
  readonly plural: string;
  readonly scope: 'Cluster' | 'Namespaced';
}

/** `imports/schemas/index.json`: what there is, by API version and kind. */
export type KindIndex = Readonly<Record<string, Readonly<Record<string, Pick<KindInfo, 'plural' | 'scope'>>>>>;

/** Name of the file in `imports/schemas` that holds a kind's schema. */
export function schemaFile(apiVersion: string, kind: string): string {
  return `${apiVersion.replace('/', '_')}_${kind}.json`;
}

/** Looks a kind up among those in `imports/`; undefined where it is not there. */
export function kindInfo(apiVersion: string, kind: string): KindInfo | undefined {
  index ??= readSchemas('index.json') as KindIndex;
  const kinds = Object.hasOwn(index, apiVersion) ? index[apiVersion] : undefined;
  const info = kinds && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  return info && { apiVersion, kind, ...info };
}

/**
 * The schema of a kind's objects, status included, without documentation; undefined where the kind is not in `imports/`.
 *
 * It is read from disk when it is first asked for.
 */
export function kindSchema(apiVersion: string, kind: string): JsonSchema | undefined {
  if (!kindInfo(apiVersion, kind)) return undefined;
  const file = schemaFile(apiVersion, kind);
  const schema = schemas.get(file) ?? (readSchemas(file) as JsonSchema);
  schemas.set(file, schema);
  return schema;
}

/**
 * Checks an object against its kind's schema as strictly as the API server with `fieldValidation: Strict`.
 *
 * @returns what is wrong, as of {@link validateValue}; one message where the kind is not in `imports/`
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation
 */
export function validateObject(object: KindedObject): string[] {
  const schema = kindSchema(object.apiVersion, object.kind);
  return schema ? validateValue(schema, object) : [`${object.apiVersion} ${object.kind}: unknown kind`];
}

/**
 * Checks a value against a schema; a field that the schema does not know is wrong.
 *
 * It walks the value beside the schema. Compiling a schema first, as general validators do, takes longer than all of
 * synthesis: 0.3 s for a Deployment. What is not checked: formats, CEL rules (`x-kubernetes-validations`), and patterns
 * that JavaScript cannot read.
 *
 * @returns what is wrong, each with the path of its field, e.g. `spec.template.spec.containers[0].portt: unknown field`
 */
export function validateValue(schema: JsonSchema, value: unknown): string[] {
  const problems: string[] = [];
  check(schema, value, '', problems);
  return problems;
}

/** Longest value that a message repeats whole. */
const MAX_SHOWN = 200;

/** A value as a message repeats it: JSON, cut short where it is long. */
export function brief(value: unknown): string {
  const characters = [...(JSON.stringify(value) ?? 'nothing')];
  return characters.length > MAX_SHOWN ? `${characters.slice(0, MAX_SHOWN).join('')}…` : characters.join('');
}

let index: KindIndex | undefined;
const schemas = new Map<string, JsonSchema>();
const patterns = new Map<string, RegExp | undefined>();

function readSchemas(file: string): unknown {
  return JSON.parse(readFileSync(join(schemasFolder(), file), 'utf8'));
}

/** `imports/schemas` in the nearest folder above that has it: this file runs from a folder that mirrors the repository. */
function schemasFolder(): string {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const candidate = join(folder, 'imports', 'schemas');
    if (existsSync(candidate)) return candidate;
  }
  throw new Error(`there is no imports/schemas above ${__dirname}`);
}

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
    if (schema.pattern !== undefined && toRegExp(schema.pattern)?.test(value) === false) {
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

/** Undefined where JavaScript cannot read the pattern, which is written for RE2. */
function toRegExp(pattern: string): RegExp | undefined {
  if (!patterns.has(pattern)) {
    let compiled: RegExp | undefined;
    try {
      compiled = new RegExp(pattern, 'u');
    } catch {
      compiled = undefined;
    }
    patterns.set(pattern, compiled);
  }
  return patterns.get(pattern);
}
