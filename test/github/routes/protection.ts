import { noContent, ok } from '../answers';
import { GitHubError, invalidRequest } from '../errors';
import type { Repository } from '../model/repository';
import type { ClassicProtection } from '../model/rules';
import { requireRules } from '../plan';
import { type Call, input, type Router } from '../routing';
import { protectionView } from '../views/protection';
import { branchNotFound } from './branches';

const PROTECTION = '/branches/:branch/protection';

/** What protects a branch, as `PUT …/protection` takes it; the first four must be given. */
interface Given {
  required_status_checks: { strict: boolean; contexts?: string[]; checks?: { context: string }[] } | null;
  enforce_admins: boolean | null;
  required_pull_request_reviews: {
    dismissal_restrictions?: object;
    dismiss_stale_reviews?: boolean;
    require_code_owner_reviews?: boolean;
    required_approving_review_count?: number;
    require_last_push_approval?: boolean;
  } | null;
  restrictions: object | null;
  required_linear_history: boolean;
  allow_force_pushes: boolean | null;
  allow_deletions: boolean;
  block_creations: boolean;
  required_conversation_resolution: boolean;
  lock_branch: boolean;
}

/** Classic protection of branches. */
export function protectionRoutes(router: Router): void {
  router.onRepository('GET', PROTECTION, 'administration:read', (call, repository) =>
    ok(protectionView(call, repository, protectionOf(call, repository))),
  );

  router.onRepository('PUT', PROTECTION, 'administration:write', async (call, repository) => {
    requireRules(repository);
    const { branch } = call.parameters;
    if (!(await repository.git.head(branch))) throw branchNotFound();
    const settings = settingsFrom(call);
    const existing = repository.protections.find(({ pattern }) => pattern === branch);
    const protection = Object.assign(existing ?? { id: call.state.nextId(), pattern: branch }, settings);
    if (!existing) repository.protections.push(protection);
    return ok(protectionView(call, repository, protection));
  });

  router.onRepository('DELETE', PROTECTION, 'administration:write', (call, repository) => {
    repository.protections.splice(repository.protections.indexOf(protectionOf(call, repository)), 1);
    return noContent();
  });

  const signatures = `${PROTECTION}/required_signatures` as const;
  router.onRepository('GET', signatures, 'administration:read', (call, repository) =>
    ok({ enabled: protectionOf(call, repository).requiresSignatures }),
  );
  router.onRepository('POST', signatures, 'administration:write', (call, repository) => {
    protectionOf(call, repository).requiresSignatures = true;
    return ok({ enabled: true });
  });
  router.onRepository('DELETE', signatures, 'administration:write', (call, repository) => {
    protectionOf(call, repository).requiresSignatures = false;
    return noContent();
  });
}

function protectionOf(call: Call<'branch'>, repository: Repository): ClassicProtection {
  requireRules(repository);
  const protection = repository.protections.find(({ pattern }) => pattern === call.parameters.branch);
  if (!protection) throw new GitHubError(404, 'Branch not protected');
  return protection;
}

function settingsFrom(call: Call<string>): Omit<ClassicProtection, 'id' | 'pattern'> {
  const given = input<Given>(call);
  const needed = ['required_status_checks', 'enforce_admins', 'required_pull_request_reviews', 'restrictions'] as const;
  const missing = needed.filter((field) => given[field] === undefined);
  if (missing.length > 0) throw invalidRequest(missing.map((field) => `"${field}" wasn't supplied.`).join('\n'));
  const { required_status_checks: checks, required_pull_request_reviews: reviews } = given;
  return {
    enforceAdmins: given.enforce_admins === true,
    allowsForcePushes: given.allow_force_pushes === true,
    allowsDeletions: given.allow_deletions === true,
    requiresLinearHistory: given.required_linear_history === true,
    requiresConversationResolution: given.required_conversation_resolution === true,
    requiresSignatures: false,
    blocksCreations: given.block_creations === true,
    lockBranch: given.lock_branch === true,
    restrictsPushes: given.restrictions !== null,
    actors: { push: [], dismissal: [], bypassForcePush: [], bypassPullRequest: [] },
    reviews: reviews
      ? {
          count: reviews.required_approving_review_count ?? 1,
          dismissesStale: reviews.dismiss_stale_reviews === true,
          codeOwners: reviews.require_code_owner_reviews === true,
          lastPushApproval: reviews.require_last_push_approval === true,
          restrictsDismissals: reviews.dismissal_restrictions !== undefined,
        }
      : null,
    checks: checks
      ? { strict: checks.strict, contexts: checks.contexts ?? checks.checks?.map(({ context }) => context) ?? [] }
      : null,
  };
}
