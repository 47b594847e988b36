import type { Environment as CelEnvironment } from '@marcbachmann/cel-js';
import { apiVersionOf, type Json, openApiSchema } from '../composition';
import type { Composite } from '../composition/ownership';
import { type JsonSchema, validateValue } from '../schemas/kind-schema';
import { UserError } from '../settings/user-error';
import { XNodeApp } from './definition';

const SCHEMA = openApiSchema(XNodeApp) as JsonSchema & AdmissionSchema;

interface AdmissionSchema {
  readonly properties?: Readonly<Record<string, AdmissionSchema>>;
  readonly additionalProperties?: boolean | AdmissionSchema;
  readonly default?: Json;
  readonly 'x-kubernetes-validations'?: readonly { readonly rule: string; readonly message: string }[];
}

/**
 * Takes a composite in as the API server would that it is created in: defaults filled in, refused where the XRD refuses it.
 *
 * @param file names the input in messages
 * @throws UserError listing each wrong field, what is given and what is allowed
 */
export function admit(composite: unknown, file: string): Composite {
  const given = composite as {
    readonly apiVersion?: unknown;
    readonly kind?: unknown;
    readonly metadata?: Record<string, unknown>;
  };
  const problems: string[] = [];
  if (typeof composite !== 'object' || composite === null || Array.isArray(composite)) {
    throw new UserError(`${file}: given ${JSON.stringify(composite)}; allowed: one ${XNodeApp.kind}`);
  }
  if (given.apiVersion !== apiVersionOf(XNodeApp) || given.kind !== XNodeApp.kind) {
    const name = `${given.apiVersion ?? 'no apiVersion'}, ${given.kind ?? 'no kind'}`;
    throw new UserError(`${file}: given ${name}; allowed: apiVersion ${apiVersionOf(XNodeApp)}, kind ${XNodeApp.kind}`);
  }
  const { name, namespace } = given.metadata ?? {};
  if (typeof name !== 'string' || !/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name)) {
    problems.push(`metadata.name: given ${JSON.stringify(name)}; allowed: small letters, digits and dashes`);
  }
  if (namespace !== undefined && typeof namespace !== 'string') {
    problems.push(`metadata.namespace: given ${JSON.stringify(namespace)}; allowed: the name of a namespace`);
  }
  const admitted = withDefaults(SCHEMA, composite as Json) as Record<string, Json>;
  // Identity, labels and the like are the API server's own to check.
  const { apiVersion, kind, metadata, ...content } = admitted;
  problems.push(
    ...validateValue(SCHEMA, { ...content, metadata: { name: (metadata as Record<string, Json>)?.name ?? '' } }),
  );
  if (problems.length === 0) problems.push(...brokenRules(SCHEMA, admitted));
  if (problems.length > 0) throw new UserError(problems.map((problem) => `${file}: ${problem}`).join('\n'));
  return { ...admitted, metadata: { generation: 1, ...(metadata as object) } } as unknown as Composite;
}

/** Defaults as the API server fills them in: only below what is there. */
function withDefaults(schema: AdmissionSchema, value: Json): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const result = { ...(value as Record<string, Json>) };
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const item = result[name] ?? property.default;
    if (item !== undefined) result[name] = withDefaults(property, item);
  }
  return result;
}

/** The validation rules that do not hold. Rules about a change ask nothing of what is new. */
function brokenRules(schema: AdmissionSchema, value: Json | undefined, path = ''): string[] {
  if (value === undefined) return [];
  const broken = (schema['x-kubernetes-validations'] ?? [])
    .filter(({ rule }) => !rule.includes('oldSelf') && cel().evaluate(rule, { self: value }) !== true)
    .map(({ message }) => `${path}: given ${JSON.stringify(value)}; ${message}`);
  const below = Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
    brokenRules(property, (value as Record<string, Json>)[name], path ? `${path}.${name}` : name),
  );
  return [...broken, ...below];
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
