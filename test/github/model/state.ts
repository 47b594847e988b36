import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { isSameName } from '../../../constructs/settings/github-names';
import { BareRepository } from '../git/bare-repository';
import type { Account, Organization, Team, User } from './accounts';
import { slugOf } from './accounts';
import type { App, InstallationToken } from './apps';
import { defaultSettings, Repository, type RepositorySettings } from './repository';

/** Everything that this GitHub knows. */
export class State {
  readonly accounts: Account[] = [];
  readonly apps: App[] = [];
  /** Users by their tokens. */
  readonly tokens = new Map<string, User>();
  readonly installationTokens = new Map<string, InstallationToken>();
  /** In the order of their creation. */
  readonly repositories: Repository[] = [];
  /** Where a repository's earlier names lead. */
  private readonly renamed = new Map<string, Repository>();
  private readonly running = new Set<Promise<unknown>>();
  private lastId = 1000;
  /** Address of this server. */
  url = '';
  /** Where people would look at a repository. */
  webUrl = '';

  /** @param folder where the bare repositories are kept */
  constructor(private readonly folder: string) {}

  /** Keeps in mind what goes on behind an answer, whether or not it succeeds. */
  inFlight(work: Promise<unknown>): void {
    const done = work.catch(() => {}).finally(() => this.running.delete(done));
    this.running.add(done);
  }

  /** Waits for all that still goes on behind answers. */
  async settled(): Promise<void> {
    await Promise.all(this.running);
  }

  nextId(): number {
    this.lastId += 1;
    return this.lastId;
  }

  account(login: string): Account | undefined {
    return this.accounts.find((account) => isSameName(account.login, login));
  }

  organization(login: string): Organization | undefined {
    const account = this.account(login);
    return account?.type === 'Organization' ? account : undefined;
  }

  user(login: string): User | undefined {
    const account = this.account(login);
    return account?.type === 'User' ? account : undefined;
  }

  addOrganization(login: string): Organization {
    const organization: Organization = {
      type: 'Organization',
      id: this.nextId(),
      login,
      name: login,
      owners: new Set(),
      members: new Set(),
      teams: [],
      plan: 'enterprise',
      secretProtection: true,
    };
    this.accounts.push(organization);
    return organization;
  }

  addUser(login: string): User {
    const email = `${login}@users.noreply.example.com`;
    const user: User = { type: 'User', id: this.nextId(), login, name: login, email };
    this.accounts.push(user);
    return user;
  }

  addTeam(organization: Organization, name: string, description = ''): Team {
    const team: Team = { id: this.nextId(), slug: slugOf(name), name, description, members: new Set() };
    organization.teams.push(team);
    return team;
  }

  /** A token of a user, made up for this server. */
  issueToken(user: User): string {
    const token = `ghp_${randomBytes(18).toString('base64url')}`;
    this.tokens.set(token, user);
    return token;
  }

  repository(owner: string, name: string): Repository | undefined {
    return this.repositories.find((entry) => isSameName(entry.owner.login, owner) && isSameName(entry.name, name));
  }

  /** The repository that once had this name, where no other has it now. */
  moved(owner: string, name: string): Repository | undefined {
    if (this.repository(owner, name)) return undefined;
    const repository = this.renamed.get(`${owner}/${name}`.toLowerCase());
    return repository && this.repositories.includes(repository) ? repository : undefined;
  }

  /** A path that names a repository, or a team, by ids, as redirects and some clients do, with their names. */
  withNames(path: string): string {
    return path
      .replace(/^\/repositories\/(\d+)/, (whole, id) => {
        const repository = this.repositories.find((entry) => entry.id === Number(id));
        return repository ? `/repos/${repository.fullName}` : whole;
      })
      .replace(/^\/organizations\/(\d+)\/team\/(\d+)/, (whole, organizationId, teamId) => {
        const organization = this.accounts.find(({ id }) => id === Number(organizationId));
        const teams = organization?.type === 'Organization' ? organization.teams : [];
        const team = teams.find(({ id }) => id === Number(teamId));
        return organization && team ? `/orgs/${organization.login}/teams/${team.slug}` : whole;
      });
  }

  async addRepository(
    owner: Account,
    name: string,
    settings: Partial<RepositorySettings> = {},
    template?: Repository,
  ): Promise<Repository> {
    const all = { ...defaultSettings(), ...settings };
    const git = await BareRepository.create(join(this.folder, `${randomUUID()}.git`), all.default_branch);
    const repository = new Repository(this.nextId(), owner, name, all, git, template);
    this.repositories.push(repository);
    return repository;
  }

  rename(repository: Repository, name: string): void {
    this.renamed.set(repository.fullName.toLowerCase(), repository);
    repository.name = name;
  }

  removeRepository(repository: Repository): void {
    this.repositories.splice(this.repositories.indexOf(repository), 1);
    repository.git.remove();
  }
}
