import type { JsonSchema } from '../../constructs/schemas/kind-schema';

/** Keywords that only people read, or that repeat what the index says. */
const LEFT_OUT = new Set([
  'description',
  'title',
  'example',
  'examples',
  'externalDocs',
  'x-kubernetes-group-version-kind',
]);

/** Applies `change` to the schemas directly within a schema. */
export function mapParts(schema: JsonSchema, change: (part: JsonSchema) => JsonSchema): JsonSchema {
  const entries = Object.entries(schema).map(([keyword, value]) => {
    switch (keyword) {
      case 'properties': {
        const properties = Object.entries<JsonSchema>(value).map(([name, part]) => [name, change(part)]);
        return [keyword, Object.fromEntries(properties)];
      }
      case 'items':
        return [keyword, change(value)];
      case 'additionalProperties':
        return [keyword, typeof value === 'object' ? change(value) : value];
      default:
        return [keyword, value];
    }
  });
  return Object.fromEntries(entries);
}

/** Leaves out what no program reads. */
export function withoutDocumentation(schema: JsonSchema): JsonSchema {
  const kept = Object.entries(mapParts(schema, withoutDocumentation)).filter(([keyword]) => !LEFT_OUT.has(keyword));
  return Object.fromEntries(kept);
}

/**
 * Adds to a custom kind's schema what the API server adds: the kind's own name and Kubernetes' metadata, at the root and
 * in embedded objects.
 *
 * @param metadata schema of ObjectMeta
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#rawextension
 */
export function withObjectFields(schema: JsonSchema, metadata: JsonSchema): JsonSchema {
  const complete = (object: JsonSchema): JsonSchema => ({
    ...object,
    properties: {
      ...object.properties,
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      // A definition may restrict the name further.
      metadata: { ...metadata, properties: { ...metadata.properties, ...object.properties?.metadata?.properties } },
    },
  });
  const completeEmbedded = (one: JsonSchema): JsonSchema => {
    const inner = mapParts(one, completeEmbedded);
    if (!one['x-kubernetes-embedded-resource']) return inner;
    return { ...complete(inner), required: [...new Set([...(one.required ?? []), 'apiVersion', 'kind'])] };
  };
  return complete(completeEmbedded(schema));
}
