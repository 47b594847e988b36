import type { RepositoryEnvironmentArgs } from '@pulumi/github/repositoryEnvironment';
import type { RepositoryEnvironmentDeploymentPolicyArgs } from '@pulumi/github/repositoryEnvironmentDeploymentPolicy';
import type { Offer } from '../../constructs/settings/github-plan';
import type { EnvironmentSettings } from '../../constructs/settings/settings';
import { RELEASE_TAGS } from './rules';

/** An environment of a deploy repository, without the repository. */
export interface DeployEnvironment {
  readonly settings: Omit<RepositoryEnvironmentArgs, 'repository' | 'environment'>;
  /** What may be deployed there; nothing else may. */
  readonly deploys: Pick<RepositoryEnvironmentDeploymentPolicyArgs, 'branchPattern' | 'tagPattern'>;
}

/**
 * An environment of a deploy repository: it takes what its cluster follows, a branch or release tags, and its reviewers
 * have to agree, where the plan lets it.
 *
 * @param reviewers id of the team
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/deployments-and-environments
 */
export function deployEnvironment(
  { deployRef }: Pick<EnvironmentSettings, 'deployRef'>,
  reviewers: number | undefined,
  offer: Pick<Offer, 'reviewers'>,
): DeployEnvironment {
  const open = {
    deploymentBranchPolicy: { protectedBranches: false, customBranchPolicies: true },
    canAdminsBypass: false,
  };
  const isReviewed = offer.reviewers && reviewers !== undefined;
  return {
    settings: isReviewed ? { ...open, preventSelfReview: true, reviewers: [{ teams: [reviewers] }] } : open,
    deploys: 'branch' in deployRef ? { branchPattern: deployRef.branch } : { tagPattern: RELEASE_TAGS },
  };
}
