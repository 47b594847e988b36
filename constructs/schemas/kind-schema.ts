import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brief, type JsonSchema, validateValue } from '../composition';

export { brief, type JsonSchema, validateValue };

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

let index: KindIndex | undefined;
const schemas = new Map<string, JsonSchema>();

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
