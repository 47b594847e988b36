import { TEMPLATE_REPOSITORY } from '../../constructs/backstage/template';
import { skeletonValues } from '../../constructs/backstage/values';
import { type RepositoryKind, repositoriesOf, topicsOf } from '../../constructs/registration/names';
import type { Registration } from '../../constructs/registration/schema';
import type { PlatformSettings } from '../../constructs/settings/settings';
import { type Access, accessOf } from './access';

/** Who makes a repository: Pulumi, which then owns it, or someone else, so that Pulumi only sets what holds for it. */
export type Maker = 'pulumi' | 'someone else';

/** A repository that stack `github` looks after. */
export interface Governed {
  /** Name without the organization, in lower case. */
  readonly name: string;
  readonly maker: Maker;
  readonly description: string;
  /** Checks that a change of `main` must pass. */
  readonly checks: readonly string[];
  /** Who may do what, and what the catalog finds it by; where it is missing, rules are all that is set. */
  readonly settings?: { readonly access: Access; readonly topics: readonly string[] };
  /** Whether it deploys to the environments. */
  readonly deploys: boolean;
  /** Whether its files are those of `dist/` for ever: Pulumi writes them, past the rules of `main`, and nobody else. */
  readonly follows: boolean;
  /** The app that it belongs to, and what it is of it. @default - it is the platform's own */
  readonly of?: { readonly app: Registration; readonly kind: RepositoryKind };
  /** The file that says that there is this repository. */
  readonly source: string;
}

/** Jobs that a change must pass, by the kind of repository; they are in its workflows. */
export const CHECKS = {
  platform: ['ci'],
  frontend: ['test', 'image'],
  backend: ['test', 'image'],
  deploy: ['check'],
} as const;

/** All repositories of the platform and its apps. */
export function governedRepositories(settings: PlatformSettings, apps: readonly Registration[]): readonly Governed[] {
  const { teams } = settings.repositories;
  return [
    {
      // Not as it is written: in another case it would be another repository to Pulumi, which GitHub knows as this one.
      name: settings.repository.toLowerCase(),
      maker: 'someone else',
      description: 'The platform',
      checks: CHECKS.platform,
      deploys: false,
      follows: false,
      source: 'platform.ts',
    },
    {
      name: TEMPLATE_REPOSITORY,
      maker: 'pulumi',
      description: 'Template of Backstage: a frontend, a backend and a PostgreSQL database. Written by the platform.',
      checks: [],
      settings: { access: accessOf(teams, teams.platform), topics: ['backstage-template'] },
      deploys: false,
      follows: true,
      source: 'platform.ts',
    },
    ...apps.flatMap((app) => repositoriesOfApp(settings, app)),
  ];
}

function repositoriesOfApp(settings: PlatformSettings, app: Registration): Governed[] {
  const access = accessOf(settings.repositories.teams, app.team);
  const names = Object.entries(repositoriesOf(app.name)) as [RepositoryKind, string][];
  return names.map(([kind, name]) => ({
    name,
    maker: app.repositories === 'pulumi' ? 'pulumi' : 'someone else',
    description: skeletonValues(settings, app).description,
    checks: CHECKS[kind],
    settings: { access, topics: topicsOf(app.name, kind) },
    deploys: kind === 'deploy',
    follows: false,
    of: { app, kind },
    source: `apps/${app.name}.yaml`,
  }));
}
