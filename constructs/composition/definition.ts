import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { TObject } from 'typebox';
import type { Json } from './field-path';
import type { KindSchema } from './target';

/** A column of `kubectl get`. @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#additional-printer-columns */
export interface PrinterColumn {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'boolean' | 'date';
  readonly jsonPath: string;
  readonly description: string;
  /** 0 is shown always, greater with `-o wide`. @default 0 */
  readonly priority?: number;
}

/** A kind of composite: its name, and one schema from which everything else is made. */
export interface CompositeDefinition<Spec extends TObject = TObject, Status extends TObject = TObject> {
  /** API group, e.g. `platform.io`. */
  readonly group: string;
  /** The one served version, e.g. `v1`. */
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  /** @default - none */
  readonly shortNames?: readonly string[];
  /** What this kind is for, as `kubectl explain` says it. */
  readonly description: string;
  /** Longest name that a composite may have. @default 63 */
  readonly maxNameLength?: number;
  /** What such a name must match, where not every name that Kubernetes allows will do. @default - nothing more */
  readonly namePattern?: string;
  readonly spec: Spec;
  readonly status: Status;
  /** @default - none */
  readonly printerColumns?: readonly PrinterColumn[];
  /** Name of the Composition that makes a composite which names none. */
  readonly defaultComposition: string;
}

/** `apiVersion` of a kind of composite. */
export function apiVersionOf({ group, version }: CompositeDefinition): string {
  return `${group}/${version}`;
}

/** The schema of the composite as a whole, structural as Kubernetes wants it. */
export function openApiSchema(definition: CompositeDefinition): KindSchema {
  return {
    type: 'object',
    description: definition.description,
    required: ['spec'],
    // Crossplane hands on the length of a name and the rules of the whole, but no pattern of a name.
    ...(definition.namePattern !== undefined && {
      'x-kubernetes-validations': [
        {
          rule: `self.metadata.name.matches(${JSON.stringify(definition.namePattern)})`,
          message: `must match ${definition.namePattern}`,
          fieldPath: '.metadata.name',
        },
      ],
    }),
    properties: {
      metadata: { type: 'object', properties: { name: { type: 'string', maxLength: definition.maxNameLength ?? 63 } } },
      spec: toStructural(definition.spec),
      status: toStructural(definition.status, 'status'),
    },
  } as KindSchema;
}

const KEPT =
  'type title description format pattern minLength maxLength minimum maximum multipleOf minItems maxItems minProperties maxProperties enum default'.split(
    ' ',
  );
/** What would be lost: a structural schema says it in another way or not at all. */
const REFUSED =
  'const not allOf anyOf oneOf if contains uniqueItems exclusiveMinimum exclusiveMaximum propertyNames dependentRequired'.split(
    ' ',
  );
const TYPES = ['string', 'integer', 'number', 'boolean', 'object', 'array'];

/**
 * A TypeBox schema as a structural schema.
 * @throws Error for what a structural schema cannot say
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
function toStructural(schema: object, path = 'spec'): Json {
  const from = schema as Record<string, Json>;
  const to: Record<string, Json> = {};
  for (const key of KEPT) if (from[key] !== undefined) to[key] = from[key];
  for (const key of Object.keys(from)) if (key.startsWith('x-kubernetes-')) to[key] = from[key] as Json;
  if (from.enum) to.type = 'string';
  if (!TYPES.includes(to.type as string)) {
    throw new Error(`${path}: a field needs one type; unions and references are none`);
  }
  const refused = REFUSED.find((key) => from[key] !== undefined);
  if (refused) throw new Error(`${path}: a structural schema has no ${refused}; say it in x-kubernetes-validations`);
  if ((from.enum as Json[] | undefined)?.some((value) => typeof value !== 'string')) {
    throw new Error(`${path}: the values of an enum are texts`);
  }
  if (from.items) to.items = toStructural(from.items as object, `${path}[]`);
  // The pattern of a key has no place in a structural schema: it is a validation rule's to ask for.
  const values = Object.values((from.patternProperties as Record<string, object> | undefined) ?? {})[0];
  if (values) to.additionalProperties = toStructural(values, `${path}.*`);
  const properties = Object.entries((from.properties as Record<string, Record<string, Json>> | undefined) ?? {});
  if (properties.some(([name]) => name === '__proto__')) throw new Error(`${path}: no field can be named __proto__`);
  if (properties.length > 0 && (values || typeof from.additionalProperties === 'object')) {
    throw new Error(`${path}: a map has either named fields or any; a structural schema cannot have both`);
  }
  if (properties.length > 0) {
    to.properties = Object.fromEntries(
      properties.map(([name, value]) => [name, toStructural(value, `${path}.${name}`)]),
    );
    // A default is filled in before anything is asked for.
    const required = ((from.required as readonly string[] | undefined) ?? []).filter(
      (name) => properties.find(([property]) => property === name)?.[1].default === undefined,
    );
    if (required.length > 0) to.required = required;
  }
  return to;
}

/** The XRD of a kind of composite. @see https://docs.crossplane.io/latest/composition/composite-resource-definitions/ */
export class CompositeResourceDefinition extends ApiObject {
  constructor(scope: Construct, id: string, definition: CompositeDefinition) {
    const { group, version, kind, plural, shortNames, printerColumns, defaultComposition } = definition;
    super(scope, id, {
      apiVersion: 'apiextensions.crossplane.io/v2',
      kind: 'CompositeResourceDefinition',
      metadata: { name: `${plural}.${group}` },
      spec: {
        scope: 'Namespaced',
        group,
        names: { kind, plural, singular: kind.toLowerCase(), ...(shortNames && { shortNames }) },
        defaultCompositionRef: { name: defaultComposition },
        versions: [
          {
            name: version,
            served: true,
            referenceable: true,
            ...(printerColumns && { additionalPrinterColumns: printerColumns }),
            schema: { openAPIV3Schema: openApiSchema(definition) },
          },
        ],
      },
    });
  }
}
