/** What the bearer of a token may do. An editor may do what a viewer may. */
export type Role = 'viewer' | 'editor';

const INCLUDES: Readonly<Record<Role, readonly Role[]>> = { viewer: ['viewer'], editor: ['viewer', 'editor'] };

/**
 * The roles that a token's claims give.
 * @param claim name of a claim, or a path with dots to it; it holds a list, or one string with spaces between
 */
export function rolesOf(claims: Readonly<Record<string, unknown>>, claim: string): Role[] {
  const found = claim in claims ? claims[claim] : claim.split('.').reduce<unknown>(member, claims);
  const listed = typeof found === 'string' ? found.split(' ') : Array.isArray(found) ? found : [];
  const roles = listed.flatMap((role) => (Object.hasOwn(INCLUDES, role) ? INCLUDES[role as Role] : []));
  return [...new Set(roles)].toSorted();
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}
