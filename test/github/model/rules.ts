/** A rule of a ruleset, as the API takes and gives it. */
export interface Rule {
  readonly type: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** Someone whom a ruleset doesn't hold. */
export interface BypassActor {
  readonly actor_id: number | null;
  readonly actor_type: 'Integration' | 'OrganizationAdmin' | 'RepositoryRole' | 'Team' | 'DeployKey' | 'User';
  readonly bypass_mode: 'always' | 'pull_request' | 'exempt';
}

/** @see https://docs.github.com/en/rest/repos/rules */
export interface Ruleset {
  readonly id: number;
  name: string;
  target: 'branch' | 'tag' | 'push';
  enforcement: 'active' | 'disabled' | 'evaluate';
  bypass_actors: BypassActor[];
  conditions: { ref_name?: { include: string[]; exclude: string[] } };
  rules: Rule[];
  readonly created_at: string;
  updated_at: string;
}

/** Types of rules that a repository's ruleset can have. */
export const RULE_TYPES: ReadonlySet<string> = new Set([
  'creation',
  'update',
  'deletion',
  'required_linear_history',
  'required_deployments',
  'required_signatures',
  'pull_request',
  'required_status_checks',
  'non_fast_forward',
  'commit_message_pattern',
  'commit_author_email_pattern',
  'committer_email_pattern',
  'branch_name_pattern',
  'tag_name_pattern',
  'file_path_restriction',
  'max_file_path_length',
  'file_extension_restriction',
  'max_file_size',
  'workflows',
  'code_scanning',
  'code_quality',
  'copilot_code_review',
  'merge_queue',
]);

/** Classic protection of a branch: what REST and GraphQL both say of it. */
export interface ClassicProtection {
  readonly id: number;
  /** Of a branch's name. */
  pattern: string;
  enforceAdmins: boolean;
  allowsForcePushes: boolean;
  allowsDeletions: boolean;
  requiresLinearHistory: boolean;
  requiresConversationResolution: boolean;
  requiresSignatures: boolean;
  blocksCreations: boolean;
  lockBranch: boolean;
  /** Nothing where no pull request is required. */
  reviews: {
    count: number;
    dismissesStale: boolean;
    codeOwners: boolean;
    lastPushApproval: boolean;
    restrictsDismissals: boolean;
  } | null;
  /** Nothing where no check is required. */
  checks: { strict: boolean; contexts: string[] } | null;
  /** Whether only those may push whom the rule names. */
  restrictsPushes: boolean;
  /** Node ids of users, teams and apps whom the rule names. */
  readonly actors: {
    readonly push: readonly string[];
    readonly dismissal: readonly string[];
    readonly bypassForcePush: readonly string[];
    readonly bypassPullRequest: readonly string[];
  };
}
