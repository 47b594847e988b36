import { RESERVED_APP_NAMES } from '../flux/reserved-names';
import { type FieldSchema, satisfies } from '../problems/field';
import { listed } from '../problems/listed';
import type { Problem } from '../problems/problem';
import { ENVIRONMENTS } from '../settings/settings';
import { type Answer, NOT_UNDERSTOOD } from './parse';
import {
  RESERVED_DATABASE_NAMES,
  RESERVED_DATABASE_PREFIXES,
  RESERVED_ENDINGS,
  type Registration,
  RegistrationSchema,
} from './schema';

type Field = keyof Registration;

/** What each field's schema allows, in words. */
export const ALLOWED: Readonly<Record<Field, string>> = {
  name: '1 to 30 lower-case letters, digits and hyphens, beginning with a letter, not ending with a hyphen',
  team: '1 to 63 lower-case letters, digits, hyphens and underscores, beginning and ending with a letter or digit',
  database: '1 to 63 lower-case letters, digits and underscores, beginning with a letter',
  apiPort: 'a whole number from 1024 to 65535',
  monitoring: 'true or false',
  repositories: 'backstage or pulumi',
  openTo: listed(ENVIRONMENTS),
  description: '1 to 350 characters in one line',
};

/** What each field's `not` leaves, in words. */
export const NOT_RESERVED: Partial<Readonly<Record<Field, string>>> = {
  name:
    `a name other than ${RESERVED_APP_NAMES.join(', ')} and ${RESERVED_ENDINGS.join(', ')}, ` +
    `which neither begins with kube- nor ends with ${RESERVED_ENDINGS.map((ending) => `-${ending}`).join(', ')}, ` +
    'and is none that Windows keeps for devices: con, prn, aux, nul, com1 to com9, lpt1 to lpt9',
  database:
    `a name other than ${RESERVED_DATABASE_NAMES.join(', ')}, ` +
    `which does not begin with ${RESERVED_DATABASE_PREFIXES.join(' or ')} and is no reserved word of SQL, such as user or order`,
};

const REQUIRED: readonly string[] = RegistrationSchema.required;
const FIELDS = Object.entries(RegistrationSchema.properties) as unknown as readonly (readonly [Field, FieldSchema])[];

/** A registration, or what is wrong with the answers. */
export type Checked = { readonly registration: Registration } | { readonly problems: readonly Problem[] };

/** Checks answers against the schema of registrations, and fills in the defaults. */
export function checkAnswers(answers: ReadonlyMap<string, Answer>): Checked {
  const problems: Problem[] = [];
  const values: Record<string, unknown> = {};
  for (const [field, schema] of FIELDS) {
    const answer = answers.get(field);
    if (answer === undefined && !REQUIRED.includes(field)) {
      if (schema.default !== undefined) values[field] = schema.default;
    } else if (answer === undefined || !satisfies(schema, answer.value)) {
      if (answer?.value === NOT_UNDERSTOOD) continue;
      problems.push({ where: field, given: answer?.given ?? 'nothing', allowed: ALLOWED[field] });
    } else if (schema.not?.anyOf.some((reserved) => satisfies(reserved, answer.value))) {
      problems.push({ where: field, given: answer.given, allowed: NOT_RESERVED[field] ?? ALLOWED[field] });
    } else {
      values[field] = answer.value;
    }
  }
  return problems.length > 0 ? { problems } : { registration: values as unknown as Registration };
}
