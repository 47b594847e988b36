import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sodium from 'libsodium-wrappers';
import { type Delay, type Drop, type Failure, Faults } from './faults';
import type { Organization, Plan, Team } from './model/accounts';
import { App, type AppPermissions } from './model/apps';
import { now, type Repository, type RepositorySettings, type Role } from './model/repository';
import { State } from './model/state';
import { RateLimit } from './rate-limit';
import type { RecordedRequest } from './records';
import { routes } from './routes';
import type { Context } from './routing';
import { Server } from './server';
import { post, pushPayload } from './webhooks';

export type { Organization, Team } from './model/accounts';
export type { App } from './model/apps';
export type { Environment, Repository } from './model/repository';
export type { Ruleset } from './model/rules';
export type { RecordedRequest } from './records';

/** Id of the GitHub App that is GitHub Actions: checks that its workflows report come from it. */
export const GITHUB_ACTIONS = 15368;

/** What a GitHub for tests may be told. */
export interface TestGitHubOptions {
  /** Login of the organization. @default 'acme' */
  readonly organization?: string;
  /** What the organization pays for. @default 'enterprise', with Secret Protection */
  readonly plan?: Plan;
  /** Where people would look at repositories: `html_url` and the like. @default the server's address */
  readonly webUrl?: string;
  /** @default a free one */
  readonly port?: number;
  /** Where it keeps the repositories; gone when it has stopped. @default a new one for temporary files */
  readonly folder?: string;
}

/** A user, and a token that may do all that the user may. */
export interface Caller {
  readonly login: string;
  readonly id: number;
  readonly token: string;
}

/** What a repository is to have from the start. */
export interface NewRepository extends Partial<RepositorySettings> {
  /** Contents by paths, committed to the default branch. @default none: the repository is empty */
  readonly files?: Readonly<Record<string, string>>;
  readonly topics?: readonly string[];
  /** Roles of teams, by their slugs. */
  readonly teams?: Readonly<Record<string, Role>>;
  /** Login of its owner. @default the organization */
  readonly owner?: string;
}

/**
 * A GitHub for tests: an HTTP server on loopback with one organization, whose repositories are real.
 *
 * What it knows can be read and changed behind its back (`repository('shop').topics = []` is a drift), and every call
 * can be made to fail.
 */
export class TestGitHub {
  /** An owner of the organization. */
  readonly owner: Caller;

  private constructor(
    private readonly folder: string,
    private readonly state: State,
    private readonly server: Server,
    private readonly faults: Faults,
    /** How many calls a caller may make. */
    readonly rateLimit: RateLimit,
    readonly organization: Organization,
  ) {
    this.owner = this.addUser('owner', { owner: true });
  }

  static async start(options: TestGitHubOptions = {}): Promise<TestGitHub> {
    await sodium.ready;
    const { folder = mkdtempSync(join(tmpdir(), 'test-github-')) } = options;
    const state = new State(folder);
    const faults = new Faults();
    const rateLimit = new RateLimit();
    const server = new Server(state, { folder, router: routes(rateLimit), faults, rateLimit });
    state.url = await server.listen(options.port);
    state.webUrl = options.webUrl ?? state.url;
    const organization = state.addOrganization(options.organization ?? 'acme');
    organization.plan = options.plan ?? 'enterprise';
    organization.secretProtection = organization.plan === 'enterprise';
    return new TestGitHub(folder, state, server, faults, rateLimit, organization);
  }

  async stop(): Promise<void> {
    await this.server.close();
    await this.state.settled();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Its address, e.g. `http://127.0.0.1:38211`; REST is below `/api/v3` and `/`, GraphQL at `/api/graphql` and `/graphql`. */
  get url(): string {
    return this.state.url;
  }

  /** Every request since the start, or since `requests.length = 0`. Pushes to hooks and the like are not among them. */
  get requests(): RecordedRequest[] {
    return this.server.requests;
  }

  /** Requests that nothing here answers: a test that passes with any of them has not seen all that GitHub would do. */
  get unhandled(): RecordedRequest[] {
    return this.requests.filter(({ unhandled }) => unhandled);
  }

  /**
   * Adds a member of the organization.
   *
   * @param of `teams` are made where they don't exist; an `outsider` is a user who is no member
   */
  addUser(login: string, of: { teams?: readonly string[]; owner?: boolean; outsider?: boolean } = {}): Caller {
    const user = this.state.addUser(login);
    if (!of.outsider) this.organization.members.add(login);
    if (of.owner) this.organization.owners.add(login);
    for (const name of of.teams ?? []) this.addTeam(name).members.add(login);
    return { login, id: user.id, token: this.state.issueToken(user) };
  }

  /** A team of the organization, which is made where it doesn't exist. */
  addTeam(name: string): Team {
    const { teams } = this.organization;
    return teams.find((team) => team.name === name) ?? this.state.addTeam(this.organization, name);
  }

  /**
   * Installs a new GitHub App in the organization.
   *
   * @param permissions by their names in the API, e.g. `{ contents: 'read' }`
   * @param repositories names of those it is installed on; all of the organization's where none are given
   */
  addApp(name: string, permissions: AppPermissions, repositories?: readonly string[]): App {
    const app = new App(this.state.nextId(), this.state.nextId(), this.organization, name, permissions, repositories);
    this.state.apps.push(app);
    return app;
  }

  /** Adds a repository, by default a private one, as nobody: no rule and no hook sees it. */
  async addRepository(name: string, given: NewRepository = {}): Promise<Repository> {
    const { files, topics = [], teams = {}, owner, ...settings } = given;
    const account = owner ? this.state.account(owner) : this.organization;
    if (!account) throw new Error(`There is no account ${owner}.`);
    const repository = await this.state.addRepository(account, name, { visibility: 'private', ...settings });
    repository.topics.push(...topics);
    for (const [slug, role] of Object.entries(teams)) repository.teams.set(slug, role);
    if (files) await repository.git.commitFiles(repository.settings.default_branch, files, 'Initial commit');
    return repository;
  }

  /** A repository, to be looked at or changed as GitHub itself would. @throws Error where there is none */
  repository(name: string, owner = this.organization.login): Repository {
    const repository = this.state.repository(owner, name);
    if (!repository) throw new Error(`There is no repository ${owner}/${name}.`);
    return repository;
  }

  /** The organization's repositories, in the order of their creation. */
  get repositories(): readonly Repository[] {
    return this.state.repositories.filter(({ owner }) => owner === this.organization);
  }

  /** Lets a check of GitHub Actions say something of a commit. */
  reportCheck(repository: Repository, sha: string, name: string, state: 'success' | 'failure' = 'success'): void {
    const id = this.state.nextId();
    repository.report(sha, {
      id,
      kind: 'run',
      name,
      state,
      description: '',
      url: null,
      app: GITHUB_ACTIONS,
      at: now(),
    });
  }

  /**
   * Tells a receiver that somebody pushed what a repository's default branch has, as a webhook of the organization does.
   *
   * @returns the status of its answer
   * @throws Error where it cannot be reached
   */
  async announce(repository: Repository, { url, secret }: { readonly url: string; readonly secret: string }) {
    const user = this.state.user(this.owner.login);
    if (!user) throw new Error('There is no owner.');
    const context: Context = { state: this.state, actor: { kind: 'user', user }, url: (path) => `${this.url}${path}` };
    const branch = repository.settings.default_branch;
    const after = await repository.git.head(branch);
    const payload = await pushPayload(context, repository, { ref: `refs/heads/${branch}`, before: undefined, after });
    const config = { url, secret, content_type: 'json' };
    return post({ id: this.state.nextId(), config }, { id: randomUUID(), event: 'push', to: url, payload });
  }

  /** Lets the next calls that fit fail, by default before they take effect. */
  fail(failure: Failure): void {
    this.faults.add({ kind: 'fail', of: failure });
  }

  /** Ends the connections of the next calls that fit without an answer. */
  drop(drop: Drop): void {
    this.faults.add({ kind: 'drop', of: drop });
  }

  /** Answers the next calls that fit late. */
  delay(delay: Delay): void {
    this.faults.add({ kind: 'delay', of: delay });
  }

  /** How many calls are still to be hit by a fault, so that a test can tell whether its fault came. */
  get faultsLeft(): number {
    return this.faults.left;
  }

  /** Ends all faults: the next calls are answered as they should. */
  repair(): void {
    this.faults.clear();
  }

  /** Waits for deliveries to hooks that are under way. */
  settled(): Promise<void> {
    return this.state.settled();
  }
}
