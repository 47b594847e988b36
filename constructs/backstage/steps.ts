import type { Json } from '../composition';
import { type RepositoryKind, repositoriesOf, topicsOf } from '../registration/names';
import { registrationBranch, registrationPath } from '../registration/write';
import { REPOSITORY_FEATURES } from '../settings/repository-features';
import type { PlatformSettings } from '../settings/settings';
import { answer } from './form';
import { DEFAULT_DESCRIPTION, type SkeletonValues } from './values';

/** A step of a template: an action and its input. @see https://backstage.io/docs/features/software-templates/writing-templates#specsteps---action */
export interface Step {
  readonly id: string;
  readonly name: string;
  readonly action: string;
  /** Whether it runs. @default - always */
  readonly if?: string;
  readonly input: { readonly [name: string]: Json };
}

const NAME = answer('name');
const DESCRIPTION = `\${{ parameters.description | default(${JSON.stringify(DEFAULT_DESCRIPTION)}) }}`;
const REPOSITORIES = repositoriesOf(NAME);
const KINDS = Object.keys(REPOSITORIES) as readonly RepositoryKind[];

/** What the form leads to, in this order: whatever fails, nothing that exists is overwritten, and a retry goes on there. */
export function steps(settings: PlatformSettings): Step[] {
  return [
    ...refuseTaken(),
    ...KINDS.map((kind) => fetchSkeleton(settings, kind, kind)),
    fetchSkeleton(settings, 'registration', 'registration'),
    ...KINDS.map((kind) => publish(settings, kind)),
    propose(settings),
    ...KINDS.map((kind) => addToCatalog(settings, kind)),
  ];
}

/** Ends the task before anything is made where the catalog knows an app of this name. */
function refuseTaken(): Step[] {
  const entityRefs = [`system:default/${NAME}`, ...KINDS.map((kind) => `component:default/${REPOSITORIES[kind]}`)];
  const found = entityRefs.map((_, index) => `steps.existing.output.entities[${index}]`);
  return [
    {
      id: 'existing',
      name: 'Look for an app of this name',
      action: 'catalog:fetch',
      input: { entityRefs, optional: true },
    },
    {
      id: 'taken',
      name: 'Refuse a name that is taken',
      if: `\${{ ${found.join(' or ')} }}`,
      // No action of Backstage's own fails with a message: this one says that it has not found what is looked for here.
      action: 'catalog:fetch',
      input: { entityRef: `another-name-than:default/${NAME}` },
    },
  ];
}

function fetchSkeleton({ organization, registry }: PlatformSettings, skeleton: string, targetPath: string): Step {
  const values: Record<keyof SkeletonValues, Json> = {
    name: NAME,
    team: answer('team'),
    database: answer('database'),
    apiPort: answer('apiPort'),
    monitoring: answer('monitoring'),
    description: DESCRIPTION,
    organization,
    registry,
  };
  return {
    id: `fetch-${skeleton}`,
    name: `Write the ${skeleton}`,
    action: 'fetch:template',
    input: { url: `./skeletons/${skeleton}`, targetPath, values },
  };
}

function publish(settings: PlatformSettings, kind: RepositoryKind): Step {
  const repository = REPOSITORIES[kind];
  return {
    id: `publish-${kind}`,
    name: `Create ${repository}`,
    action: 'publish:github',
    input: {
      repoUrl: repoUrl(settings, repository),
      description: DESCRIPTION,
      topics: topicsOf(NAME, kind),
      sourcePath: kind,
      defaultBranch: 'main',
      repoVisibility: settings.repositories.visibility,
      ...REPOSITORY_FEATURES,
      gitCommitMessage: 'feat: start from the template Node Development',
      collaborators: [{ team: answer('team'), access: 'push' }],
      // Rulesets and all other settings are the Pulumi stack's, from the moment that the app is registered.
      protectDefaultBranch: false,
    },
  };
}

/** The registration, as a pull request: its checks read back whether the repositories are what they have to be. */
function propose(settings: PlatformSettings): Step {
  return {
    id: 'register',
    name: 'Open the pull request of the registration',
    action: 'publish:github:pull-request',
    input: {
      repoUrl: repoUrl(settings, settings.repository),
      branchName: registrationBranch(NAME),
      targetBranchName: 'main',
      title: `feat(apps): register ${NAME}`,
      description: `Answers of the form "Node Development", by ${answer('team')}.`,
      sourcePath: 'registration',
      update: true,
      createWhenEmpty: false,
      // A commit without an author is the GitHub App's, and signed by GitHub.
      forceEmptyGitAuthor: true,
    },
  };
}

function addToCatalog(settings: PlatformSettings, kind: RepositoryKind): Step {
  return {
    id: `catalog-${kind}`,
    name: `Add ${REPOSITORIES[kind]} to the catalog`,
    action: 'catalog:register',
    input: {
      catalogInfoUrl: `https://github.com/${settings.organization}/${REPOSITORIES[kind]}/blob/main/catalog-info.yaml`,
      // The catalog finds it by itself too: a failure is no reason to end the task, and a retry finds it there.
      optional: true,
    },
  };
}

function repoUrl({ organization }: PlatformSettings, repository: string): string {
  return `github.com?owner=${organization}&repo=${repository}`;
}

/** What the task shows when it is done. */
export function output({ organization, repository }: PlatformSettings): { readonly [name: string]: Json } {
  const registration = `https://github.com/${organization}/${repository}/blob/main/${registrationPath(NAME)}`;
  return {
    links: [
      ...KINDS.map((kind) => ({
        title: REPOSITORIES[kind],
        icon: 'github',
        url: `https://github.com/${organization}/${REPOSITORIES[kind]}`,
      })),
      {
        title: 'Pull request of the registration',
        icon: 'github',
        url: `\${{ steps.register.output.remoteUrl or '${registration.replace(NAME, "' ~ parameters.name ~ '")}' }}`,
      },
      { title: NAME, icon: 'catalog', entityRef: `system:default/${NAME}` },
    ],
    text: [
      {
        title: 'Next',
        content:
          `Once the registration is merged, dev runs ${NAME}. Open it to qa and prod with \`openTo\` in ` +
          `\`${registrationPath(NAME)}\`.`,
      },
    ],
  };
}
