import { nodeId } from '../model/accounts';
import type { Repository } from '../model/repository';
import type { ClassicProtection } from '../model/rules';
import type { Context } from '../routing';
import { actorNode } from './accounts';
import { repositoryNode } from './repository';

/** What a mutation says of a protection. */
interface Given {
  readonly pattern: string;
  readonly allowsDeletions: boolean;
  readonly allowsForcePushes: boolean;
  readonly blocksCreations: boolean;
  readonly dismissesStaleReviews: boolean;
  readonly isAdminEnforced: boolean;
  readonly lockBranch: boolean;
  readonly requireLastPushApproval: boolean;
  readonly requiredApprovingReviewCount: number;
  readonly requiredStatusCheckContexts: string[];
  readonly requiresApprovingReviews: boolean;
  readonly requiresCodeOwnerReviews: boolean;
  readonly requiresCommitSignatures: boolean;
  readonly requiresConversationResolution: boolean;
  readonly requiresLinearHistory: boolean;
  readonly requiresStatusChecks: boolean;
  readonly requiresStrictStatusChecks: boolean;
  readonly restrictsPushes: boolean;
  readonly restrictsReviewDismissals: boolean;
  readonly pushActorIds: string[];
  readonly reviewDismissalActorIds: string[];
  readonly bypassForcePushActorIds: string[];
  readonly bypassPullRequestActorIds: string[];
}

/** A classic branch protection as GraphQL shows it. */
export function protectionNode(context: Context, repository: Repository, protection: ClassicProtection): object {
  const { actors } = protection;
  const allowances = (ids: readonly string[]) => ({
    nodes: ids.map((id) => ({ actor: actorNode(context, id) ?? null })),
  });
  return {
    __typename: 'BranchProtectionRule',
    id: nodeId('BPR', protection.id),
    repository: () => repositoryNode(context, repository),
    ...settingsOf(protection),
    pushAllowances: allowances(actors.push),
    reviewDismissalAllowances: allowances(actors.dismissal),
    bypassForcePushAllowances: allowances(actors.bypassForcePush),
    bypassPullRequestAllowances: allowances(actors.bypassPullRequest),
  };
}

/** A protection as GraphQL says it. */
function settingsOf(protection: ClassicProtection): Given {
  const { reviews, checks, actors } = protection;
  return {
    pattern: protection.pattern,
    allowsDeletions: protection.allowsDeletions,
    allowsForcePushes: protection.allowsForcePushes,
    blocksCreations: protection.blocksCreations,
    isAdminEnforced: protection.enforceAdmins,
    lockBranch: protection.lockBranch,
    requiresCommitSignatures: protection.requiresSignatures,
    requiresConversationResolution: protection.requiresConversationResolution,
    requiresLinearHistory: protection.requiresLinearHistory,
    restrictsPushes: protection.restrictsPushes,
    requiresApprovingReviews: reviews !== null,
    requiredApprovingReviewCount: reviews?.count ?? 0,
    dismissesStaleReviews: reviews?.dismissesStale ?? false,
    requiresCodeOwnerReviews: reviews?.codeOwners ?? false,
    requireLastPushApproval: reviews?.lastPushApproval ?? false,
    restrictsReviewDismissals: reviews?.restrictsDismissals ?? false,
    requiresStatusChecks: checks !== null,
    requiresStrictStatusChecks: checks?.strict ?? false,
    requiredStatusCheckContexts: checks?.contexts ?? [],
    pushActorIds: [...actors.push],
    reviewDismissalActorIds: [...actors.dismissal],
    bypassForcePushActorIds: [...actors.bypassForcePush],
    bypassPullRequestActorIds: [...actors.bypassPullRequest],
  };
}

/** What a mutation makes a protection of, or of another one: what it doesn't name stays. */
export function protectionFrom(input: object, existing?: ClassicProtection): Omit<ClassicProtection, 'id'> {
  const given = { ...(existing && settingsOf(existing)), ...input } as Partial<Given>;
  return {
    pattern: given.pattern ?? '',
    enforceAdmins: given.isAdminEnforced === true,
    allowsForcePushes: given.allowsForcePushes === true,
    allowsDeletions: given.allowsDeletions === true,
    requiresLinearHistory: given.requiresLinearHistory === true,
    requiresConversationResolution: given.requiresConversationResolution === true,
    requiresSignatures: given.requiresCommitSignatures === true,
    blocksCreations: given.blocksCreations === true,
    lockBranch: given.lockBranch === true,
    restrictsPushes: given.restrictsPushes === true,
    reviews: given.requiresApprovingReviews
      ? {
          count: given.requiredApprovingReviewCount ?? 1,
          dismissesStale: given.dismissesStaleReviews === true,
          codeOwners: given.requiresCodeOwnerReviews === true,
          lastPushApproval: given.requireLastPushApproval === true,
          restrictsDismissals: given.restrictsReviewDismissals === true,
        }
      : null,
    checks: given.requiresStatusChecks
      ? { strict: given.requiresStrictStatusChecks === true, contexts: given.requiredStatusCheckContexts ?? [] }
      : null,
    actors: {
      push: given.pushActorIds ?? [],
      dismissal: given.reviewDismissalActorIds ?? [],
      bypassForcePush: given.bypassForcePushActorIds ?? [],
      bypassPullRequest: given.bypassPullRequestActorIds ?? [],
    },
  };
}
