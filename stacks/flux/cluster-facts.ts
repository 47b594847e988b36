import type { Environment, PlatformSettings } from '../../constructs/settings/settings';

/** What a cluster is, by the names under which Kustomizations may substitute it. */
export function clusterFacts(
  { organization, registry, environments }: PlatformSettings,
  environment: Environment,
): Readonly<Record<string, string>> {
  const { cluster, domain } = environments[environment];
  return { cluster, domain, environment, organization, registry };
}
