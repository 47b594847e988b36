import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { assertNoReferences, CompositeResourceDefinition, type Json } from './composition';
import { admit } from './node-app/admission';
import { XNodeApp } from './node-app/definition';
import { compositeOf, deployRepository } from './node-app/deploy-repository';
import { NodeDevelopment } from './node-app/node-development';
import { OutputTree } from './output/tree';
import { repositoriesOf } from './registration/names';
import type { Registration } from './registration/schema';
import { composableKind } from './schemas/composable-kind';
import { ENVIRONMENTS, type PlatformSettings } from './settings/settings';

/** Root of the repository, from where the compiled program runs. */
export const ROOT = join(__dirname, '..', '..');

/** Everything that the platform's engines read, made of its settings and its registrations. */
export function synthesize(settings: PlatformSettings, apps: readonly Registration[]): OutputTree {
  const tree = new OutputTree();
  const composition = addPlatform(tree, settings);
  const deployTemplate = readTemplate(join(ROOT, 'templates', 'deploy'));
  for (const app of apps) {
    const repository = `repositories/${repositoriesOf(app.name).deploy}`;
    for (const [path, content] of deployRepository(settings, app))
      tree.add(`${repository}/${path}`, [content as object]);
    for (const file of deployTemplate) tree.addText(`${repository}/${file.path}`, file.text, file);
    for (const environment of ENVIRONMENTS) {
      const composite = admit(compositeOf(settings, app, environment), `${repository}/overlays/${environment}`);
      for (const [component, objects] of preview(composition, composite)) {
        tree.add(`preview/${environment}/${app.name}/${component}.yaml`, objects);
      }
    }
  }
  return tree;
}

/** The objects that `build` adds to a chart, in their order. @throws Error where one holds a field reference */
export function objectsOf(build: (chart: Chart) => void): object[] {
  const chart = new Chart(new App(), 'chart');
  build(chart);
  const objects: object[] = chart.toJson();
  for (const object of objects) {
    const { kind, metadata } = object as { readonly kind: string; readonly metadata?: { readonly name?: string } };
    assertNoReferences(object, `${kind}/${metadata?.name}`);
  }
  return objects;
}

/** The composed resources of a composite, by the component that they belong to. */
export function preview(composition: NodeDevelopment, composite: ReturnType<typeof admit>): Map<string, object[]> {
  const components = new Map<string, object[]>();
  for (const [name, object] of composition.render(composite).composed) {
    const component = name.split('-')[0] as string;
    components.set(component, [...(components.get(component) ?? []), object as object]);
  }
  return components;
}

/** The Composition, as the settings have it. */
export function nodeDevelopment(scope: Chart, settings: PlatformSettings): NodeDevelopment {
  return new NodeDevelopment(scope, {
    kinds: composableKind,
    postgresql: settings.versions.postgresql,
    ingressClass: 'traefik',
    clusterIssuer: settings.clusterIssuer,
    namespaces: { ingress: 'traefik', monitoring: 'monitoring', databaseOperator: 'cnpg-system' },
    functions: { patchAndTransform: 'function-patch-and-transform', celFilter: 'function-cel-filter' },
  });
}
