import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { TObject } from 'typebox';
import { holds, problemOfRule } from './cel';
import type { Json } from './field-path';
import { toPattern } from './pattern';
import type { KindSchema } from './target';
import { type JsonSchema, validateValue, withDefaults } from './validate';

/** A column of `kubectl get`. @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#additional-printer-columns */
export interface PrinterColumn {
  /** Its title. */
  readonly name: string;
  readonly type: 'string' | 'integer' | 'boolean' | 'date';
  /** The field that it shows, e.g. `.status.url`. */
  readonly jsonPath: string;
  /** What it shows, as `kubectl describe` of the definition says it. */
  readonly description: string;
  /** 0 is shown always, greater with `-o wide`. @default 0 */
  readonly priority?: number;
}

/** A kind of composite: its name, and one schema from which everything else is made. */
export interface CompositeDefinition<Spec extends TObject = TObject, Status extends TObject = TObject> {
  /** API group, a DNS name, e.g. `platform.io`. */
  readonly group: string;
  /** The one served version, e.g. `v1`. */
  readonly version: string;
  /** Name of the kind in manifests, e.g. `XNodeApp`. */
  readonly kind: string;
  /** Name of the kind in URLs and for kubectl, in lower case, e.g. `xnodeapps`. */
  readonly plural: string;
  /** Shorter names for kubectl. @default - none */
  readonly shortNames?: readonly string[];
  /** What this kind is for, as `kubectl explain` says it. */
  readonly description: string;
  /** Longest name that a composite may have, in characters. @default 63 */
  readonly maxNameLength?: number;
  /** What such a name must match, as a pattern of RE2, where not every name that Kubernetes allows will do. @default - nothing more */
  readonly namePattern?: string;
  /** What a user says; each field with a default is always there. */
  readonly spec: Spec;
  /** What the composition reports; each field is optional. */
  readonly status: Status;
  /** Columns of `kubectl get` besides the name and the age. @default - none */
  readonly printerColumns?: readonly PrinterColumn[];
  /** Name of the Composition that makes a composite which names none. */
  readonly defaultComposition: string;
}

/** `apiVersion` of a kind of composite. */
export function apiVersionOf({ group, version }: CompositeDefinition): string {
  return `${group}/${version}`;
}

const made = new WeakMap<CompositeDefinition, KindSchema>();

/**
 * The schema of the composite as a whole, structural as Kubernetes wants it.
 * @throws Error listing each field that a structural schema cannot say, or that the API server would refuse
 */
export function openApiSchema(definition: CompositeDefinition): KindSchema {
  const known = made.get(definition);
  if (known) return known;
  const problems: string[] = [];
  const pattern = definition.namePattern;
  if (pattern !== undefined) addProblem(problems, 'metadata.name', () => toPattern(pattern));
  const schema = {
    type: 'object',
    description: definition.description,
    required: ['spec'],
    // Crossplane hands on the length of a name and the rules of the whole, but no pattern of a name.
    ...(pattern !== undefined && {
      'x-kubernetes-validations': [
        {
          rule: `self.metadata.name.matches(${JSON.stringify(pattern)})`,
          message: `must match ${pattern}`,
          fieldPath: '.metadata.name',
        },
      ],
    }),
    properties: {
      metadata: { type: 'object', properties: { name: { type: 'string', maxLength: definition.maxNameLength ?? 63 } } },
      spec: toStructural(definition.spec, 'spec', problems),
      status: toStructural(definition.status, 'status', problems),
    },
  } as KindSchema;
  const { spec, status } = schema.properties as Record<'spec' | 'status', ValueSchema>;
  problems.push(...problemsOfValues(spec, 'spec'), ...problemsOfValues(status, 'status'));
  if (problems.length > 0) throw new Error(problems.map((problem) => `${definition.kind}: ${problem}`).join('\n'));
  made.set(definition, schema);
  return schema;
}

function addProblem(problems: string[], path: string, work: () => unknown): void {
  try {
    work();
  } catch (error) {
    problems.push(`${path}: ${(error as Error).message}`);
  }
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
 * A TypeBox schema as a structural schema; what that cannot say is added to the problems.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
function toStructural(schema: object, path: string, problems: string[]): Json {
  const from = schema as Record<string, Json>;
  const to: Record<string, Json> = {};
  for (const key of KEPT) if (from[key] !== undefined) to[key] = from[key];
  for (const key of Object.keys(from)) if (key.startsWith('x-kubernetes-')) to[key] = from[key] as Json;
  if (from.enum) to.type = 'string';
  if (!TYPES.includes(to.type as string)) {
    problems.push(
      `${path}: a field needs one type; allowed: ${TYPES.join(', ')}, and Type.Enum([…]) of texts; unions and references are none`,
    );
    return {};
  }
  for (const key of REFUSED.filter((one) => from[one] !== undefined)) {
    problems.push(`${path}: a structural schema has no ${key}; say it in x-kubernetes-validations`);
  }
  if ((from.enum as Json[] | undefined)?.some((value) => typeof value !== 'string')) {
    problems.push(`${path}: the values of an enum are texts`);
  }
  if (from.items) to.items = toStructural(from.items as object, `${path}[]`, problems);
  // The pattern of a key has no place in a structural schema: it is a validation rule's to ask for.
  const values = Object.values((from.patternProperties as Record<string, object> | undefined) ?? {})[0];
  if (values) to.additionalProperties = toStructural(values, `${path}.*`, problems);
  const properties = Object.entries((from.properties as Record<string, Record<string, Json>> | undefined) ?? {});
  if (properties.some(([name]) => name === '__proto__')) problems.push(`${path}: no field can be named __proto__`);
  if (properties.length > 0 && (values || typeof from.additionalProperties === 'object')) {
    problems.push(`${path}: a map has either named fields or any; a structural schema cannot have both`);
  }
  if (properties.length > 0) {
    to.properties = Object.fromEntries(
      properties.map(([name, value]) => [name, toStructural(value, `${path}.${name}`, problems)]),
    );
    // A default is filled in before anything is asked for.
    const required = ((from.required as readonly string[] | undefined) ?? []).filter(
      (name) => properties.find(([property]) => property === name)?.[1].default === undefined,
    );
    if (required.length > 0) to.required = required;
  }
  return to;
}

/** A structural schema, as far as it limits values. */
interface ValueSchema extends JsonSchema {
  readonly default?: Json;
  readonly properties?: Readonly<Record<string, ValueSchema>>;
  readonly additionalProperties?: boolean | ValueSchema;
  readonly items?: ValueSchema;
  readonly 'x-kubernetes-validations'?: readonly { readonly rule: string; readonly message?: string }[];
}

const LIMITS = [
  ['minimum', 'maximum'],
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
  ['minProperties', 'maxProperties'],
] as const;

/** Patterns that are none, limits that nothing is within, rules that cannot be asked, and defaults that are not valid. */
function* problemsOfValues(schema: ValueSchema, path: string): Generator<string> {
  const { pattern, properties = {}, additionalProperties, items, 'x-kubernetes-validations': rules = [] } = schema;
  const problems: string[] = [];
  if (pattern !== undefined) addProblem(problems, `${path}.pattern`, () => toPattern(pattern));
  for (const [least, most] of LIMITS) {
    if ((schema[least] ?? 0) > (schema[most] ?? Number.POSITIVE_INFINITY)) {
      problems.push(`${path}: ${least} ${schema[least]} is greater than ${most} ${schema[most]}`);
    }
  }
  for (const { rule } of rules) {
    const problem = problemOfRule(rule, schema as KindSchema);
    if (problem) problems.push(`${path}: the rule ${JSON.stringify(rule)} is no CEL of this field: ${problem}`);
  }
  yield* problems;
  if (problems.length === 0 && schema.default !== undefined) {
    const value = withDefaults(schema, schema.default);
    for (const problem of validateValue(schema, value)) {
      yield `${path}: the default is outside of the field's own limits: ${problem.replace(/^: /, '')}`;
    }
    for (const { rule, message } of rules) {
      if (rule.includes('oldSelf') || holds(rule, value) !== false) continue;
      yield `${path}: the default ${JSON.stringify(value)} breaks a rule of the field: ${message ?? rule}`;
    }
  }
  for (const [name, property] of Object.entries(properties)) yield* problemsOfValues(property, `${path}.${name}`);
  if (typeof additionalProperties === 'object') yield* problemsOfValues(additionalProperties, `${path}.*`);
  if (items) yield* problemsOfValues(items, `${path}[]`);
}

/**
 * The XRD of a kind of composite.
 *
 * @example new CompositeResourceDefinition(chart, 'definition', XCache);
 * @see https://docs.crossplane.io/latest/composition/composite-resource-definitions/
 */
export class CompositeResourceDefinition extends ApiObject {
  /** @throws Error listing each field of the schema that the API server would refuse */
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
