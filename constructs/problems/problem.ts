/** What is wrong in one place of a file. */
export interface Problem {
  /** Path of the field, or `file`, or `line <number>` where the field is not known. */
  readonly where: string;
  /** What was found, as {@link shown} writes it. */
  readonly given: string;
  readonly allowed: string;
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

/** A problem in one line: `apps/shop.yaml: apiPort: given 80; allowed: …`. */
export function told(file: string, { where, given, allowed }: Problem): string {
  return `${file}: ${where}: given ${given}; allowed: ${allowed}`;
}
