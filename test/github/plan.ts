import { GitHubError, unprocessable } from './errors';
import type { Repository } from './model/repository';

/** What a plan may lack for a repository that is not public. @see https://docs.github.com/en/get-started/learning-about-github/githubs-plans */
type Feature = 'rules' | 'environments' | 'reviewers' | 'actionPatterns' | 'autoMerge' | 'secretScanning';

/** Whether GitHub has a feature for a repository: of public ones it has every one, and of people's this one does too. */
export function has({ owner, settings }: Repository, feature: Feature): boolean {
  if (settings.visibility === 'public' || owner.type === 'User') return true;
  switch (feature) {
    case 'rules':
    case 'environments':
    case 'autoMerge':
      return owner.plan !== 'free';
    case 'reviewers':
    case 'actionPatterns':
      return owner.plan === 'enterprise';
    case 'secretScanning':
      return owner.secretProtection;
  }
}

/** @throws GitHubError where the plan has neither rulesets nor protected branches for a repository */
export function requireRules(repository: Repository): void {
  if (has(repository, 'rules')) return;
  throw new GitHubError(403, 'Upgrade to GitHub Pro or make this repository public to enable this feature.');
}

/** @throws GitHubError where the plan lacks what protects an environment so */
export function requireProtection(repository: Repository, feature: 'environments' | 'reviewers', rule: string): void {
  if (has(repository, feature)) return;
  throw unprocessable(
    `Failed to create the environment protection rule. Please ensure the billing plan supports the ${rule} protection rule.`,
  );
}
