import { toYaml } from '../output/yaml';
import { type Registration, RegistrationSchema } from './schema';

/** What is written at the top of a registration. */
const COMMENT = '# Answers of the form "Node Development".\n';

/** Where an app's registration is, from the root of the platform repository. */
export function registrationPath(name: string): string {
  return `apps/${name}.yaml`;
}

/** Branch of the platform repository on which an app's registration is proposed. */
export function registrationBranch(name: string): string {
  return `register-${name}`;
}

/** A registration as a file: the answers that are given, in the schema's order. */
export function registrationText(answers: Partial<Registration>): string {
  return `${COMMENT}${toYaml(inOrder(answers))}`;
}

function inOrder(answers: Partial<Registration>): object {
  const fields = Object.keys(RegistrationSchema.properties) as (keyof Registration)[];
  return Object.fromEntries(fields.map((field) => [field, answers[field]]));
}
