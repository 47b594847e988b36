import type { RepositorySettings } from './settings';

/** What GitHub holds for a repository, where the organization's plan has it. */
export interface Offer {
  /** Rulesets: who may change `main` and tags, and how. @see https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/about-rulesets */
  readonly rulesets: boolean;
  /** Environments, and which branches and tags may be deployed to them. @see https://docs.github.com/en/actions/reference/workflows-and-actions/deployments-and-environments */
  readonly environments: boolean;
  /** People who must agree to a deployment to an environment. */
  readonly reviewers: boolean;
  /** Patterns of actions that workflows may use besides GitHub's own. @see https://docs.github.com/en/rest/actions/permissions#set-allowed-actions-and-reusable-workflows-for-a-repository */
  readonly actionPatterns: boolean;
  /** Pull requests that merge by themselves. @see https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/automatically-merging-a-pull-request */
  readonly autoMerge: boolean;
  /** Secrets that are found, and kept from being pushed. @see https://docs.github.com/en/code-security/secret-scanning/introduction/about-secret-scanning */
  readonly secretScanning: boolean;
}

/** What is held for repositories of a visibility: of public ones everything, whatever the plan. */
export function offerOf({
  visibility,
  plan,
  secretProtection,
}: Pick<RepositorySettings, 'visibility' | 'plan' | 'secretProtection'>): Offer {
  const isPublic = visibility === 'public';
  const isPaid = isPublic || plan !== 'free';
  const isEnterprise = isPublic || plan === 'enterprise';
  return {
    rulesets: isPaid,
    environments: isPaid,
    reviewers: isEnterprise,
    actionPatterns: isEnterprise,
    autoMerge: isPaid,
    secretScanning: isPublic || secretProtection,
  };
}

/** What nobody is kept from, for each part that the plan lacks. */
const NOT_HELD: Readonly<Record<keyof Offer, string>> = {
  rulesets: 'no rulesets: who may write to a repository pushes to main, and makes and moves release tags',
  environments: 'no environments: any branch can be deployed anywhere',
  reviewers: 'no required reviewers: deployments wait for nobody',
  actionPatterns: 'no list of allowed actions: workflows may use any that is pinned to a commit',
  autoMerge: 'no auto-merge: pull requests are merged by hand',
  secretScanning: 'no secret scanning: secrets can be pushed, and nobody is told',
};

/** What is not held, a line each, for whoever brings the stack up. */
export function shortcomingsOf(settings: RepositorySettings): readonly string[] {
  const { visibility, plan } = settings;
  return Object.entries(offerOf(settings))
    .filter(([, offered]) => !offered)
    .map(([part]) => {
      const bought = part === 'secretScanning' ? 'without Secret Protection' : `on plan ${plan}`;
      return `${visibility} repositories ${bought} have ${NOT_HELD[part as keyof Offer]} (docs/bootstrap.md)`;
    });
}
