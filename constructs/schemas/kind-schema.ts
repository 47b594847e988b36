/** A schema as Kubernetes describes its objects: OpenAPI 3 with extensions. */
export interface JsonSchema {
  readonly type?: 'array' | 'boolean' | 'integer' | 'number' | 'object' | 'string';
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly nullable?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly allOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly not?: JsonSchema;
  /** A whole object of some other kind. */
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  /** A whole number or a text; with `format: quantity` any number. */
  readonly 'x-kubernetes-int-or-string'?: boolean;
  /** Fields that the schema does not name are kept. */
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
}

/** What the API server knows a kind by. */
export interface KindInfo {
  /** Group and version, e.g. `apps/v1`; the version alone in the core group. */
  readonly apiVersion: string;
  readonly kind: string;
  /** Name in paths and roles, e.g. `deployments`. */
  readonly plural: string;
  readonly scope: 'Cluster' | 'Namespaced';
}

/** Name of the file in `imports/schemas` that holds a kind's schema. */
export function schemaFile(apiVersion: string, kind: string): string {
  return `${apiVersion.replace('/', '_')}_${kind}.json`;
}
