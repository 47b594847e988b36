import type { Json } from './field-path';

/** A composite, as far as what it composes must know it. */
export interface Composite {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly uid?: string };
}

/**
 * Adds the metadata by which Crossplane knows what it composed of which composite.
 * @see https://docs.crossplane.io/latest/composition/composite-resources/#composed-resources
 */
export function ownedBy(composite: Composite, name: string, manifest: Json): Json {
  const { metadata, ...rest } = manifest as { readonly metadata: Record<string, Record<string, Json>> };
  const { apiVersion, kind, metadata: owner } = composite;
  return {
    ...rest,
    metadata: {
      ...metadata,
      annotations: { ...metadata.annotations, 'crossplane.io/composition-resource-name': name },
      labels: { ...metadata.labels, 'crossplane.io/composite': owner.name },
      ...(owner.namespace !== undefined && { namespace: owner.namespace }),
      ownerReferences: [
        { apiVersion, blockOwnerDeletion: true, controller: true, kind, name: owner.name, uid: owner.uid ?? '' },
      ],
    },
  } as unknown as Json;
}
