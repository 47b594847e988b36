import { type References, references } from '../composition';
import { type Expression, parseText } from '../composition/expression';
import { RegistrationSchema } from '../registration/schema';

/** The answers of the form before they are given: references, used as if they were the answers. */
export const FORM = references(RegistrationSchema, { form: true }) as References<typeof RegistrationSchema>;

/**
 * YAML that was written of the form's answers, with placeholders for them. A text that is nothing but an answer is
 * rendered in quotes, as it may be a team called `123`; numbers and booleans are not.
 */
export function toSkeleton(yaml: string): string {
  const text = parseText(yaml);
  if (typeof text === 'string') return text;
  const { parts } = text;
  return parts
    .map((part, index) => {
      if (typeof part === 'string') return part;
      const before = parts[index - 1];
      const after = parts[index + 1];
      return placeholder(part, isEdge(before, /[:-] $/) && isEdge(after, /^\n/));
    })
    .join('');
}

function isEdge(part: string | Expression | undefined, edge: RegExp): boolean {
  return typeof part === 'string' && edge.test(part);
}

function placeholder({ path, fieldType }: Expression, isWhole: boolean): string {
  return `\${{ values.${path.join('.')}${isWhole && fieldType === 'string' ? ' | dump' : ''} }}`;
}
