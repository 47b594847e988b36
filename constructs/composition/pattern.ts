import { RE2JS } from 're2js';

const compiled = new Map<string, RE2JS>();

/**
 * A pattern as Go reads it, in which Kubernetes and Crossplane's functions are written: it has neither lookarounds nor
 * backreferences, and to it a dot is any character but a line feed.
 *
 * @throws Error where it is none
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function toPattern(regexp: string): RE2JS {
  const known = compiled.get(regexp);
  if (known) return known;
  try {
    const pattern = RE2JS.compile(regexp);
    compiled.set(regexp, pattern);
    return pattern;
  } catch (error) {
    throw new Error(
      `${JSON.stringify(regexp)} is no pattern of RE2, which Kubernetes and the functions read: ${(error as Error).message.replace('error parsing regexp: ', '')}`,
    );
  }
}
