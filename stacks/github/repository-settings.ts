import type { RepositoryArgs } from '@pulumi/github/repository';
import { offerOf } from '../../constructs/settings/github-plan';
import { REPOSITORY_FEATURES } from '../../constructs/settings/repository-features';
import type { RepositorySettings } from '../../constructs/settings/settings';
import type { Governed } from './governed';

/**
 * What a repository is that Pulumi makes. It starts empty, its first commit comes from the seed.
 * @see https://docs.github.com/en/rest/repos/repos#create-an-organization-repository
 */
export function repositorySettings({ name, description }: Governed, settings: RepositorySettings) {
  const { autoMerge, secretScanning } = offerOf(settings);
  const status = 'enabled';
  return {
    name,
    description,
    visibility: settings.visibility,
    autoInit: false,
    hasDiscussions: false,
    ...REPOSITORY_FEATURES,
    allowAutoMerge: autoMerge,
    ...(secretScanning && {
      securityAndAnalysis: { secretScanning: { status }, secretScanningPushProtection: { status } },
    }),
    // A repository is never deleted: whatever takes it out of the program archives it.
    archived: false,
    archiveOnDestroy: true,
  } as const satisfies RepositoryArgs;
}
