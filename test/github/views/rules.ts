import { nodeId } from '../model/accounts';
import type { Repository } from '../model/repository';
import type { Ruleset } from '../model/rules';
import type { Context } from '../routing';

/** A ruleset as REST shows it. */
export function rulesetView(context: Context, repository: Repository, ruleset: Ruleset): Ruleset {
  return {
    ...ruleset,
    ...{
      node_id: nodeId('RRS', ruleset.id),
      source_type: 'Repository',
      source: repository.fullName,
      current_user_can_bypass: 'never',
      _links: {
        self: { href: context.url(`/repos/${repository.fullName}/rulesets/${ruleset.id}`) },
        html: { href: `${context.state.webUrl}/${repository.fullName}/rules/${ruleset.id}` },
      },
    },
  };
}
