import { createHash } from 'node:crypto';
import { type Json, valueAt } from './field-path';

/** A composite: an object of the kind that a definition defines, with its defaults filled in. */
export interface Composite<Spec extends object = object> {
  /** Group and version, e.g. `platform.io/v1`. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly generation?: number;
  };
  readonly spec: Spec;
}

const COMPOSITE_LABEL = 'crossplane.io/composite';

/**
 * Adds the metadata by which Crossplane knows what it composed of which composite.
 *
 * @param observed the resource as it is found, which keeps its name
 * @see https://docs.crossplane.io/latest/composition/composite-resources/#composed-resources
 */
export function ownedBy(composite: Composite, name: string, manifest: Json, observed?: unknown): Json {
  const { apiVersion, kind, metadata, ...content } = manifest as {
    readonly apiVersion: string;
    readonly kind: string;
    readonly metadata: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  };
  const owner = composite.metadata;
  const found = valueAt(observed, ['metadata', 'name']);
  return {
    apiVersion,
    kind,
    metadata: {
      ...metadata,
      ...(found !== undefined && { name: found }),
      annotations: { ...metadata.annotations, 'crossplane.io/composition-resource-name': name },
      labels: { ...metadata.labels, [COMPOSITE_LABEL]: owner.labels?.[COMPOSITE_LABEL] ?? owner.name },
      ...(owner.namespace !== undefined && { namespace: owner.namespace }),
      ownerReferences: [
        {
          apiVersion: composite.apiVersion,
          blockOwnerDeletion: true,
          controller: true,
          kind: composite.kind,
          name: owner.name,
          uid: owner.uid ?? renderedUid(composite),
        },
      ],
    },
    ...content,
  } as unknown as Json;
}

/** The UID that `crossplane render` gives a composite that has none: a version 5 UUID of its kind and name. */
function renderedUid({ apiVersion, kind, metadata }: Composite): string {
  const text = `${apiVersion}, Kind=${kind}\0${metadata.namespace ?? ''}\0${metadata.name}`;
  const bytes = createHash('sha1').update(new Uint8Array(16)).update(text).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
