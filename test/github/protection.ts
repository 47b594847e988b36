import { type Actor, atLeast, roleOf } from './access';
import { allows } from './model/apps';
import type { PullRequest } from './model/pull-request';
import type { Repository } from './model/repository';
import type { BypassActor, ClassicProtection, Rule, Ruleset } from './model/rules';
import { missingReviews } from './reviews';

/** A change of a ref: without `before` it is created, without `after` it is deleted. */
export interface RefChange {
  readonly ref: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** How a pull request is merged. */
export type MergeMethod = 'merge' | 'squash' | 'rebase';

/** What a check says where it passed. */
const PASSED: ReadonlySet<string> = new Set(['success', 'neutral', 'skipped']);

/** Ids that GitHub gives to the roles that a ruleset can exempt. */
const ROLE_IDS: Readonly<Record<number, 'maintain' | 'write' | 'admin'>> = { 2: 'maintain', 4: 'write', 5: 'admin' };

/**
 * Whether a ref's name fits a pattern of a ruleset or a branch protection: `*` stops at a slash, `**` does not.
 *
 * @see https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/creating-rulesets-for-a-repository#using-fnmatch-syntax
 */
export function fits(pattern: string, name: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*\*\/|\*\*|\*|\?/g, (wild) => ({ '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*' })[wild] ?? '[^/]');
  return new RegExp(`^${expression}$`).test(name);
}

/** Whether a ruleset is about a ref. */
export function concerns(ruleset: Ruleset, repository: Repository, ref: string): boolean {
  if (!ref.startsWith(ruleset.target === 'tag' ? 'refs/tags/' : 'refs/heads/')) return false;
  const { include = [], exclude = [] } = ruleset.conditions.ref_name ?? {};
  const fit = (pattern: string) =>
    pattern === '~ALL' ||
    (pattern === '~DEFAULT_BRANCH' ? ref === `refs/heads/${repository.settings.default_branch}` : fits(pattern, ref));
  return include.some(fit) && !exclude.some(fit);
}

/** Whether a ruleset lets a caller through. */
function bypasses(actor: Actor, repository: Repository, by: BypassActor, merging: boolean): boolean {
  if (by.bypass_mode === 'pull_request' && !merging) return false;
  if (actor.kind === 'installation') return by.actor_type === 'Integration' && by.actor_id === actor.token.app.id;
  if (actor.kind !== 'user') return false;
  const { owner } = repository;
  const { user } = actor;
  switch (by.actor_type) {
    case 'OrganizationAdmin':
      return owner.type === 'Organization' && owner.owners.has(user.login);
    case 'Team':
      return (
        owner.type === 'Organization' &&
        owner.teams.some((team) => team.id === by.actor_id && team.members.has(user.login))
      );
    case 'RepositoryRole': {
      const role = ROLE_IDS[by.actor_id ?? 0];
      return role !== undefined && atLeast(roleOf(user, repository), role);
    }
    case 'User':
      return by.actor_id === user.id;
    default:
      return false;
  }
}

/** The rules that hold a caller who changes a ref, of rulesets and of classic branch protection. */
function rulesFor(repository: Repository, ref: string, actor: Actor, merging: boolean): Rule[] {
  const rules = repository.rulesets
    .filter((ruleset) => ruleset.enforcement === 'active' && concerns(ruleset, repository, ref))
    .filter((ruleset) => !ruleset.bypass_actors.some((by) => bypasses(actor, repository, by, merging)))
    .flatMap((ruleset) => ruleset.rules);
  const admin = actor.kind === 'user' && atLeast(roleOf(actor.user, repository), 'admin');
  for (const protection of repository.protections) {
    if (fits(`refs/heads/${protection.pattern}`, ref)) rules.push(...classicRules(protection, admin));
  }
  return rules;
}

/** What a classic protection asks, in the terms of rulesets. */
function classicRules(protection: ClassicProtection, admin: boolean): Rule[] {
  const rules: Rule[] = [];
  if (!protection.allowsForcePushes) rules.push({ type: 'non_fast_forward' });
  if (!protection.allowsDeletions) rules.push({ type: 'deletion' });
  if (admin && !protection.enforceAdmins) return rules;
  if (protection.lockBranch) rules.push({ type: 'update' });
  if (protection.requiresLinearHistory) rules.push({ type: 'required_linear_history' });
  if (protection.reviews) {
    const { count, dismissesStale, codeOwners, lastPushApproval } = protection.reviews;
    const parameters = {
      required_approving_review_count: count,
      dismiss_stale_reviews_on_push: dismissesStale,
      require_code_owner_review: codeOwners,
      require_last_push_approval: lastPushApproval,
    };
    rules.push({ type: 'pull_request', parameters });
  }
  if (protection.checks) {
    const parameters = {
      required_status_checks: protection.checks.contexts.map((context) => ({ context })),
      strict_required_status_checks_policy: protection.checks.strict,
    };
    rules.push({ type: 'required_status_checks', parameters });
  }
  return rules;
}

/** What stands against a change of a ref by a push or by the API, in GitHub's sentences; nothing where it may pass. */
export async function violations(repository: Repository, change: RefChange, actor: Actor): Promise<string[]> {
  const { before, after } = change;
  const found: string[] = [];
  for (const { type, parameters } of rulesFor(repository, change.ref, actor, false)) {
    switch (type) {
      case 'creation':
        if (!before) found.push('Cannot create ref due to creations being restricted.');
        break;
      case 'update':
        if (before && after) found.push('Cannot update this protected ref.');
        break;
      case 'deletion':
        if (!after) found.push('Cannot delete this protected ref.');
        break;
      case 'non_fast_forward':
        if (before && after && !(await repository.git.isAncestor(before, after))) {
          found.push('Cannot force-push to this branch.');
        }
        break;
      case 'required_linear_history':
        if (after && (await addsMerge(repository, before, after))) {
          found.push('This branch must not contain merge commits.');
        }
        break;
      case 'pull_request':
        if (after) found.push('Changes must be made through a pull request.');
        break;
      case 'required_status_checks':
        if (after && (before || parameters?.do_not_enforce_on_create !== true)) {
          found.push(...missingChecks(repository, parameters, after));
        }
        break;
    }
  }
  return [...new Set(found)];
}

/** What stands against merging a pull request, in GitHub's sentences. */
export async function mergeViolations(
  repository: Repository,
  pull: PullRequest,
  actor: Actor,
  method: MergeMethod,
): Promise<string[]> {
  const found: string[] = [];
  for (const { type, parameters } of rulesFor(repository, `refs/heads/${pull.base}`, actor, true)) {
    switch (type) {
      case 'update':
        found.push('Cannot update this protected ref.');
        break;
      case 'required_linear_history':
        if (method === 'merge') found.push('This branch must not contain merge commits.');
        break;
      case 'required_status_checks':
        found.push(...missingChecks(repository, parameters, pull.headSha));
        if (parameters?.strict_required_status_checks_policy === true && (await isBehind(repository, pull))) {
          found.push('This branch must be up to date with the base branch.');
        }
        break;
      case 'pull_request':
        found.push(...(await missingReviews(repository, pull, parameters)));
        if (((parameters?.allowed_merge_methods as string[] | undefined) ?? [method]).includes(method)) break;
        found.push(`Merge method ${method} is not allowed on this branch.`);
    }
  }
  return [...new Set(found)];
}

/**
 * Why a GitHub App may not make a change that touches workflows, or nothing.
 *
 * @see https://docs.github.com/en/rest/authentication/permissions-required-for-github-apps
 */
export async function workflowRefusal(
  { git, settings }: Repository,
  { before, after }: RefChange,
  actor: Actor,
): Promise<string | undefined> {
  if (actor.kind !== 'installation' || !after || (await git.typeOf(after)) !== 'commit') return undefined;
  if (allows(actor.token.permissions, 'workflows', 'write')) return undefined;
  const known = before ?? (await git.head(settings.default_branch));
  const changes = known ? await git.changes(known, after) : await git.tree(after, { recursive: true });
  const workflow = changes.find(({ path }) => /^\.github\/workflows\/.+/.test(path));
  return (
    workflow &&
    `refusing to allow a GitHub App to create or update workflow \`${workflow.path}\` without \`workflows\` permission`
  );
}

/** Which required checks did not pass; where a rule names an app, only what that app says counts. */
function missingChecks(repository: Repository, parameters: Rule['parameters'], commit: string): string[] {
  const required = (parameters?.required_status_checks ?? []) as { context: string; integration_id?: number }[];
  const checks = repository.checks.get(commit);
  return required
    .filter(({ context, integration_id: app }) => {
      const check = checks?.get(context);
      return !check || !PASSED.has(check.state) || (app !== undefined && app !== null && app !== check.app);
    })
    .map(({ context }) => `Required status check "${context}" is expected.`);
}

async function isBehind({ git }: Repository, pull: PullRequest): Promise<boolean> {
  return !(await git.isAncestor(`refs/heads/${pull.base}`, pull.headSha));
}

async function addsMerge(repository: Repository, before: string | undefined, after: string): Promise<boolean> {
  const added = await repository.git.log(after, before ? { not: before } : {});
  return added.some(({ parents }) => parents.length > 1);
}
