import type { Repository } from '../model/repository';
import type { ClassicProtection } from '../model/rules';
import type { Context } from '../routing';

/** A classic branch protection as REST shows it. */
export function protectionView(context: Context, repository: Repository, protection: ClassicProtection): object {
  const { reviews, checks } = protection;
  const branch = encodeURIComponent(protection.pattern);
  const url = context.url(`/repos/${repository.fullName}/branches/${branch}/protection`);
  const enabled = (on: boolean) => ({ enabled: on });
  return {
    url,
    enforce_admins: { url: `${url}/enforce_admins`, enabled: protection.enforceAdmins },
    ...(checks && {
      required_status_checks: {
        url: `${url}/required_status_checks`,
        strict: checks.strict,
        contexts: checks.contexts,
        checks: checks.contexts.map((context) => ({ context, app_id: null })),
      },
    }),
    ...(reviews && {
      required_pull_request_reviews: {
        url: `${url}/required_pull_request_reviews`,
        dismiss_stale_reviews: reviews.dismissesStale,
        require_code_owner_reviews: reviews.codeOwners,
        require_last_push_approval: reviews.lastPushApproval,
        required_approving_review_count: reviews.count,
      },
    }),
    ...(protection.restrictsPushes && { restrictions: { users: [], teams: [], apps: [] } }),
    required_linear_history: enabled(protection.requiresLinearHistory),
    allow_force_pushes: enabled(protection.allowsForcePushes),
    allow_deletions: enabled(protection.allowsDeletions),
    block_creations: enabled(protection.blocksCreations),
    required_conversation_resolution: enabled(protection.requiresConversationResolution),
    lock_branch: enabled(protection.lockBranch),
    required_signatures: { url: `${url}/required_signatures`, enabled: protection.requiresSignatures },
  };
}
