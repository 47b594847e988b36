import type { Group } from '../../constructs/versions/report';

/** What is read of renovate.json. */
interface RenovateConfig {
  readonly packageRules: readonly { readonly groupName?: string; readonly description?: string }[];
}

/** The groups of versions that Renovate raises together. @param text of renovate.json */
export function renovateGroups(text: string): Group[] {
  const { packageRules } = JSON.parse(text) as RenovateConfig;
  return packageRules.flatMap(({ groupName, description }) =>
    groupName && description ? [{ name: groupName, description }] : [],
  );
}
