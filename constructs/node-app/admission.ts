import type { Composite } from '../composition';
import { apiVersionOf, type Json, openApiSchema, ruleHolds, withDefaults } from '../composition';
import { brief, type JsonSchema, validateValue } from '../schemas/kind-schema';
import { UserError } from '../settings/user-error';
import { XNodeApp } from './definition';
import { comesEveryYear } from './schedule';

interface AdmissionSchema extends JsonSchema {
  readonly properties?: Readonly<Record<string, AdmissionSchema>>;
  readonly additionalProperties?: boolean | AdmissionSchema;
  readonly default?: Json;
  readonly 'x-kubernetes-validations'?: readonly {
    readonly rule: string;
    readonly message: string;
    readonly fieldPath?: string;
  }[];
}

const NAMED: AdmissionSchema = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
const LABELS: AdmissionSchema = { type: 'object', additionalProperties: { type: 'string' } };
const SELECTOR: AdmissionSchema = { type: 'object', required: ['matchLabels'], properties: { matchLabels: LABELS } };

/** What Crossplane adds to the spec of every composite. @see https://docs.crossplane.io/latest/api/ */
const CROSSPLANE: AdmissionSchema = {
  type: 'object',
  properties: {
    compositionRef: NAMED,
    compositionSelector: SELECTOR,
    compositionRevisionRef: NAMED,
    compositionRevisionSelector: SELECTOR,
    compositionUpdatePolicy: { type: 'string', enum: ['Automatic', 'Manual'], default: 'Automatic' },
    resourceRefs: {
      type: 'array',
      items: {
        type: 'object',
        required: ['apiVersion', 'kind'],
        properties: { apiVersion: { type: 'string' }, kind: { type: 'string' }, name: { type: 'string' } },
      },
    },
  },
};

/** What is read of metadata besides the name, which the XRD limits. @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/ */
const METADATA: AdmissionSchema = {
  type: 'object',
  properties: {
    namespace: { type: 'string' },
    uid: { type: 'string' },
    generation: { type: 'integer' },
    labels: LABELS,
    annotations: LABELS,
  },
  'x-kubernetes-preserve-unknown-fields': true,
};

let made: AdmissionSchema | undefined;

/** The schema of the CustomResourceDefinition that Crossplane derives from the XRD, without the status. */
function servedSchema(): AdmissionSchema {
  if (made) return made;
  const schema = openApiSchema(XNodeApp) as AdmissionSchema;
  const { metadata = {}, spec = {} } = schema.properties ?? {};
  made = {
    ...schema,
    properties: { metadata, spec: { ...spec, properties: { ...spec.properties, crossplane: CROSSPLANE } } },
  };
  return made;
}

/**
 * Takes a composite in as the API server would that it is created in: defaults filled in, its status dropped, refused
 * where the XRD refuses it. Refused as well is a schedule of backups that does not come in every year, which the XRD's
 * rules cannot tell of each.
 *
 * @param file names the input in messages
 * @throws UserError listing each wrong field, what is given and what is allowed
 */
export function admit(composite: unknown, file: string): Composite {
  if (typeof composite !== 'object' || composite === null || Array.isArray(composite)) {
    throw new UserError(`${file}: given ${brief(composite)}; allowed: one ${XNodeApp.kind}`);
  }
  const { apiVersion, kind, metadata, status: _, ...content } = composite as Record<string, Json>;
  if (apiVersion !== apiVersionOf(XNodeApp) || kind !== XNodeApp.kind) {
    const text = (value: Json | undefined) => (typeof value === 'string' ? value.slice(0, 100) : brief(value));
    const name = `${apiVersion ? text(apiVersion) : 'no apiVersion'}, ${kind ? text(kind) : 'no kind'}`;
    throw new UserError(`${file}: given ${name}; allowed: apiVersion ${apiVersionOf(XNodeApp)}, kind ${XNodeApp.kind}`);
  }
  const { name, ...others } = withoutNulls((metadata ?? {}) as Record<string, Json>);
  const problems = validateValue(METADATA, others).map((problem) => `metadata.${problem}`);
  if (name === undefined || name === '') problems.push('metadata.name: required field is missing');
  const schema = servedSchema();
  const admitted = withDefaults(schema, { metadata: { name: name ?? '' }, ...content } as Json) as Record<string, Json>;
  problems.push(...validateValue(schema, admitted));
  if (name) {
    problems.push(...brokenRules(schema, admitted));
    problems.push(...problemsOfSchedule(admitted, problems));
  }
  if (problems.length > 0) throw new UserError(problems.map((problem) => `${file}: ${problem}`).join('\n'));
  return {
    apiVersion,
    kind,
    ...admitted,
    metadata: { generation: 1, ...others, name },
  } as unknown as Composite;
}

const SCHEDULE = 'spec.database.backups.schedule';

/** What is wrong with a schedule with which nothing else is. */
function problemsOfSchedule(composite: Json, others: readonly string[]): string[] {
  const schedule = valueAt(composite, SCHEDULE);
  if (typeof schedule !== 'string' || others.some((problem) => problem.startsWith(`${SCHEDULE}:`))) return [];
  return comesEveryYear(schedule) ? [] : [`${SCHEDULE}: given ${brief(schedule)}; must come in every year`];
}

/** To the API server null is not there. */
function withoutNulls(map: Readonly<Record<string, Json>>): Record<string, Json> {
  return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== null));
}

/** Whether a value keeps the validation rules of its field in the composite's schema. */
export function keepsRules(field: object, value: unknown): boolean {
  return brokenRules(field as AdmissionSchema, value as Json).length === 0;
}

/**
 * The validation rules that do not hold. Rules about a change ask nothing of what is new. One that cannot be asked, of a
 * value that lacks what it asks about or is of another type, is left out, as the API server leaves it out: what is wrong
 * with the value is said by its schema.
 */
function brokenRules(schema: AdmissionSchema, value: Json | undefined, path = ''): string[] {
  if (value === undefined) return [];
  const broken = (schema['x-kubernetes-validations'] ?? [])
    .filter(({ rule }) => !rule.includes('oldSelf') && ruleHolds(rule, value) === false)
    .map(({ message, fieldPath }) => {
      if (fieldPath === undefined) return `${path}: given ${brief(value)}; ${message}`;
      const field = fieldPath.slice(1);
      return `${path ? `${path}.` : ''}${field}: given ${brief(valueAt(value, field))}; ${message}`;
    });
  const below = Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
    brokenRules(property, (value as Record<string, Json>)[name], path ? `${path}.${name}` : name),
  );
  return [...broken, ...below];
}

function valueAt(value: Json, path: string): Json | undefined {
  return path
    .split('.')
    .reduce<Json | undefined>((at, name) => (at as Record<string, Json> | undefined)?.[name], value);
}
