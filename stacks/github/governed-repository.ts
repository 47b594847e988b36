import { ActionsRepositoryPermissions } from '@pulumi/github/actionsRepositoryPermissions';
import { ActionsVariable } from '@pulumi/github/actionsVariable';
import { Repository } from '@pulumi/github/repository';
import { RepositoryEnvironment } from '@pulumi/github/repositoryEnvironment';
import { RepositoryEnvironmentDeploymentPolicy } from '@pulumi/github/repositoryEnvironmentDeploymentPolicy';
import { RepositoryRuleset } from '@pulumi/github/repositoryRuleset';
import { RepositoryTopics } from '@pulumi/github/repositoryTopics';
import { RepositoryVulnerabilityAlerts } from '@pulumi/github/repositoryVulnerabilityAlerts';
import { TeamRepository } from '@pulumi/github/teamRepository';
import { WorkflowRepositoryPermissions } from '@pulumi/github/workflowRepositoryPermissions';
import { ComponentResource, type ComponentResourceOptions, type Input, type ResourceHook } from '@pulumi/pulumi';
import { type Offer, offerOf } from '../../constructs/settings/github-plan';
import { ENVIRONMENTS, type PlatformSettings, type RepositorySettings } from '../../constructs/settings/settings';
import { actionsOf, WORKFLOW_PERMISSIONS } from './actions';
import type { Content } from './content';
import { deployEnvironment } from './environments';
import type { Governed } from './governed';
import { repositorySettings } from './repository-settings';
import { MAIN, rulesOf } from './rules';

/** A repository, and what it is governed by. */
export interface GovernedRepositoryProps {
  readonly repository: Governed;
  readonly settings: RepositorySettings;
  readonly environments: PlatformSettings['environments'];
  /** Ids of the teams that are named in its access and of the release team, by their slugs. */
  readonly teams: Readonly<Record<string, number>>;
  /** What writes its files; the first commit is made before `main` is protected. @default - nothing */
  readonly content?: Content;
}

/**
 * A repository and what holds for it. One that someone else makes is named, never owned: there is no resource by which
 * Pulumi could make, change or delete the repository itself.
 *
 * Where this goes from the program as a whole, everything stays on GitHub as it is, but for the topics, by which
 * platform and catalog find it: they go, and a repository that Pulumi made is archived.
 */
export class GovernedRepository extends ComponentResource {
  static readonly TYPE = 'platform:github:GovernedRepository';

  constructor(name: string, props: GovernedRepositoryProps, options: ComponentResourceOptions) {
    super(GovernedRepository.TYPE, name, {}, options);
    const { repository, settings, content } = props;
    const { maker, deploys } = repository;
    const owned = maker === 'pulumi' ? this.made(repository, settings) : undefined;
    const target = owned?.name ?? repository.name;
    const offer = offerOf(settings);
    if (offer.rulesets) this.rules(target, props);
    if (repository.settings) this.settings(target, repository.settings, props, offer);
    if (deploys && offer.environments) this.environments(target, props, offer);
    if (content?.digest !== undefined) this.followed(target, repository.name, content.digest, content.hook);
    this.registerOutputs({ repository: target });
  }

  private made(repository: Governed, settings: RepositorySettings): Repository {
    // GitHub still answers what it no longer takes.
    const options = { parent: this, ignoreChanges: ['hasDownloads'] };
    return new Repository(repository.name, repositorySettings(repository, settings), options);
  }

  private rules(
    repository: Input<string>,
    { repository: { name, checks, follows }, settings, teams, content }: GovernedRepositoryProps,
  ): void {
    const releaseTeam = teams[settings.teams.release] as number;
    const begin = content && !follows ? { hooks: { beforeCreate: [content.hook] } } : {};
    for (const [rule, ruleset] of Object.entries(rulesOf({ checks, releaseTeam, written: follows }))) {
      const options = { ...this.left, ...(rule === MAIN && begin) };
      new RepositoryRuleset(`${name}-${rule}`, { repository, name: rule, ...ruleset }, options);
    }
  }

  private settings(
    repository: Input<string>,
    { access, topics }: NonNullable<Governed['settings']>,
    { repository: { name, follows }, settings, teams, content }: GovernedRepositoryProps,
    offer: Offer,
  ): void {
    // Without a rule that protects `main`, the first commit is made before anything may run on it.
    const begin = content && !follows && !offer.rulesets ? { hooks: { beforeCreate: [content.hook] } } : {};
    for (const [team, permission] of Object.entries(access)) {
      new TeamRepository(`${name}-${team}`, { repository, teamId: String(teams[team]), permission }, this.left);
    }
    new ActionsRepositoryPermissions(
      name,
      { repository, ...actionsOf(settings.actions, offer) },
      { ...this.left, ...begin },
    );
    new WorkflowRepositoryPermissions(name, { repository, ...WORKFLOW_PERMISSIONS }, this.left);
    new RepositoryVulnerabilityAlerts(name, { repository, enabled: true }, this.left);
    new RepositoryTopics(name, { repository, topics: [...topics] }, { parent: this });
  }

  private environments(
    repository: Input<string>,
    { repository: { name }, settings, environments, teams }: GovernedRepositoryProps,
    offer: Offer,
  ): void {
    for (const environment of ENVIRONMENTS) {
      const { reviewers } = environments[environment];
      const team = reviewers && teams[settings.teams[reviewers]];
      const { settings: rights, deploys } = deployEnvironment(environments[environment], team, offer);
      const id = `${name}-${environment}`;
      const made = new RepositoryEnvironment(id, { repository, environment, ...rights }, this.left);
      new RepositoryEnvironmentDeploymentPolicy(
        id,
        { repository, environment: made.environment, ...deploys },
        this.left,
      );
    }
  }

  /** Says on GitHub which files the repository holds; it changes when they do, and they are written before it does. */
  private followed(repository: Input<string>, name: string, value: string, hook: ResourceHook): void {
    new ActionsVariable(
      name,
      { repository, variableName: 'CONTENT_DIGEST', value },
      { ...this.left, hooks: { beforeCreate: [hook], beforeUpdate: [hook] } },
    );
  }

  /** Options of what stays on GitHub where the whole component goes. */
  private get left() {
    return { parent: this, deletedWith: this } as const;
  }
}
