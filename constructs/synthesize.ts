import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { appConfig, READ } from './backstage/app-config';
import { readSkeleton, renderSkeleton, type SkeletonFile } from './backstage/skeleton';
import { skeletons } from './backstage/skeletons';
import { TEMPLATE_REPOSITORY, template, templateLocation } from './backstage/template';
import { skeletonValues } from './backstage/values';
import { assertNoReferences, CompositeResourceDefinition } from './composition';
import { AppTenant } from './flux/app-tenant';
import { Cluster } from './flux/cluster';
import { NEVER_PRUNED } from './flux/names';
import { AcmeIssuer } from './infrastructure/acme-issuer';
import { BackstageReader } from './infrastructure/backstage-reader';
import { ControllerMetrics } from './infrastructure/controller-metrics';
import { addControllers } from './infrastructure/controllers';
import { Flux } from './infrastructure/flux';
import { Functions, functionName } from './infrastructure/functions';
import { NAMESPACES } from './infrastructure/namespaces';
import { INGRESS_CLASS } from './infrastructure/traefik';
import { admit } from './node-app/admission';
import { Capacity } from './node-app/capacity';
import { ClusterNetwork } from './node-app/cluster-network';
import { rolledOutComponents } from './node-app/components';
import { COMPOSITION, XNodeApp } from './node-app/definition';
import { compositeOf } from './node-app/deploy-repository';
import { NodeDevelopment } from './node-app/node-development';
import { OutputTree } from './output/tree';
import { environmentsOf, repositoriesOf } from './registration/names';
import type { Registration } from './registration/schema';
import { composableKind } from './schemas/composable-kind';
import { ENVIRONMENTS, type Environment, type PlatformSettings } from './settings/settings';

/** Root of the repository, from where the compiled program runs. */
export const ROOT = join(__dirname, '..', '..');

/** Everything that the platform's engines read, made of its settings, which are checked, and its registrations. */
export function synthesize(settings: PlatformSettings, apps: readonly Registration[]): OutputTree {
  const tree = new OutputTree((text, path) => assertNoReferences(text, path));
  const composition = addPlatform(tree, settings);
  const { deploy } = addBackstage(tree, settings);
  for (const environment of ENVIRONMENTS) addCluster(tree, settings, environment);
  for (const app of apps) {
    const repository = `repositories/${repositoriesOf(app.name).deploy}`;
    addFiles(tree, repository, renderSkeleton(deploy, skeletonValues(settings, app)));
    for (const environment of environmentsOf(app)) addTenant(tree, settings, app, environment);
    for (const environment of ENVIRONMENTS) {
      const composite = admit(compositeOf(settings, app, environment), `${repository}/overlays/${environment}`);
      for (const [component, objects] of preview(composition, composite)) {
        tree.add(`preview/${environment}/${app.name}/${component}.yaml`, objects);
      }
    }
  }
  return tree;
}

/**
 * The objects that `build` adds to a chart, by the construct directly below it that they belong to.
 * @throws Error where one holds a field reference
 */
function objectsOf(build: (chart: Chart) => void): Map<string, object[]> {
  const chart = new Chart(new App(), 'platform');
  build(chart);
  const result = new Map<string, object[]>();
  for (const child of chart.node.children) {
    const objects = child.node.findAll().filter((construct) => construct instanceof ApiObject);
    const manifests = objects.map((object) => {
      const manifest: object = object.toJson();
      assertNoReferences(manifest, object.node.path);
      return manifest;
    });
    result.set(child.node.id, manifests);
  }
  return result;
}

/** Writes each construct that `build` adds to a chart to a file of its own. */
function addFolder(tree: OutputTree, folder: string, build: (chart: Chart) => void): void {
  for (const [id, objects] of objectsOf(build)) tree.add(`${folder}/${id}.yaml`, objects);
}

/** The template of the form, with its skeletons, and what Backstage is told of the platform. */
function addBackstage(tree: OutputTree, settings: PlatformSettings): ReturnType<typeof skeletons> {
  const templates = join(ROOT, 'templates');
  const made = skeletons(settings, templates);
  const repository = `repositories/${TEMPLATE_REPOSITORY}`;
  tree.add(`${repository}/template.yaml`, [template(settings) as object]);
  tree.add(`${repository}/catalog-info.yaml`, [templateLocation() as object]);
  addFiles(tree, repository, readSkeleton(join(templates, 'node-development')));
  for (const [name, files] of Object.entries(made)) addFiles(tree, `${repository}/skeletons/${name}`, files);
  tree.add('backstage/app-config.platform.yaml', [appConfig(settings) as object]);
  return made;
}

/** Writes the files of a repository to a folder. */
function addFiles(tree: OutputTree, folder: string, files: readonly SkeletonFile[]): void {
  for (const { path, content, executable } of files) {
    if (typeof content === 'string') tree.addText(`${folder}/${path}`, content, { executable });
    else tree.addBytes(`${folder}/${path}`, content, { executable });
  }
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
export function nodeDevelopment(scope: Construct, settings: PlatformSettings): NodeDevelopment {
  const { postgresql, functions } = settings.versions;
  return new NodeDevelopment(scope, {
    kinds: composableKind,
    postgresql,
    ingressClass: INGRESS_CLASS,
    clusterIssuer: settings.clusterIssuer,
    namespaces: {
      ingress: NAMESPACES.traefik,
      monitoring: NAMESPACES.monitoring,
      databaseOperator: NAMESPACES.cloudNativePg,
    },
    functions: {
      patchAndTransform: functionName(functions.patchAndTransform),
      celFilter: functionName(functions.celFilter),
    },
  });
}

/** What is the same in every cluster: the definition of the composite, what it becomes, and the role for that. */
function addPlatform(tree: OutputTree, settings: PlatformSettings): NodeDevelopment {
  let composition: NodeDevelopment | undefined;
  const constructs = objectsOf((chart) => {
    new CompositeResourceDefinition(chart, XNodeApp.plural, XNodeApp);
    new Capacity(chart, 'capacity');
    composition = nodeDevelopment(chart, settings);
  });
  for (const [id, objects] of constructs) {
    tree.add(`platform/${id === COMPOSITION ? 'compositions' : 'definitions'}/${id}.yaml`, objects);
  }
  return composition as NodeDevelopment;
}

/** What a cluster's Flux begins with, and the controllers that it installs. */
function addCluster(tree: OutputTree, settings: PlatformSettings, environment: Environment): void {
  const { versions, clusterIssuer, contact } = settings;
  const { functions, kubernetes } = versions;
  const { controllerReplicas: replicas } = settings.environments[environment];
  addFolder(tree, `clusters/${environment}`, (chart) => new Cluster(chart, 'kustomizations', { environment }));
  addFolder(tree, `infrastructure/${environment}/controllers`, (chart) => addControllers(chart, settings, environment));
  addFolder(tree, `infrastructure/${environment}/configs`, (chart) => {
    new Flux(chart, 'flux', { settings, environment });
    new Functions(chart, 'functions', { functions: Object.values(functions), replicas });
    new BackstageReader(chart, 'backstage-reader', { kubernetes, resources: READ });
    new AcmeIssuer(chart, 'cluster-issuer', { name: clusterIssuer, contact });
    new ControllerMetrics(chart, 'controller-metrics');
  });
}

/** An app's place in a cluster. */
function addTenant(tree: OutputTree, settings: PlatformSettings, app: Registration, environment: Environment): void {
  const props = { app, environment, settings, composite: XNodeApp, components: rolledOutComponents() } as const;
  addFolder(tree, `tenants/${environment}`, (chart) => {
    const tenant = new AppTenant(chart, app.name, props);
    const { namespace, labels } = tenant;
    new ClusterNetwork(tenant, 'network', {
      app: app.name,
      namespace,
      labels,
      environment: settings.environments[environment],
      // What runs on where its registration has gone still has to find its database.
      ...(settings.environments[environment].app.protected && { annotations: NEVER_PRUNED }),
    });
  });
}
