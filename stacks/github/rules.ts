import type { RepositoryRulesetArgs } from '@pulumi/github/repositoryRuleset';

/** The branch that everything is merged into. */
export const MAIN = 'main';

/** What the tags look like that reach prod. */
export const RELEASE_TAGS = 'v*';

/** Every branch or tag. */
const ALL = '~ALL';

/** Id of the app GitHub Actions on github.com: a check of the same name that someone else reports does not count. */
const GITHUB_ACTIONS = 15368;

/** A ruleset, without the repository that it is set on. */
export type Ruleset = Omit<RepositoryRulesetArgs, 'repository' | 'name'>;

/** Rulesets by their names; nobody bypasses a rule unless it says so. */
export type Rulesets = Readonly<Record<string, Ruleset>>;

/** What a repository’s rules depend on. */
export interface RulesProps {
  /** Checks that a change of `main` must pass: ids of jobs in the repository's workflows. */
  readonly checks: readonly string[];
  /** Id of the team that makes release tags. */
  readonly releaseTeam: number;
  /** Whether owners of the organization, as whom Pulumi acts, write to `main` directly. */
  readonly written: boolean;
}

/**
 * What holds for a repository's `main` and its tags. Every tag is held for one of a release: Flux follows `1.2.3` as it
 * follows `v1.2.3`. Who may make a tag and whether it stays are two rulesets, since who bypasses one rule of a ruleset
 * bypasses all of it.
 *
 * @see https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets
 */
export function rulesOf({ checks, releaseTeam, written }: RulesProps): Rulesets {
  return {
    [MAIN]: {
      ...active('branch', `refs/heads/${MAIN}`),
      ...(written && { bypassActors: [{ actorType: 'OrganizationAdmin', actorId: 1, bypassMode: 'always' }] }),
      rules: {
        deletion: true,
        nonFastForward: true,
        requiredLinearHistory: true,
        pullRequest: {
          allowedMergeMethods: ['squash'],
          requiredApprovingReviewCount: 1,
          dismissStaleReviewsOnPush: true,
          requireCodeOwnerReview: true,
          requireLastPushApproval: true,
          requiredReviewThreadResolution: true,
        },
        ...(checks.length > 0 && {
          requiredStatusChecks: {
            requiredChecks: checks.map((context) => ({ context, integrationId: GITHUB_ACTIONS })),
            strictRequiredStatusChecksPolicy: true,
          },
        }),
      },
    },
    'release-tags-are-made-by-the-release-team': {
      ...active('tag', ALL),
      bypassActors: [{ actorType: 'Team', actorId: releaseTeam, bypassMode: 'always' }],
      rules: { creation: true },
    },
    'release-tags-stay': {
      ...active('tag', ALL),
      rules: { update: true, deletion: true, nonFastForward: true },
    },
  };
}

function active(target: 'branch' | 'tag', ref: string) {
  return { target, enforcement: 'active', conditions: { refName: { includes: [ref], excludes: [] } } };
}
