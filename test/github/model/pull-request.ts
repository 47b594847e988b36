/** What a reviewer has said of a commit. */
export interface Review {
  readonly id: number;
  readonly user: string;
  readonly state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED';
  readonly body: string;
  /** The commit that was looked at. */
  readonly sha: string;
  readonly at: string;
}

/** A pull request of a branch of the repository itself. */
export interface PullRequest {
  readonly id: number;
  readonly number: number;
  title: string;
  body: string | null;
  /** Login of who opened it. */
  readonly author: string;
  /** Branch that is to be merged, of the same repository. */
  readonly head: string;
  /** Where its branch was last seen. */
  headSha: string;
  /** Login of who pushed to it last. */
  pushedBy: string;
  base: string;
  state: 'open' | 'closed';
  draft: boolean;
  merged: { readonly at: string; readonly by: string; readonly sha: string } | null;
  /** Logins, and slugs of teams, of whom a review was asked. */
  readonly requested: { readonly users: Set<string>; readonly teams: Set<string> };
  readonly assignees: Set<string>;
  readonly labels: Set<string>;
  readonly reviews: Review[];
  readonly createdAt: string;
  updatedAt: string;
}
