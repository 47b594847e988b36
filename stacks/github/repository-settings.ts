import type { RepositoryArgs } from '@pulumi/github/repository';
import { REPOSITORY_FEATURES } from '../../constructs/settings/repository-features';
import type { RepositorySettings } from '../../constructs/settings/settings';
import type { Governed } from './governed';

/**
 * What a repository is that Pulumi makes. It starts empty, its first commit comes from the seed.
 * @see https://docs.github.com/en/rest/repos/repos#create-an-organization-repository
 */
export function repositorySettings({ name, description }: Governed, { visibility }: RepositorySettings) {
  return {
    name,
    description,
    visibility,
    autoInit: false,
    hasDiscussions: false,
    ...REPOSITORY_FEATURES,
    securityAndAnalysis: {
      secretScanning: { status: 'enabled' },
      secretScanningPushProtection: { status: 'enabled' },
    },
    // A repository is never deleted: whatever takes it out of the program archives it.
    archived: false,
    archiveOnDestroy: true,
  } as const satisfies RepositoryArgs;
}
