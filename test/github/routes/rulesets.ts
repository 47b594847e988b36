import { created, listed, noContent, ok } from '../answers';
import { invalidRequest, validationFailed } from '../errors';
import { now, type Repository } from '../model/repository';
import { RULE_TYPES, type Ruleset } from '../model/rules';
import { requireRules } from '../plan';
import { type Call, found, input, type Router } from '../routing';
import { rulesetView } from '../views/rules';

/** Rulesets of repositories. */
export function rulesetRoutes(router: Router): void {
  router.onRepository('GET', '/rulesets', 'metadata:read', (call, repository) => {
    requireRules(repository);
    return listed(call, repository.rulesets, (ruleset) => {
      const { rules, conditions, bypass_actors, ...summary } = rulesetView(call, repository, ruleset);
      return summary;
    });
  });

  router.onRepository('POST', '/rulesets', 'administration:write', (call, repository) => {
    const given = rulesetFrom(call, repository);
    const ruleset = { ...given, id: call.state.nextId(), created_at: now(), updated_at: now() };
    repository.rulesets.push(ruleset);
    return created(rulesetView(call, repository, ruleset));
  });

  router.onRepository('GET', '/rulesets/:id', 'metadata:read', (call, repository) =>
    ok(rulesetView(call, repository, rulesetOf(call, repository))),
  );

  router.onRepository('PUT', '/rulesets/:id', 'administration:write', (call, repository) => {
    const ruleset = rulesetOf(call, repository);
    Object.assign(ruleset, rulesetFrom(call, repository, ruleset), { updated_at: now() });
    return ok(rulesetView(call, repository, ruleset));
  });

  router.onRepository('DELETE', '/rulesets/:id', 'administration:write', (call, repository) => {
    repository.rulesets.splice(repository.rulesets.indexOf(rulesetOf(call, repository)), 1);
    return noContent();
  });
}

function rulesetOf(call: Call<'id'>, repository: Repository): Ruleset {
  requireRules(repository);
  return found(repository.rulesets.find(({ id }) => id === Number(call.parameters.id)));
}

/** What a call makes a ruleset of, or of another one. @throws GitHubError where it is no ruleset */
function rulesetFrom(
  call: Call<string>,
  repository: Repository,
  existing?: Ruleset,
): Omit<Ruleset, 'id' | 'created_at' | 'updated_at'> {
  requireRules(repository);
  const given = input<Ruleset>(call);
  const { name, enforcement } = { ...existing, ...given };
  const {
    target = 'branch',
    conditions = {},
    rules = [],
    bypass_actors: bypass = [],
  } = { ...existing, ...given } as Partial<Ruleset>;
  if (!name) throw invalidRequest('"name" wasn\'t supplied.');
  if (!enforcement || !['active', 'disabled', 'evaluate'].includes(enforcement)) {
    throw invalidRequest('"enforcement" must be one of active, disabled, evaluate.');
  }
  if (!['branch', 'tag', 'push'].includes(target)) throw invalidRequest('"target" must be one of branch, tag, push.');
  const wrong = rules.find(({ type }) => !RULE_TYPES.has(type));
  if (wrong) throw invalidRequest(`Invalid property /rules: \`${JSON.stringify(wrong)}\` is not a possible rule.`);
  if (repository.rulesets.some((other) => other !== existing && other.name === name)) {
    throw validationFailed('Name must be unique');
  }
  for (const pattern of [...(conditions.ref_name?.include ?? []), ...(conditions.ref_name?.exclude ?? [])]) {
    if (!/^(~ALL|~DEFAULT_BRANCH|refs\/(heads|tags)\/.+)$/.test(pattern)) {
      throw validationFailed(`Invalid target patterns: '${pattern}'`);
    }
  }
  for (const { type, parameters } of rules) {
    if (type === 'pull_request' && typeof parameters?.required_approving_review_count !== 'number') {
      throw invalidRequest(
        'Invalid property /rules: data matches no possible input: "required_approving_review_count" wasn\'t supplied.',
      );
    }
    if (type === 'required_status_checks' && !Array.isArray(parameters?.required_status_checks)) {
      throw invalidRequest(
        'Invalid property /rules: data matches no possible input: "required_status_checks" wasn\'t supplied.',
      );
    }
  }
  requireActors(call, repository, bypass);
  return { name, target, enforcement, conditions, rules, bypass_actors: bypass };
}

function requireActors(call: Call<string>, { owner }: Repository, actors: Ruleset['bypass_actors']): void {
  for (const { actor_type: type, actor_id: id } of actors) {
    const known =
      type === 'Team'
        ? owner.type === 'Organization' && owner.teams.some((team) => team.id === id)
        : type !== 'Integration' || call.state.apps.some((app) => app.id === id);
    if (!known) throw validationFailed(`Actor ${type} must be part of the ruleset source or owner organization`);
  }
}
