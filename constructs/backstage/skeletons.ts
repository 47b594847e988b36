import { join } from 'node:path';
import { deployRepository } from '../node-app/deploy-repository';
import { toYaml } from '../output/yaml';
import type { RepositoryKind } from '../registration/names';
import { registrationPath, registrationText } from '../registration/write';
import { FIRST_ENVIRONMENT, type PlatformSettings } from '../settings/settings';
import { catalogInfo } from './entities';
import { FORM, toSkeleton } from './placeholders';
import { readSkeleton, type SkeletonFile } from './skeleton';

/** What the form makes files of: an app's three repositories, and its registration in the platform repository. */
export type SkeletonName = RepositoryKind | 'registration';

/**
 * What the form makes files of, before it is answered: the files in `templates/`, and what constructs make of
 * placeholders.
 *
 * @param templates folder of the templates
 */
export function skeletons(
  settings: PlatformSettings,
  templates: string,
): Readonly<Record<SkeletonName, readonly SkeletonFile[]>> {
  const entities = catalogInfo(settings, FORM);
  const repository = (kind: RepositoryKind) => [
    ...readSkeleton(join(templates, kind)),
    made('catalog-info.yaml', entities[kind], (documents) => documents.map(toYaml).join('---\n')),
  ];
  return {
    frontend: repository('frontend'),
    backend: repository('backend'),
    deploy: [
      ...deployRepository(settings, FORM).map(([path, content]) => made(path, content, toYaml)),
      ...repository('deploy'),
      made('.github/CODEOWNERS', checkOwners(settings), String),
    ],
    // Merged without a reviewer, an app is in the first environment only.
    registration: [
      made(
        registrationPath(FORM.name),
        { ...FORM, repositories: 'backstage', openTo: FIRST_ENVIRONMENT },
        registrationText,
      ),
    ],
  };
}

/** A team's own change must not take away the check that all of its changes have to pass. */
function checkOwners({ organization, repositories }: PlatformSettings): string {
  const owner = `@${organization}/${repositories.teams.platform}`;
  return `# The check that every change has to pass is the platform's.\n/.github/ ${owner}\n/check.sh ${owner}\n`;
}

function made<T>(path: string, content: T, write: (content: T) => string): SkeletonFile {
  try {
    return { path: toSkeleton(path, String), content: toSkeleton(content, write), executable: false };
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`, { cause: error });
  }
}
