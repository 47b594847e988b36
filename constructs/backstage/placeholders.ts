import { references, replaceReferences } from '../composition';
import { type Registration, RegistrationSchema } from '../registration/schema';

/** The answers of the form before they are given: references, used as if they were the answers. */
export const FORM = references(RegistrationSchema, {
  source: RegistrationSchema,
  title: 'The form',
}) as Required<Registration>;

/** What stands for an answer until the text around it is written: a word, which YAML needs no quotes for. */
const STAND_IN = `answer${crypto.randomUUID().replaceAll('-', '')}x`;

/**
 * A text that was written of the form's answers, with placeholders for them. In YAML, a text that is nothing but an
 * answer is rendered in quotes, as it may be a team called `123`; numbers and booleans are not.
 *
 * @param content what is written, with references of {@link FORM} in it
 * @param write makes a text of it
 */
export function toSkeleton<T>(content: T, write: (content: T) => string): string {
  const answers: { readonly name: string; readonly isText: boolean }[] = [];
  const plain = replaceReferences(content, RegistrationSchema, ({ path, fieldType }) => {
    answers.push({ name: path.join('.'), isText: fieldType === 'string' });
    return `${STAND_IN}${answers.length - 1}x`;
  });
  const standIn = new RegExp(`(?<=[:-] )${STAND_IN}(\\d+)x$|${STAND_IN}(\\d+)x`, 'gm');
  return write(plain).replace(standIn, (_, whole?: string, part?: string) => {
    const { name, isText } = answers[Number(whole ?? part)] as (typeof answers)[number];
    return `\${{ values.${name}${whole !== undefined && isText ? ' | dump' : ''} }}`;
  });
}
