import { ENVIRONMENTS, type Environment, type PlatformSettings } from '../settings/settings';
import type { Registration } from './schema';

/** Names of an app's three GitHub repositories, without the organization. */
export interface AppRepositories {
  readonly frontend: string;
  readonly backend: string;
  readonly deploy: string;
}

/** What an app's repository is for. */
export type RepositoryKind = keyof AppRepositories;

/** The three repositories of the app of this name. */
export function repositoriesOf(app: string): AppRepositories {
  return { frontend: `${app}-frontend`, backend: `${app}-backend`, deploy: `${app}-deploy` };
}

/** On a deploy repository: Flux may pull it, once its registration is merged. */
export const FLUX_MANAGED = 'flux-managed';

/** Topics of an app's repository: what it belongs to, what it is for and, on a deploy repository, {@link FLUX_MANAGED}. */
export function topicsOf(app: string, kind: RepositoryKind): string[] {
  return [app, kind, ...(kind === 'deploy' ? [FLUX_MANAGED] : [])];
}

/** The environments that an app may be deployed to, in the order in which a change travels. */
export function environmentsOf({ openTo }: Pick<Registration, 'openTo'>): readonly Environment[] {
  return ENVIRONMENTS.slice(0, ENVIRONMENTS.indexOf(openTo) + 1);
}

/** The settings, as far as they tell what is of which environment. */
export type Environments = Pick<PlatformSettings, 'environments'>;

/** Whether somebody has to agree that an app is opened so far. */
export function needsReview({ openTo }: Pick<Registration, 'openTo'>, { environments }: Environments): boolean {
  return environmentsOf({ openTo }).some((name) => environments[name].reviewers !== undefined);
}

/** The namespace of the app of this name: `<app>-<environment>`, or `<app>` where the settings say so. */
export function namespaceOf(app: string, environment: Environment, { environments }: Environments): string {
  return environments[environment].namespaceSuffix ? `${app}-${environment}` : app;
}
