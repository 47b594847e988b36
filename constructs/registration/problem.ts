import { UserError } from '../settings/user-error';

/** What is wrong in one place of a registration. */
export interface Problem {
  /** Field, or `file`, or `line <number>` where the field is not known. */
  readonly where: string;
  /** What was found, as {@link shown} writes it. */
  readonly given: string;
  readonly allowed: string;
}

/** All that is wrong with the registrations, a line each: `apps/shop.yaml: apiPort: given 80; allowed: …`. */
export class RegistrationError extends UserError {
  override readonly name = 'RegistrationError';

  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/** Longest text that a message repeats. */
const MAX_SHOWN = 40;

/** A text as a message repeats it: shortened, and with nothing in it that a terminal would act upon. */
export function printable(text: string): string {
  const characters = [...text.slice(0, 2 * MAX_SHOWN + 1)];
  const short = characters.length > MAX_SHOWN ? `${characters.slice(0, MAX_SHOWN).join('')}…` : text;
  return short.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = character.codePointAt(0)!.toString(16).toUpperCase();
    return `\\u{${code}}`;
  });
}

/** A text in quotes, as a message repeats it. */
export function shown(text: string): string {
  return `"${printable(text.replace(/["\\]/g, '\\$&'))}"`;
}
