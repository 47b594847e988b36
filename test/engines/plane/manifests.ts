import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { downloadModule } from '../../../scripts/imports/go-module';
import { DEFINITION_MODULES } from '../../../scripts/imports/table';
import type { KubernetesObject } from '../../objects';

/** The objects in a text of YAML. */
export function objectsIn(text: string): KubernetesObject[] {
  return parseAllDocuments(text)
    .map((document) => document.toJS() as KubernetesObject | null)
    .filter((object) => object !== null);
}

/** Gets all that is read here of modules, where it is not there already. @throws UserError where it can't be had */
export async function downloadManifests(): Promise<void> {
  for (const { module } of DEFINITION_MODULES) await folderOf(module);
}

/** The folder of a module. @param version @default - as `scripts/imports/table.ts` pins it */
async function folderOf(module: string, version?: string): Promise<string> {
  const pinned = version ?? DEFINITION_MODULES.find((one) => one.module === module)?.version;
  if (!pinned) throw new Error(`scripts/imports/table.ts has no ${module}`);
  return (await downloadModule(module, pinned)).folder;
}

const CROSSPLANE = 'github.com/crossplane/crossplane/v2';
const FLUX_OPERATOR = 'github.com/controlplaneio-fluxcd/flux-operator';

/** Folder of the definitions of a release of Crossplane, as its own installation reads it. */
export async function crossplaneDefinitions(version: string): Promise<string> {
  return join(await folderOf(CROSSPLANE, version), 'cluster', 'crds');
}

/** What Crossplane's chart lets Crossplane do before any Composition. */
export async function crossplaneRules(): Promise<readonly object[]> {
  const template = join(await folderOf(CROSSPLANE), 'cluster/charts/crossplane/templates/clusterrole.yaml');
  const text = readFileSync(template, 'utf8');
  // From here on the template is plain YAML.
  const { rules } = parse(text.slice(text.search(/^rules:$/m))) as { readonly rules: readonly object[] };
  return rules;
}

/** The configuration of Crossplane's webhooks. */
export async function crossplaneWebhooks(): Promise<KubernetesObject> {
  const file = join(await folderOf(CROSSPLANE), 'cluster', 'webhookconfigurations', 'usage.yaml');
  return parse(readFileSync(file, 'utf8'));
}

/** What a FluxInstance of a version installs, as far as it does not run in pods. */
export async function fluxManifests(version: string): Promise<readonly KubernetesObject[]> {
  const folder = join(await folderOf(FLUX_OPERATOR), 'config', 'data', 'flux', `v${version}`);
  const kinds = ['CustomResourceDefinition', 'ServiceAccount', 'ClusterRole', 'ClusterRoleBinding'];
  return ['source', 'kustomize', 'helm', 'notification']
    .map((name) => `${name}-controller.yaml`)
    .concat('rbac.yaml')
    .flatMap((file) => objectsIn(readFileSync(join(folder, file), 'utf8')))
    .filter(({ kind }) => kinds.includes(kind));
}

/** The definitions that the infrastructure's charts bring, of the kinds in use. */
export async function infrastructureDefinitions(): Promise<readonly KubernetesObject[]> {
  const definitions = new Map<string, KubernetesObject>();
  for (const { module, definitions: wanted } of DEFINITION_MODULES) {
    if (module === CROSSPLANE || module === FLUX_OPERATOR) continue;
    const folder = await folderOf(module);
    for (const { file } of wanted) {
      for (const object of objectsIn(readFileSync(join(folder, file), 'utf8'))) {
        if (object.kind === 'CustomResourceDefinition') definitions.set(object.metadata.name, object);
      }
    }
  }
  return [...definitions.values()];
}

/** Names of the files in a folder. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
