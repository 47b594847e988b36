import type { Environment as CelEnvironment } from '@marcbachmann/cel-js';
import { apiVersionOf, type Json, openApiSchema } from '../composition';
import type { Composite } from '../composition/ownership';
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

const SCHEMA = servedSchema();

/** The schema of the CustomResourceDefinition that Crossplane derives from the XRD, without the status. */
function servedSchema(): AdmissionSchema {
  const schema = openApiSchema(XNodeApp) as AdmissionSchema;
  const { metadata = {}, spec = {} } = schema.properties ?? {};
  return {
    ...schema,
    properties: { metadata, spec: { ...spec, properties: { ...spec.properties, crossplane: CROSSPLANE } } },
  };
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
  const admitted = withDefaults(SCHEMA, { metadata: { name: name ?? '' }, ...content } as Json) as Record<string, Json>;
  problems.push(...validateValue(SCHEMA, admitted));
  if (name) {
    problems.push(...brokenRules(SCHEMA, admitted));
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

/** Fills defaults in as the API server does: only below what is there, and null is not there. */
function withDefaults(schema: AdmissionSchema, value: Json): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { properties = {}, additionalProperties } = schema;
  const kept = Object.entries(value as Record<string, Json | undefined>).filter(([name, item]) => {
    const known = Object.hasOwn(properties, name) || typeof additionalProperties === 'object';
    return item !== undefined && (item !== null || !known);
  });
  // Not by assignment: a key of the user's may be __proto__.
  const result = Object.fromEntries(kept) as Record<string, Json>;
  for (const [name, property] of Object.entries(properties)) {
    const item = result[name] ?? property.default;
    if (item !== undefined) result[name] = withDefaults(property, item);
  }
  return result;
}

/** The validation rules that do not hold. Rules about a change ask nothing of what is new. */
function brokenRules(schema: AdmissionSchema, value: Json | undefined, path = ''): string[] {
  if (value === undefined) return [];
  const broken = (schema['x-kubernetes-validations'] ?? [])
    .filter(({ rule }) => !rule.includes('oldSelf') && !holds(rule, value))
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

/**
 * Whether a rule holds. One that cannot be asked, of a value that lacks what it asks about or is of another type, is
 * left out, as the API server leaves it out: what is wrong with the value is said by its schema.
 */
function holds(rule: string, self: Json): boolean {
  try {
    return cel().evaluate(rule, { self }) === true;
  } catch {
    return true;
  }
}

let environment: CelEnvironment | undefined;

/** Loaded only where a composite is checked. */
function cel(): CelEnvironment {
  if (!environment) {
    const { Environment } = require('@marcbachmann/cel-js') as typeof import('@marcbachmann/cel-js');
    environment = new Environment().registerVariable('self', 'dyn');
  }
  return environment;
}
