import { nodeId, type Organization } from '../model/accounts';
import type { Environment, Repository } from '../model/repository';
import type { Context } from '../routing';
import { accountView, teamView } from './accounts';

/** An environment: its settings as the rules that a deployment has to pass. */
export function environmentView(context: Context, repository: Repository, environment: Environment): object {
  const { id, name, waitTimer, preventSelfReview, reviewers, deploymentBranchPolicy } = environment;
  const rules = [
    ...(waitTimer > 0 ? [{ type: 'wait_timer', wait_timer: waitTimer }] : []),
    ...(reviewers.length > 0
      ? [
          {
            type: 'required_reviewers',
            prevent_self_review: preventSelfReview,
            reviewers: reviewers.map((reviewer) => reviewerView(context, repository, reviewer)),
          },
        ]
      : []),
    ...(deploymentBranchPolicy ? [{ type: 'branch_policy' }] : []),
  ];
  return {
    id,
    node_id: nodeId('EN', id),
    name,
    url: context.url(`/repos/${repository.fullName}/environments/${encodeURIComponent(name)}`),
    html_url: `${context.state.webUrl}/${repository.fullName}/deployments/activity_log?environments_filter=${name}`,
    created_at: environment.createdAt,
    updated_at: environment.createdAt,
    can_admins_bypass: environment.canAdminsBypass,
    protection_rules: rules.map((rule, index) => ({
      id: id * 10 + index,
      node_id: nodeId('GA', id * 10 + index),
      ...rule,
    })),
    deployment_branch_policy: deploymentBranchPolicy,
  };
}

function reviewerView(context: Context, { owner }: Repository, { type, id }: Environment['reviewers'][number]): object {
  if (type === 'User') {
    const user = context.state.accounts.find((account) => account.id === id);
    return { type, reviewer: user && accountView(context, user) };
  }
  const organization = owner as Organization;
  const team = organization.teams.find((candidate) => candidate.id === id);
  return { type, reviewer: team && teamView(context, organization, team) };
}

export const policyView = (policy: Environment['policies'][number]) => ({
  ...policy,
  node_id: nodeId('DBP', policy.id),
});
