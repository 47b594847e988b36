import type { ActionsRepositoryPermissionsArgs } from '@pulumi/github/actionsRepositoryPermissions';
import type { WorkflowRepositoryPermissionsArgs } from '@pulumi/github/workflowRepositoryPermissions';

/** Which actions a repository's workflows may use: GitHub's own and the given patterns, each pinned to a commit. */
export function actionsOf(patterns: readonly string[]) {
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
