import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listed } from '../../constructs/problems/listed';
import { needsReview, type RepositoryKind, repositoriesOf, topicsOf } from '../../constructs/registration/names';
import { readRegistrations } from '../../constructs/registration/read';
import type { Registration } from '../../constructs/registration/schema';
import { registrationPath } from '../../constructs/registration/write';
import { goingWith } from '../../constructs/removal/going';
import { Removed } from '../../constructs/removal/removed';
import { offerOf } from '../../constructs/settings/github-plan';
import { ENVIRONMENTS, type PlatformSettings } from '../../constructs/settings/settings';
import { UserError } from '../../constructs/settings/user-error';
import { synthesize } from '../../constructs/synthesize';
import { type Client, orNothing } from './client';
import type { FileChange, PlatformRepository, Pull } from './platform-repository';

/** The check of GitHub Actions that a registration passes before it merges by itself. */
const CHECK = 'ci';

/** What looking after pull requests takes. */
export interface RegistrationPullsProps {
  readonly client: Client;
  readonly repository: PlatformRepository;
  /** The same repository, as someone who approves. */
  readonly reviewer: PlatformRepository;
  readonly settings: PlatformSettings;
  /** Folder of the registrations that `main` has. */
  readonly apps: string;
  /** The `dist/` that `main` has. */
  readonly dist: string;
  /** The `removed.yaml` that `main` has. */
  readonly removed: string;
  /** Commit that `apps`, `dist` and `removed` are of. */
  readonly main: string;
}

/** What has become of a pull request. */
export interface Outcome {
  readonly number: number;
  readonly app: string;
  readonly outcome: string;
}

/** A registration as a pull request has it. */
interface Proposal {
  readonly pull: Pull;
  readonly app: string;
  /** Whether the app is new. */
  readonly isNew: boolean;
  readonly text: string;
}

/**
 * Looks after the pull requests that change one registration and nothing else but `dist/`. Of their content it takes
 * the registration alone, as data: `dist/` is made anew by the program that `main` has.
 */
export class RegistrationPulls {
  constructor(private readonly props: RegistrationPullsProps) {}

  async lookAfter(): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const pull of await this.props.repository.pulls()) {
      const proposal = await this.proposalOf(pull);
      if (proposal) outcomes.push({ number: pull.number, app: proposal.app, outcome: await this.complete(proposal) });
    }
    return outcomes;
  }

  /** The registration that a pull request proposes, where it changes just one file outside of `dist/`. */
  private async proposalOf(pull: Pull): Promise<Proposal | undefined> {
    const { repository } = this.props;
    const changes = (await repository.files(pull)).filter(({ path }) => !path.startsWith('dist/'));
    const [change] = changes;
    const app = change && /^apps\/([a-z0-9-]+)\.yaml$/.exec(change.path)?.[1];
    if (changes.length !== 1 || !app || !['added', 'modified'].includes(change.status)) return undefined;
    const text = await repository.read(change.path, pull.sha);
    return text === undefined ? undefined : { pull, app, isNew: change.status === 'added', text };
  }

  private async complete(proposal: Proposal): Promise<string> {
    const { repository, main } = this.props;
    const { pull, app, isNew } = proposal;
    let registrations: Registration[];
    let changes: FileChange[];
    try {
      registrations = this.withProposal(proposal);
      const registration = registrations.find(({ name }) => name === app)!;
      await this.assertRepositories(registration);
      if (isNew) await this.assertTeam(registration);
      if (needsReview(registration, this.props.settings)) await this.assertRules(registration);
      changes = this.changes(proposal, registrations);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      await repository.report(pull.sha, 'failure', error.message);
      return `refused: ${error.message}`;
    }
    const tree = await repository.tree(main, changes);
    if (tree !== (await repository.treeOf(pull.sha))) {
      const sha = await repository.commit(pull.branch, tree, 'chore(dist): synthesize', [pull.sha, main]);
      await repository.report(sha, 'success', 'The registration is right, and dist/ is what it gives.');
      return 'dist/ was brought up to date';
    }
    await repository.report(pull.sha, 'success', 'The registration is right, and dist/ is what it gives.');
    const registration = registrations.find(({ name }) => name === app)!;
    if (!isNew || needsReview(registration, this.props.settings)) return 'waits for its reviewers';
    if (!(await repository.hasPassed(pull.sha, CHECK))) return `waits for the check ${CHECK}`;
    await this.props.reviewer.approve(pull);
    const refusal = await repository.merge(pull);
    return refusal === undefined ? 'merged' : `not merged: ${refusal}`;
  }

  /** All registrations, the proposed one among them. @throws UserError where that is none, or does not go with the others */
  private withProposal({ app, text }: Proposal): Registration[] {
    const parent = mkdtempSync(join(tmpdir(), 'registrations-'));
    try {
      const folder = join(parent, 'apps');
      cpSync(this.props.apps, folder, { recursive: true });
      writeFileSync(join(parent, registrationPath(app)), text);
      return readRegistrations(folder, [this.props.settings.repository]);
    } finally {
      rmSync(parent, { recursive: true });
    }
  }

  /**
   * Reads back whether the app's repositories are what they have to be: a topic that could not be set is only a warning
   * to who creates them. Those that Pulumi creates need not be there yet.
   *
   * @throws UserError
   */
  private async assertRepositories({ name, repositories }: Registration): Promise<void> {
    if (repositories === 'pulumi') return;
    const { client, settings } = this.props;
    for (const [kind, repo] of Object.entries(repositoriesOf(name)) as [RepositoryKind, string][]) {
      const found = await orNothing(client.rest.repos.get({ owner: settings.organization, repo }));
      if (found === undefined) throw new UserError(`${repo}: given nothing; allowed: a repository that exists`);
      if (found.data.archived) throw new UserError(`${repo}: is archived`);
      const topics = found.data.topics ?? [];
      const missing = topicsOf(name, kind).filter((topic) => !topics.includes(topic));
      if (missing.length === 0) continue;
      const given = topics.length > 0 ? topics.join(', ') : 'no topic';
      throw new UserError(`${repo}: topics: given ${given}; allowed: ${missing.join(', ')} among them`);
    }
  }

  /**
   * A registration gives its team the three repositories, so the team has to have them already: who makes a repository
   * `x-deploy` must not get `x-backend`, which is somebody else's.
   *
   * @throws UserError
   */
  private async assertTeam({ name, team, repositories }: Registration): Promise<void> {
    if (repositories === 'pulumi') return;
    const { client, settings } = this.props;
    for (const repo of Object.values(repositoriesOf(name))) {
      const where = { org: settings.organization, team_slug: team, owner: settings.organization, repo };
      const withPermissions = { mediaType: { format: 'repository+json' } };
      const found = await orNothing(client.rest.teams.checkPermissionsForRepoInOrg({ ...where, ...withPermissions }));
      if (found?.data?.permissions?.push) continue;
      throw new UserError(`${repo}: team: given ${team}, which may not write to it; allowed: a team that may`);
    }
  }

  /**
   * What an environment with reviewers follows is held by rules first: without them, whoever may push to it makes a release. A plan without
   * rulesets has none to ask for.
   *
   * @throws UserError
   */
  private async assertRules({ name, repositories, openTo }: Registration): Promise<void> {
    const { client, settings } = this.props;
    if (repositories === 'pulumi' || !offerOf(settings.repositories).rulesets) return;
    const { deploy } = repositoriesOf(name);
    const where = { owner: settings.organization, repo: deploy, per_page: 100 };
    const { data } = await client.rest.repos.getRepoRulesets(where);
    const held = data.filter(({ enforcement }) => enforcement === 'active').map(({ target }) => target);
    if (held.includes('branch') && held.includes('tag')) return;
    const free = ENVIRONMENTS.filter((environment) => !needsReview({ openTo: environment }, settings));
    throw new UserError(
      `${deploy}: openTo: given ${openTo}; allowed: ${listed(free)}, until rules hold its branch and its tags, as stack github sets them`,
    );
  }

  /**
   * How `main` changes with the registration.
   * @throws UserError where it would take a namespace away: that `removed.yaml` names it is a change of its own to look at
   */
  private changes({ app, text }: Proposal, registrations: readonly Registration[]): FileChange[] {
    const { settings, dist } = this.props;
    const removed = Removed.read(this.props.removed, registrations, settings);
    const made = synthesize(settings, registrations);
    const changes = made.compare(dist);
    removed.refuse(goingWith(changes, made, (path) => readFileSync(join(dist, path), 'utf8')));
    return [
      { path: registrationPath(app), content: text },
      ...[...changes.added, ...changes.changed].map((path) => ({ path: `dist/${path}`, ...made.file(path)! })),
      ...changes.removed.map((path) => ({ path: `dist/${path}` })),
    ];
  }
}
