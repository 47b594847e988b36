/**
 * Whether two names are one to GitHub: logins, repositories with or without their owner, slugs of teams. It shows them in
 * the case in which they were made, and finds them in any.
 */
export function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
