/** A person, or a bot. */
export interface User {
  readonly type: 'User';
  readonly id: number;
  readonly login: string;
  name: string;
  email: string;
}

/** A team of an organization. */
export interface Team {
  readonly id: number;
  readonly slug: string;
  name: string;
  description: string;
  /** Logins. */
  readonly members: Set<string>;
}

/** An organization and who is in it. */
export interface Organization {
  readonly type: 'Organization';
  readonly id: number;
  readonly login: string;
  name: string;
  /** Logins of its owners. */
  readonly owners: Set<string>;
  /** Logins of all its members, owners included. */
  readonly members: Set<string>;
  readonly teams: Team[];
  plan: Plan;
  /** Whether it pays for GitHub Secret Protection. */
  secretProtection: boolean;
}

/** What an organization pays for. */
export type Plan = 'free' | 'team' | 'enterprise';

/** Who a repository can belong to. */
export type Account = User | Organization;

/** An id as GraphQL gives it: opaque, and of one kind. */
export const nodeId = (kind: string, id: number) => `${kind}_${Buffer.from(`${kind}:${id}`).toString('base64url')}`;

/** What a team of that name is called in addresses. */
export const slugOf = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
