import { UserError } from '../../constructs/settings/user-error';
import type { StackState } from '../state';
import type { Governed } from './governed';
import { GovernedRepository } from './governed-repository';

/** Type by which Pulumi knows a repository that it made. */
const REPOSITORY = 'github:index/repository:Repository';

/**
 * What happens to the repositories that the program no longer has, a line each. Pulumi shows a removal as a deletion;
 * these say what it is.
 */
export function farewells(state: StackState, repositories: readonly Governed[]): readonly string[] {
  const names = new Set(repositories.map(({ name }) => name));
  const made = state.namesOf(REPOSITORY);
  return [...state.namesOf(GovernedRepository.TYPE)]
    .filter((name) => !names.has(name))
    .map((name) =>
      made.has(name)
        ? `${name} is archived, not deleted: nothing in the program asks for it any more. Its code, rules and access stay.`
        : `${name} is left as it is but for its topics: nothing in the program asks for it any more, and Pulumi did not make it.`,
    );
}

/**
 * Refuses to give away what Pulumi made: to Pulumi it would look like a removal, and the repository would be archived.
 * @throws UserError naming file, field, given and allowed
 */
export function refuseDisowned(state: StackState, repositories: readonly Governed[]): void {
  const made = state.namesOf(REPOSITORY);
  const disowned = repositories.filter(({ name, maker }) => maker === 'someone else' && made.has(name));
  const files = [...new Set(disowned.map(({ source }) => source))];
  if (files.length === 0) return;
  throw new UserError(
    files.map((file) => `${file}: repositories: given "backstage"; allowed: "pulumi", which made them`).join('\n'),
  );
}
