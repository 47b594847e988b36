import { sees } from '../access';
import { ok, pageOf } from '../answers';
import { validationFailed } from '../errors';
import type { Repository } from '../model/repository';
import type { Router } from '../routing';
import { repositoryView } from '../views/repository';

/** What a word of a query asks of a repository. */
const QUALIFIERS: Readonly<Record<string, (repository: Repository, value: string) => boolean>> = {
  org: ({ owner }, value) => owner.login.toLowerCase() === value.toLowerCase(),
  user: ({ owner }, value) => owner.login.toLowerCase() === value.toLowerCase(),
  topic: ({ topics }, value) => topics.includes(value),
  archived: ({ settings }, value) => settings.archived === (value === 'true'),
  is: ({ settings }, value) => settings.visibility === value,
  repo: ({ fullName }, value) => fullName.toLowerCase() === value.toLowerCase(),
};

/** Search of repositories, by qualifiers and by words of their names. */
export function searchRoutes(router: Router): void {
  router.on('GET', '/search/repositories', (call) => {
    const words = (call.query.get('q') ?? '').split(/\s+/).filter(Boolean);
    if (words.length === 0) throw validationFailed({ resource: 'Search', field: 'q', code: 'missing' });
    const fits = (repository: Repository) =>
      words.every((word) => {
        const [, key = '', value = ''] = /^(\w+):(.+)$/.exec(word) ?? [];
        if (!key) return repository.name.includes(word);
        const qualifier = QUALIFIERS[key];
        if (!qualifier) throw validationFailed({ resource: 'Search', field: 'q', code: 'invalid' });
        return qualifier(repository, value);
      });
    const matching = call.state.repositories.filter((repository) => sees(call.actor, repository) && fits(repository));
    const { entries, headers } = pageOf(call, matching);
    const items = entries.map((repository) => repositoryView(call, repository));
    return { ...ok({ total_count: matching.length, incomplete_results: false, items }), headers };
  });
}
