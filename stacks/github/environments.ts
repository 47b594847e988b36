import type { RepositoryEnvironmentArgs } from '@pulumi/github/repositoryEnvironment';
import type { RepositoryEnvironmentDeploymentPolicyArgs } from '@pulumi/github/repositoryEnvironmentDeploymentPolicy';
import type { Offer } from '../../constructs/settings/github-plan';
import { ENVIRONMENTS, type Environment } from '../../constructs/settings/settings';
import { MAIN, RELEASE_TAGS } from './rules';

/** An environment of a deploy repository, without the repository. */
export interface DeployEnvironment {
  readonly settings: Omit<RepositoryEnvironmentArgs, 'repository' | 'environment'>;
  /** What may be deployed there; nothing else may. */
  readonly deploys: Pick<RepositoryEnvironmentDeploymentPolicyArgs, 'branchPattern' | 'tagPattern'>;
}

/**
 * The environments of a deploy repository: dev and qa take `main`, prod takes release tags, and the release team has to
 * agree to qa and prod, where the plan lets it.
 *
 * @param releaseTeam id of the team
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/deployments-and-environments
 */
export function environmentsOf(
  releaseTeam: number,
  { reviewers }: Pick<Offer, 'reviewers'>,
): Readonly<Record<Environment, DeployEnvironment>> {
  const deploymentBranchPolicy = { protectedBranches: false, customBranchPolicies: true };
  const open = { deploymentBranchPolicy, canAdminsBypass: false };
  const reviewed = reviewers ? { ...open, preventSelfReview: true, reviewers: [{ teams: [releaseTeam] }] } : open;
  const environments: Record<Environment, DeployEnvironment> = {
    dev: { settings: open, deploys: { branchPattern: MAIN } },
    qa: { settings: reviewed, deploys: { branchPattern: MAIN } },
    prod: { settings: reviewed, deploys: { tagPattern: RELEASE_TAGS } },
  };
  return Object.fromEntries(ENVIRONMENTS.map((name) => [name, environments[name]])) as typeof environments;
}
