import type { JsonSchema, KindInfo } from '../../constructs/schemas/kind-schema';
import { UserError } from '../../constructs/settings/user-error';
import { mapParts, withoutDocumentation } from './schemas';
import type { ImportedKind } from './table';

/** A kind and its schema, with nothing left to look up elsewhere. */
export interface KindWithSchema extends KindInfo {
  readonly schema: JsonSchema;
}

type SwaggerSchema = JsonSchema & { readonly $ref?: string };

interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** What is read of the description of Kubernetes' API. */
export interface Swagger {
  readonly definitions: Readonly<
    Record<string, SwaggerSchema & { readonly 'x-kubernetes-group-version-kind'?: readonly GroupVersionKind[] }>
  >;
  readonly paths: Readonly<
    Record<string, { readonly post?: { readonly 'x-kubernetes-group-version-kind'?: GroupVersionKind } }>
  >;
}

const ANYTHING: JsonSchema = { 'x-kubernetes-preserve-unknown-fields': true };

/** Definitions that take more on the wire than their description says. */
const WIRE_TYPES: Readonly<Record<string, JsonSchema>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': {
    'x-kubernetes-int-or-string': true,
    format: 'quantity',
    // The pattern of quantities in custom kinds.
    pattern:
      '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$',
  },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { 'x-kubernetes-int-or-string': true },
  // No time at all is written as null.
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': { type: 'string', format: 'date-time', nullable: true },
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': { type: 'object', ...ANYTHING },
  'io.k8s.apimachinery.pkg.runtime.RawExtension': { type: 'object', ...ANYTHING },
};

/** Schema of every object's metadata. */
export function objectMeta(swagger: Swagger): JsonSchema {
  return withoutDocumentation(
    expand(swagger, { $ref: '#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta' }),
  );
}

/**
 * Finds one of Kubernetes' own kinds.
 * @throws UserError where the API has no such kind
 */
export function kubernetesKind(swagger: Swagger, { apiVersion, kind }: ImportedKind): KindWithSchema {
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  const isKind = (one: GroupVersionKind | undefined) =>
    one?.group === group && one.version === version && one.kind === kind;
  const name = Object.entries(swagger.definitions).find(([, { 'x-kubernetes-group-version-kind': kinds }]) =>
    kinds?.some(isKind),
  )?.[0];
  const path = Object.entries(swagger.paths).find(([, { post }]) =>
    isKind(post?.['x-kubernetes-group-version-kind']),
  )?.[0];
  if (!name || !path) throw new UserError(`Kubernetes has no ${apiVersion} ${kind}`);
  return {
    apiVersion,
    kind,
    plural: path.slice(path.lastIndexOf('/') + 1),
    scope: path.includes('/namespaces/{namespace}/') ? 'Namespaced' : 'Cluster',
    schema: withoutDocumentation(expand(swagger, { $ref: `#/definitions/${name}` })),
  };
}

/**
 * Puts definitions in the place of references to them.
 *
 * @param within names of the definitions around: what contains itself (the schema of a schema) may be anything there
 */
function expand(swagger: Swagger, schema: SwaggerSchema, within: readonly string[] = []): JsonSchema {
  const { $ref, ...rest } = schema;
  if ($ref !== undefined) {
    const name = $ref.slice('#/definitions/'.length);
    const definition = swagger.definitions[name];
    if (!definition) throw new UserError(`the description of Kubernetes' API lacks ${name}`);
    const wireType = WIRE_TYPES[name] ?? (within.includes(name) || !definition.type ? ANYTHING : undefined);
    return { ...(wireType ?? expand(swagger, definition, [...within, name])), ...rest };
  }
  return mapParts(rest, (part) => expand(swagger, part, within));
}
