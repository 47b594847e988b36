import { FLUX_MANAGED, repositoriesOf } from '../../constructs/registration/names';
import type { Registration } from '../../constructs/registration/schema';
import { registrationPath } from '../../constructs/registration/write';
import { UserError } from '../../constructs/settings/user-error';

/** A repository of the organization, as GitHub lists it. */
export interface FoundRepository {
  readonly name: string;
  readonly topics: readonly string[];
  readonly archived: boolean;
}

/** How the deploy repositories differ from the registrations. */
export interface Findings {
  /** Names of the apps whose deploy repositories Flux may pull, and that are not registered. */
  readonly unregistered: readonly string[];
  /** Names of the apps that are registered, and whose deploy repositories are not listed. */
  readonly missing: readonly string[];
  /** What else is not as it should be with the repositories of registered apps. */
  readonly warnings: readonly string[];
}

/** Share of the registered apps that may lack their repositories before the list is taken for incomplete. */
const MOST_MISSING = 0.2;

/**
 * Compares what GitHub lists with what is registered.
 * @throws UserError where the list cannot be all there is, so that nothing is concluded from it
 */
export function compare(repositories: readonly FoundRepository[], registrations: readonly Registration[]): Findings {
  // In lower case, as apps are named: GitHub finds a repository in any.
  const listed = new Map(repositories.map((repository) => [repository.name.toLowerCase(), repository]));
  const missing = registrations.map(({ name }) => name).filter((name) => !listed.has(repositoriesOf(name).deploy));
  if (repositories.length === 0 || missing.length > Math.max(1, registrations.length * MOST_MISSING)) {
    throw new UserError(
      `GitHub lists ${repositories.length} repositories, without those of ${missing.length} of ` +
        `${registrations.length} registered apps: the list is taken for incomplete, and nothing is done`,
    );
  }
  const registered = new Set(registrations.map(({ name }) => name));
  const warnings = registrations.flatMap(({ name }) => {
    const { deploy } = repositoriesOf(name);
    const repository = listed.get(deploy);
    if (repository === undefined) return [];
    if (repository.archived) return [`${registrationPath(name)}: ${deploy} is archived`];
    if (repository.topics.includes(FLUX_MANAGED)) return [];
    return [`${registrationPath(name)}: ${deploy} has no topic ${FLUX_MANAGED}`];
  });
  const unregistered = [...listed]
    .filter(([, { topics, archived }]) => topics.includes(FLUX_MANAGED) && !archived)
    .flatMap(([name]) => /^(.+)-deploy$/.exec(name)?.[1] ?? [])
    .filter((name) => !registered.has(name));
  for (const name of [...registered, ...unregistered]) {
    for (const repository of Object.values(repositoriesOf(name))) {
      const found = listed.get(repository)?.name ?? repository;
      if (found !== repository) warnings.push(`${found}: given this name on GitHub; allowed: ${repository}: rename it`);
    }
  }
  return { unregistered: unregistered.sort(), missing, warnings };
}
