import type { Registration } from '../registration/schema';
import type { PlatformSettings } from '../settings/settings';

/** What a skeleton sees as `values`: the answers of the form, and what the platform adds. */
export interface SkeletonValues {
  /** Name of the app. */
  readonly name: string;
  /** Slug of the team on GitHub, and name of its group in Backstage. */
  readonly team: string;
  /** Name of the database. */
  readonly database: string;
  readonly apiPort: number;
  readonly monitoring: boolean;
  /** What the app is for, in one line; never empty. */
  readonly description: string;
  /** GitHub organization that owns the app's repositories. */
  readonly organization: string;
  /** Image registry and its folder, e.g. `ghcr.io/acme`. */
  readonly registry: string;
  /** Host of that registry, with its port: what a workflow logs in to. */
  readonly registryHost: string;
}

/** Names of the values, as a skeleton may use them. */
export const SKELETON_VALUES = [
  'name',
  'team',
  'database',
  'apiPort',
  'monitoring',
  'description',
  'organization',
  'registry',
  'registryHost',
] as const satisfies readonly (keyof SkeletonValues)[];

/** What an app is described as whose form says nothing. */
export const DEFAULT_DESCRIPTION = 'A web app: a frontend, a backend and a PostgreSQL database.';

/** The values of an app. */
export function skeletonValues(
  { organization, registry }: Pick<PlatformSettings, 'organization' | 'registry'>,
  { name, team, database, apiPort, monitoring, description = DEFAULT_DESCRIPTION }: Registration,
): SkeletonValues {
  return {
    name,
    team,
    database,
    apiPort,
    monitoring,
    description,
    organization,
    registry,
    registryHost: hostOf(registry),
  };
}

/** Host of a registry, with its port. */
export function hostOf(registry: string): string {
  return registry.split('/')[0] as string;
}
