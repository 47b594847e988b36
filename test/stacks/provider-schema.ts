import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type JsonSchema, validateValue } from '../../constructs/schemas/kind-schema';
import { ROOT } from '../../constructs/synthesize';

/** Resources of the GitHub provider that the stacks use, by their types. */
export const RESOURCES = [
  'github:index/actionsRepositoryPermissions:ActionsRepositoryPermissions',
  'github:index/actionsVariable:ActionsVariable',
  'github:index/repository:Repository',
  'github:index/repositoryEnvironment:RepositoryEnvironment',
  'github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy',
  'github:index/repositoryRuleset:RepositoryRuleset',
  'github:index/repositoryTopics:RepositoryTopics',
  'github:index/repositoryVulnerabilityAlerts:RepositoryVulnerabilityAlerts',
  'github:index/teamRepository:TeamRepository',
  'github:index/workflowRepositoryPermissions:WorkflowRepositoryPermissions',
] as const;

/** What the provider says of its resources' inputs; `npm run record:provider` writes it. */
export interface ProviderRecord {
  readonly version: string;
  readonly resources: Readonly<Record<string, JsonSchema>>;
}

export const PROVIDER_RECORD = join(ROOT, 'test', 'golden', 'provider', 'github.json');

export function providerRecord(): ProviderRecord {
  return JSON.parse(readFileSync(PROVIDER_RECORD, 'utf8')) as ProviderRecord;
}

/** What is wrong with a resource's inputs, by what the provider says of them. */
export function problemsOf(type: string, inputs: unknown): string[] {
  const schema = providerRecord().resources[type];
  return schema ? validateValue(schema, inputs).map((problem) => `${type}: ${problem}`) : [`${type}: not recorded`];
}
