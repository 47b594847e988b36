import type { ActionsRepositoryPermissionsArgs } from '@pulumi/github/actionsRepositoryPermissions';
import type { WorkflowRepositoryPermissionsArgs } from '@pulumi/github/workflowRepositoryPermissions';
import type { Offer } from '../../constructs/settings/github-plan';

/**
 * Which actions a repository's workflows may use, each pinned to a commit: GitHub's own and the given patterns. Where the
 * plan has no patterns, GitHub would take its own alone and no image could be built, so any may be used.
 */
export function actionsOf(patterns: readonly string[], { actionPatterns }: Pick<Offer, 'actionPatterns'>) {
  if (!actionPatterns) return { enabled: true, allowedActions: 'all', shaPinningRequired: true };
  return {
    enabled: true,
    allowedActions: 'selected',
    allowedActionsConfig: { githubOwnedAllowed: true, verifiedAllowed: false, patternsAlloweds: [...patterns] },
    shaPinningRequired: true,
  } satisfies Omit<ActionsRepositoryPermissionsArgs, 'repository'>;
}

/** What a workflow's token may do unless the workflow asks for more: read. No workflow approves a pull request. */
export const WORKFLOW_PERMISSIONS = {
  defaultWorkflowPermissions: 'read',
  canApprovePullRequestReviews: false,
} as const satisfies Omit<WorkflowRepositoryPermissionsArgs, 'repository'>;
