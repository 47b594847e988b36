import type { Environment } from '../settings/settings';

/** Names of an app's three GitHub repositories, without the organization. */
export interface AppRepositories {
  readonly frontend: string;
  readonly backend: string;
  readonly deploy: string;
}

/** The three repositories of the app of this name. */
export function repositoriesOf(app: string): AppRepositories {
  return { frontend: `${app}-frontend`, backend: `${app}-backend`, deploy: `${app}-deploy` };
}

/** The namespace of the app of this name: `<app>-dev`, `<app>-qa` and, in prod, `<app>`. */
export function namespaceOf(app: string, environment: Environment): string {
  return environment === 'prod' ? app : `${app}-${environment}`;
}
