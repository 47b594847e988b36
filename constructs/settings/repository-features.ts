/**
 * What a repository offers and how its pull requests are merged, whoever makes it: the names are those of Pulumi's
 * provider and of Backstage's action `github:repo:create` alike.
 *
 * @see https://docs.github.com/en/rest/repos/repos#create-an-organization-repository
 */
export const REPOSITORY_FEATURES = {
  hasIssues: true,
  hasProjects: false,
  hasWiki: false,
  allowSquashMerge: true,
  squashMergeCommitTitle: 'PR_TITLE',
  squashMergeCommitMessage: 'PR_BODY',
  allowMergeCommit: false,
  allowRebaseMerge: false,
  allowAutoMerge: true,
  allowUpdateBranch: true,
  // Branches of merged pull requests only: `main` and the tags have rules against it that nobody bypasses.
  deleteBranchOnMerge: true,
} as const;
