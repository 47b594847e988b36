import type { Json } from '../composition';
import { listed } from '../problems/listed';
import { type RepositoryKind, repositoriesOf, topicsOf } from '../registration/names';
import { registrationBranch, registrationPath } from '../registration/write';
import { REPOSITORY_FEATURES } from '../settings/repository-features';
import { ENVIRONMENTS, FIRST_ENVIRONMENT, type PlatformSettings } from '../settings/settings';
import { answer } from './form';
import { DEFAULT_DESCRIPTION, hostOf, type SkeletonValues } from './values';

/** A step of a template: an action and its input. @see https://backstage.io/docs/features/software-templates/writing-templates#specsteps---action */
export interface Step {
  readonly id: string;
  /** As people see it: Backstage fills in nothing here. */
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

/**
 * What the form leads to, in this order. A retry begins at the first step again, in an empty workspace. So each step can
 * be repeated: what has been made on GitHub is kept in a checkpoint of the task, and not made twice. Nothing that exists is
 * overwritten.
 */
export function steps(settings: PlatformSettings): Step[] {
  return [
    ...refuseTaken(settings),
    ...KINDS.map((kind) => fetchSkeleton(settings, kind, kind)),
    fetchSkeleton(settings, 'registration', 'registration'),
    ...KINDS.flatMap((kind) => [create(settings, kind), push(settings, kind)]),
    propose(settings),
    ...KINDS.map((kind) => addToCatalog(settings, kind)),
  ];
}

/**
 * Ends the task before anything is made where the catalog knows something of this name that another team has, or that
 * comes from elsewhere than the app's repositories. What is left may be what this task itself has made before a retry;
 * where it is not, GitHub refuses the first repository, as it exists.
 */
function refuseTaken(settings: PlatformSettings): Step[] {
  const known = [
    { entityRef: `system:default/${NAME}`, kind: 'deploy' },
    { entityRef: `component:default/${REPOSITORIES.frontend}`, kind: 'frontend' },
    { entityRef: `component:default/${REPOSITORIES.backend}`, kind: 'backend' },
  ] as const;
  const taken = known.map(({ kind }, index) => {
    const entity = `steps.existing.output.entities[${index}]`;
    const origin = `(${entity}.metadata.annotations['backstage.io/managed-by-origin-location'] | lower)`;
    const expected = quoted(`url:${catalogInfoUrl(settings, kind)}`.toLowerCase());
    return `(${entity} and (${entity}.spec.owner != parameters.team or ${origin} != ${expected}))`;
  });
  return [
    {
      id: 'existing',
      name: 'Look for an app of this name',
      action: 'catalog:fetch',
      input: { entityRefs: known.map(({ entityRef }) => entityRef), optional: true },
    },
    {
      id: 'taken',
      name: 'Refuse a name that is taken',
      if: `\${{ ${taken.join(' or ')} }}`,
      // No action of Backstage's own fails with a message: this one says that it has not found what is looked for here.
      action: 'catalog:fetch',
      input: {
        entityRef: `with a free name (${NAME} is taken, choose another)`,
        defaultKind: 'component',
        defaultNamespace: 'default',
      },
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
    registryHost: hostOf(registry),
  };
  return {
    id: `fetch-${skeleton}`,
    name: `Write the ${skeleton}`,
    action: 'fetch:template',
    input: { url: `./skeletons/${skeleton}`, targetPath, values },
  };
}

function create(settings: PlatformSettings, kind: RepositoryKind): Step {
  return {
    id: `create-${kind}`,
    name: `Create the ${kind} repository`,
    action: 'github:repo:create',
    input: {
      repoUrl: repoUrl(settings, REPOSITORIES[kind]),
      description: DESCRIPTION,
      topics: topicsOf(NAME, kind),
      repoVisibility: settings.repositories.visibility,
      ...REPOSITORY_FEATURES,
      collaborators: [{ team: answer('team'), access: 'push' }],
    },
  };
}

/** A step of its own: the action `publish:github`, which does both, pushes again in a retry, and GitHub refuses that. */
function push(settings: PlatformSettings, kind: RepositoryKind): Step {
  return {
    id: `push-${kind}`,
    name: `Push to the ${kind} repository`,
    action: 'github:repo:push',
    input: {
      repoUrl: repoUrl(settings, REPOSITORIES[kind]),
      sourcePath: kind,
      defaultBranch: 'main',
      gitCommitMessage: 'feat: start from the template Node Development',
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
    name: `Add the ${kind} repository to the catalog`,
    action: 'catalog:register',
    input: {
      catalogInfoUrl: catalogInfoUrl(settings, kind),
      // The catalog finds it by itself too: a failure is no reason to end the task, and a retry finds it there.
      optional: true,
    },
  };
}

function catalogInfoUrl({ organization }: PlatformSettings, kind: RepositoryKind): string {
  return `https://github.com/${organization}/${REPOSITORIES[kind]}/blob/main/catalog-info.yaml`;
}

/** A text with the name of the app in it, as an expression of a template. */
function quoted(text: string): string {
  return `'${text.replaceAll(NAME, "' ~ parameters.name ~ '")}'`;
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
        url: `\${{ steps.register.output.remoteUrl or ${quoted(registration)} }}`,
      },
      { title: NAME, icon: 'catalog', entityRef: `system:default/${NAME}` },
    ],
    text: [
      {
        title: 'Next',
        content:
          `Once the registration is merged, ${FIRST_ENVIRONMENT} runs ${NAME}. Open it to ` +
          `${listed(ENVIRONMENTS.slice(1), 'and')} with \`openTo\` in ` +
          `\`${registrationPath(NAME)}\`.`,
      },
    ],
  };
}
