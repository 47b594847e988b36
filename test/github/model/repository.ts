import sodium from 'libsodium-wrappers';
import type { BareRepository } from '../git/bare-repository';
import type { Delivery } from '../webhooks';
import { type Account, nodeId } from './accounts';
import type { PullRequest } from './pull-request';
import type { ClassicProtection, Ruleset } from './rules';

/** What someone may do in a repository, from the least to the most. */
export const ROLES = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Settings of a repository, as `PATCH /repos/{owner}/{repo}` names them. */
export interface RepositorySettings {
  description: string | null;
  homepage: string | null;
  visibility: 'public' | 'private' | 'internal';
  default_branch: string;
  archived: boolean;
  is_template: boolean;
  has_issues: boolean;
  has_projects: boolean;
  has_wiki: boolean;
  has_discussions: boolean;
  has_downloads: boolean;
  allow_squash_merge: boolean;
  allow_merge_commit: boolean;
  allow_rebase_merge: boolean;
  allow_auto_merge: boolean;
  allow_update_branch: boolean;
  allow_forking: boolean;
  delete_branch_on_merge: boolean;
  web_commit_signoff_required: boolean;
  squash_merge_commit_title: string;
  squash_merge_commit_message: string;
  merge_commit_title: string;
  merge_commit_message: string;
}

/** What is deployed to, and who has to agree. */
export interface Environment {
  readonly id: number;
  readonly name: string;
  waitTimer: number;
  preventSelfReview: boolean;
  canAdminsBypass: boolean;
  reviewers: { type: 'User' | 'Team'; id: number }[];
  deploymentBranchPolicy: { protected_branches: boolean; custom_branch_policies: boolean } | null;
  readonly policies: { id: number; name: string; type: 'branch' | 'tag' }[];
  readonly variables: Map<string, Variable>;
  readonly secrets: Map<string, Variable>;
  readonly createdAt: string;
}

/** A variable or a secret; of a secret, the value is what was sealed, which the API never gives. */
export interface Variable {
  readonly name: string;
  value: string;
  readonly created_at: string;
  updated_at: string;
}

/** A label of issues and pull requests. */
export interface Label {
  readonly id: number;
  name: string;
  color: string;
  description: string | null;
}

/** A key that reaches this repository alone. */
export interface DeployKey {
  readonly id: number;
  readonly title: string;
  readonly key: string;
  readonly read_only: boolean;
  readonly created_at: string;
}

/** Where events are sent to. */
export interface Hook {
  readonly id: number;
  readonly name: 'web';
  active: boolean;
  events: string[];
  config: Record<string, unknown>;
}

/** What a check said of a commit. */
export interface Check {
  readonly id: number;
  readonly kind: 'status' | 'run';
  readonly name: string;
  /** `success`, `failure`, `pending` and the like. */
  readonly state: string;
  readonly description: string;
  readonly url: string | null;
  /** Id of the GitHub App that says so; nothing where it was a user. */
  readonly app: number | null;
  readonly at: string;
}

/** What GitHub Actions may do. */
export interface ActionsSettings {
  permissions: { enabled: boolean; allowed_actions?: string; sha_pinning_required?: boolean };
  selected: { github_owned_allowed: boolean; verified_allowed: boolean; patterns_allowed: string[] };
  accessLevel: string;
  workflow: { default_workflow_permissions: string; can_approve_pull_request_reviews: boolean };
}

/** What GitHub looks for, and whether it does. */
export type SecurityAndAnalysis = Record<
  'secret_scanning' | 'secret_scanning_push_protection' | 'dependabot_security_updates',
  { status: 'enabled' | 'disabled' }
>;

/** A repository: what GitHub knows of it, and its bare git repository. Tests may read and change all of it. */
export class Repository {
  readonly nodeId: string;
  readonly createdAt = now();
  updatedAt = now();
  pushedAt = now();
  topics: string[] = [];
  rulesets: Ruleset[] = [];
  /** Classic branch protection. */
  readonly protections: ClassicProtection[] = [];
  readonly environments = new Map<string, Environment>();
  /** Roles of teams, by their slugs. */
  readonly teams = new Map<string, Role>();
  /** Roles of outside and direct collaborators, by their logins. */
  readonly collaborators = new Map<string, Role>();
  readonly labels: Label[] = [];
  readonly keys: DeployKey[] = [];
  readonly hooks: Hook[] = [];
  readonly variables = new Map<string, Variable>();
  readonly secrets = new Map<string, Variable>();
  readonly pulls: PullRequest[] = [];
  /** What checks said last, by commit and by the check's name. */
  readonly checks = new Map<string, Map<string, Check>>();
  /** What was sent to the hooks. */
  readonly deliveries: Delivery[] = [];
  vulnerabilityAlerts = false;
  readonly securityAndAnalysis: SecurityAndAnalysis = {
    secret_scanning: { status: 'disabled' },
    secret_scanning_push_protection: { status: 'disabled' },
    dependabot_security_updates: { status: 'disabled' },
  };
  readonly actions: ActionsSettings = {
    permissions: { enabled: true, allowed_actions: 'all', sha_pinning_required: false },
    selected: { github_owned_allowed: true, verified_allowed: false, patterns_allowed: [] },
    accessLevel: 'none',
    workflow: { default_workflow_permissions: 'read', can_approve_pull_request_reviews: false },
  };
  private readonly sealing = sodium.crypto_box_keypair();

  constructor(
    readonly id: number,
    readonly owner: Account,
    public name: string,
    readonly settings: RepositorySettings,
    readonly git: BareRepository,
    readonly template: Repository | undefined,
  ) {
    this.nodeId = nodeId('Repository', id);
  }

  get fullName(): string {
    return `${this.owner.login}/${this.name}`;
  }

  get isPrivate(): boolean {
    return this.settings.visibility !== 'public';
  }

  /** Keeps what a check says of a commit, in place of what it said before. */
  report(sha: string, check: Check): void {
    const checks = this.checks.get(sha) ?? new Map<string, Check>();
    this.checks.set(sha, checks.set(check.name, check));
  }

  /** The X25519 key that secrets are sealed for. */
  get publicKey(): { key_id: string; key: string } {
    const key = Buffer.from(this.sealing.publicKey).toString('base64');
    return { key_id: String(568250167242549743n + BigInt(this.id)), key };
  }

  /** What was sealed for the public key. @throws Error where it was not */
  unseal(sealed: string): string {
    const { publicKey, privateKey } = this.sealing;
    return sodium.crypto_box_seal_open(Buffer.from(sealed, 'base64'), publicKey, privateKey, 'text');
  }
}

/** Settings of a repository that was given none. */
export const defaultSettings = (): RepositorySettings => ({
  description: null,
  homepage: null,
  visibility: 'public',
  default_branch: 'main',
  archived: false,
  is_template: false,
  has_issues: true,
  has_projects: true,
  has_wiki: true,
  has_discussions: false,
  has_downloads: true,
  allow_squash_merge: true,
  allow_merge_commit: true,
  allow_rebase_merge: true,
  allow_auto_merge: false,
  allow_update_branch: false,
  allow_forking: false,
  delete_branch_on_merge: false,
  web_commit_signoff_required: false,
  squash_merge_commit_title: 'COMMIT_OR_PR_TITLE',
  squash_merge_commit_message: 'COMMIT_MESSAGES',
  merge_commit_title: 'MERGE_MESSAGE',
  merge_commit_message: 'PR_TITLE',
});

/** The time, as GitHub writes it. */
export const now = () => `${new Date().toISOString().slice(0, 19)}Z`;
