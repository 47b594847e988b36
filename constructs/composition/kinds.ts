import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import type { KindSchema } from './target';

/** A kind that can be composed, and its schema. */
export interface ComposableKind {
  /** Name of the kind in URLs and roles, e.g. `deployments`. */
  readonly plural: string;
  /** Only namespaced kinds can be composed. */
  readonly scope: 'Namespaced' | 'Cluster';
  /** The kind's schema; what it lacks, no construct may set. */
  readonly schema: KindSchema;
}

/** Looks up a kind; undefined where its definition is not known. */
export type Kinds = (apiVersion: string, kind: string) => ComposableKind | undefined;

/**
 * The kinds that definition files know: CustomResourceDefinitions, and what an API server tells of its own kinds
 * (`kubectl get --raw /openapi/v2`, or `/openapi/v3/apis/apps/v1` and the like). Other objects are passed over.
 *
 * @param files paths of files of YAML or JSON, each with one document or more; of two that know a kind the first counts
 * @throws Error naming a file that cannot be read, or is no YAML
 * @example kindsOf('crds/postgresql.yaml', 'swagger.json')
 */
export function kindsOf(...files: readonly string[]): Kinds {
  const kinds = new Map<string, ComposableKind>();
  for (const file of files) {
    for (const document of read(file)) {
      for (const [key, kind] of definedIn(document)) if (!kinds.has(key)) kinds.set(key, kind);
    }
  }
  return (apiVersion, kind) => kinds.get(`${apiVersion}/${kind}`);
}

function read(file: string): unknown[] {
  const text = readFileSync(file, 'utf8');
  try {
    // The description of a whole API has megabytes, which take a reader of YAML minutes.
    if (text.trimStart().startsWith('{')) return [JSON.parse(text)];
    return parseAllDocuments(text).map((document) => {
      if (document.errors[0]) throw document.errors[0];
      return document.toJS() as unknown;
    });
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
}

/** What is read of a CustomResourceDefinition. */
interface CustomResourceDefinition {
  readonly kind: 'CustomResourceDefinition';
  readonly spec: {
    readonly group: string;
    readonly scope: ComposableKind['scope'];
    readonly names: { readonly kind: string; readonly plural: string };
    readonly versions: readonly {
      readonly name: string;
      readonly schema?: { readonly openAPIV3Schema?: KindSchema };
    }[];
  };
}

type GroupVersionKind = { readonly group: string; readonly version: string; readonly kind: string };

/** What is read of the description of an API, in version 2 or 3 of OpenAPI. */
interface ApiDescription {
  readonly definitions?: Readonly<Record<string, DescribedSchema>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, DescribedSchema>> };
  readonly paths: Readonly<
    Record<string, { readonly post?: { readonly 'x-kubernetes-group-version-kind'?: GroupVersionKind } }>
  >;
}

interface DescribedSchema extends KindSchema {
  readonly $ref?: string;
  readonly allOf?: readonly DescribedSchema[];
  readonly format?: string;
  readonly properties?: Readonly<Record<string, DescribedSchema>>;
  readonly additionalProperties?: boolean | DescribedSchema;
  readonly items?: DescribedSchema;
  readonly 'x-kubernetes-group-version-kind'?: readonly GroupVersionKind[];
}

/** The kinds that a document defines, by `<apiVersion>/<kind>`. */
function* definedIn(document: unknown): Generator<readonly [string, ComposableKind]> {
  if (typeof document !== 'object' || document === null) return;
  if ((document as { kind?: unknown }).kind === 'CustomResourceDefinition') {
    const { group, scope, names, versions } = (document as CustomResourceDefinition).spec;
    for (const { name, schema } of versions) {
      if (!schema?.openAPIV3Schema) continue;
      yield [`${group}/${name}/${names.kind}`, { plural: names.plural, scope, schema: schema.openAPIV3Schema }];
    }
  } else if ('paths' in document) {
    yield* describedIn(document as ApiDescription);
  }
}

function* describedIn({
  definitions,
  components,
  paths,
}: ApiDescription): Generator<readonly [string, ComposableKind]> {
  const schemas = definitions ?? components?.schemas ?? {};
  const keyOf = ({ group, version, kind }: GroupVersionKind) => `${group === '' ? '' : `${group}/`}${version}/${kind}`;
  const made = new Map<string, KindSchema>();
  const byKind = new Map<string, string>();
  for (const [name, schema] of Object.entries(schemas)) {
    for (const one of schema['x-kubernetes-group-version-kind'] ?? []) byKind.set(keyOf(one), name);
  }
  for (const [path, { post }] of Object.entries(paths)) {
    const created = post?.['x-kubernetes-group-version-kind'];
    const name = created && byKind.get(keyOf(created));
    // What is created below an object, such as an eviction of a pod, is no object of its own.
    if (!name || /\}\/[a-z]+$/.test(path.replace('/namespaces/{namespace}', ''))) continue;
    const scope = path.includes('/namespaces/{namespace}/') ? 'Namespaced' : 'Cluster';
    const plural = path.slice(path.lastIndexOf('/') + 1);
    yield [keyOf(created), { plural, scope, schema: expand({ $ref: name }, schemas, made) }];
  }
}

/** A schema with what it refers to in its place; one that contains itself contains the same object. */
function expand(
  schema: DescribedSchema,
  schemas: Readonly<Record<string, DescribedSchema>>,
  made: Map<string, KindSchema>,
): KindSchema {
  const name = (schema.$ref ?? (schema.allOf?.length === 1 ? schema.allOf[0]?.$ref : undefined))?.split('/').at(-1);
  if (name !== undefined) {
    const known = made.get(name);
    if (known) return known;
    const result: KindSchema = {};
    made.set(name, result);
    const isEither = name.endsWith('.Quantity') || name.endsWith('.IntOrString');
    const described = schemas[name];
    const isAnything = described?.type === 'object' && !described.properties && !described.additionalProperties;
    const content = isEither ? { 'x-kubernetes-int-or-string': true } : described && expand(described, schemas, made);
    return Object.assign(result, content, isAnything && { 'x-kubernetes-preserve-unknown-fields': true });
  }
  const { properties, additionalProperties, items, allOf: _, ...rest } = schema;
  return {
    ...rest,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([field, below]) => [field, expand(below, schemas, made)]),
      ),
    }),
    ...(additionalProperties !== undefined && {
      additionalProperties:
        typeof additionalProperties === 'object' ? expand(additionalProperties, schemas, made) : additionalProperties,
    }),
    ...(items && { items: expand(items, schemas, made) }),
  };
}
