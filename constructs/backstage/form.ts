import type { Json } from '../composition';
import { ALLOWED, NOT_RESERVED } from '../registration/check';
import { type Registration, RegistrationSchema } from '../registration/schema';

/** A page of the form: a JSON schema, with what the form's widgets read. @see https://backstage.io/docs/features/software-templates/input-examples */
export interface FormPage {
  readonly title: string;
  readonly required?: readonly string[];
  readonly properties: Readonly<Record<string, Json>>;
  /** What is said of a wrong answer. @see https://ajv.js.org/packages/ajv-errors.html */
  readonly errorMessage: { readonly properties: Readonly<Record<string, string>> };
}

type Field = keyof Registration;

/** Fields by page; who creates the repositories and where the app may be deployed to is not the form's to say. */
const PAGES: readonly (readonly [title: string, fields: readonly Field[]])[] = [
  ['App', ['name', 'team', 'database', 'apiPort', 'monitoring']],
  ['More', ['description']],
];

/** Namespace of the catalog that teams are in. */
const TEAM_REFERENCE = 'group:default/';

/** The form, made of the schema of registrations. */
export function form(): FormPage[] {
  const required: readonly string[] = RegistrationSchema.required;
  return PAGES.map(([title, fields]) => {
    const mandatory = fields.filter((field) => required.includes(field));
    return {
      title,
      ...(mandatory.length > 0 && { required: mandatory }),
      properties: Object.fromEntries(fields.map((field) => [field, fieldOf(field)])),
      errorMessage: { properties: Object.fromEntries(fields.map((field) => [field, messageOf(field)])) },
    };
  });
}

function fieldOf(field: Field): Json {
  const schema = JSON.parse(JSON.stringify(RegistrationSchema.properties[field])) as Record<string, Json>;
  if (field === 'name') return { ...schema, 'ui:autofocus': true };
  if (field !== 'team') return schema;
  const { pattern, minLength: _, maxLength, ...team } = schema;
  return {
    ...team,
    // The picker answers with a reference, of which the lengths are not those of the name.
    pattern: `^${TEAM_REFERENCE}(?=.{1,${maxLength}}$)${(pattern as string).slice(1)}`,
    'ui:field': 'EntityPicker',
    'ui:options': {
      allowArbitraryValues: false,
      catalogFilter: [{ kind: 'Group', 'metadata.namespace': 'default' }],
    },
  };
}

function messageOf(field: Field): string {
  const allowed = field === 'team' ? `a group of the catalog, its name ${ALLOWED.team}` : ALLOWED[field];
  return `Allowed: ${[allowed, NOT_RESERVED[field]].filter(Boolean).join('; ')}.`;
}

/** An answer as a step's input takes it, its default where there is none: Backstage fills defaults in in the browser only. */
export function answer(field: Field): string {
  if (field === 'team') return "${{ parameters.team | parseEntityRef | pick('name') }}";
  const { default: fallback } = RegistrationSchema.properties[field] as { readonly default?: Json };
  return fallback === undefined
    ? `\${{ parameters.${field} }}`
    : `\${{ parameters.${field} | default(${JSON.stringify(fallback)}) }}`;
}
