import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse, parseAllDocuments } from 'yaml';
import { READ } from '../../constructs/backstage/app-config';
import { renderSkeleton } from '../../constructs/backstage/skeleton';
import { skeletons } from '../../constructs/backstage/skeletons';
import { skeletonValues } from '../../constructs/backstage/values';
import { XNodeApp } from '../../constructs/node-app/definition';
import { compositeOf } from '../../constructs/node-app/deploy-repository';
import { repositoriesOf, topicsOf } from '../../constructs/registration/names';
import { readRegistrations } from '../../constructs/registration/read';
import { kindInfo } from '../../constructs/schemas/kind-schema';
import { ROOT } from '../../constructs/synthesize';
import { platform } from '../../platform';
import { Authority } from '../engines/certificates';
import { TestGitHub } from '../github';
import type { KubernetesObject } from '../objects';
import { missingApiServer, TestApiServer } from '../pulumi/api-server';
import { Backstage } from './backstage';
import { StandInCluster } from './stand-in-cluster';
import { commitTree } from './trees';

/** Objects of a cluster, as the plugin of the frontend gets them. */
interface ClusterObjects {
  readonly cluster: { readonly name: string; readonly title?: string };
  readonly resources: readonly { readonly type: string; readonly resources: readonly KubernetesObject[] }[];
  readonly errors: readonly { readonly errorType: string; readonly message?: string }[];
}

const name = 'dashboard';
const APP = readRegistrations(join(ROOT, 'apps')).find((app) => app.name === name)!;
const TOKEN = 'of-the-reader';
const lacking = missingApiServer();
const skip = lacking ?? false;

let github: TestGitHub;
const clusters = platform.environments;
let backstage: Backstage;
/** Is dev. */
let trusted: StandInCluster;
/** Is qa, and shows a certificate of an authority that nobody trusts. */
let impostor: StandInCluster;
/** Is prod, where the machine has one. */
let server: TestApiServer | undefined;

before(async () => {
  const [authority, other] = [await Authority.create(), await Authority.create()];
  trusted = await StandInCluster.start(await authority.issue({ commonName: 'kube-apiserver' }));
  impostor = await StandInCluster.start(await other.issue({ commonName: 'kube-apiserver' }));
  const ca = Buffer.from(authority.certificate).toString('base64');
  server = lacking === undefined ? await TestApiServer.start() : undefined;
  github = await TestGitHub.start({ organization: platform.organization, webUrl: 'https://github.com' });
  backstage = await Backstage.start(github, [APP.team], {
    dev: { url: trusted.url, token: TOKEN, ca },
    qa: { url: impostor.url, token: TOKEN, ca },
    ...(server && { prod: await readableCluster(server) }),
  });
  await addToCatalog();
});
after(async () => {
  await backstage?.stop();
  await github?.stop();
  for (const one of [trusted, impostor, server]) await one?.stop();
});

/** Brings the app's entities into the catalog. */
async function addToCatalog(): Promise<void> {
  const repositories = repositoriesOf(name);
  for (const kind of ['frontend', 'backend', 'deploy'] as const) {
    const repository = await github.addRepository(repositories[kind], { topics: topicsOf(name, kind) });
    const skeleton = skeletons(platform, join(ROOT, 'templates'))[kind];
    await commitTree(repository, renderSkeleton(skeleton, skeletonValues(platform, APP)));
    const target = `https://github.com/${platform.organization}/${repositories[kind]}/blob/main/catalog-info.yaml`;
    const { status, body } = await backstage.ask('POST', 'catalog/locations', { type: 'url', target });
    assert.equal(status, 201, JSON.stringify(body));
  }
}

/** What is shown of an entity of the catalog, by cluster. */
async function shownOf(ref: string): Promise<ReadonlyMap<string, ClusterObjects>> {
  const entity = await backstage.entity<{ readonly metadata: { readonly name: string } }>(ref);
  const { status, body } = await backstage.ask<{ readonly items: readonly ClusterObjects[] }>(
    'POST',
    `kubernetes/services/${entity.metadata.name}`,
    { entity, auth: {} },
  );
  assert.equal(status, 200, JSON.stringify(body));
  return new Map(body.items.map((item) => [item.cluster.name, item]));
}

describe('the Kubernetes plugin, as the platform’s app-config sets it up', () => {
  it('knows three clusters by the names of their environments', async () => {
    const { body } = await backstage.ask<{ readonly items: readonly { name: string; title: string }[] }>(
      'GET',
      'kubernetes/clusters',
    );
    assert.deepEqual(
      body.items.map(({ name, title }) => [name, title]),
      [
        [clusters.dev.cluster, 'dev'],
        [clusters.qa.cluster, 'qa'],
        [clusters.prod.cluster, 'prod'],
      ],
    );
  });

  it('asks for the kinds that its account may read, custom ones too, by the label that the app’s objects carry', async () => {
    trusted.requests.length = 0;
    await shownOf(`system:default/${name}`);
    const asked = Object.entries(READ).flatMap(([group, plurals]) =>
      plurals.map((plural) => `${group === '' ? '/api/v1' : `/apis/${group}/${versionOf(group)}`}/${plural}`),
    );
    assert.deepEqual(trusted.requests.map(({ path }) => path).sort(), asked.sort());
    for (const { method, labelSelector, authorization } of trusted.requests) {
      assert.equal(method, 'GET');
      assert.equal(labelSelector, `backstage.io/kubernetes-id=${name}`);
      assert.equal(authorization, `Bearer ${TOKEN}`);
    }
  });

  it('gives its token to no server whose certificate another authority has signed, and says so', async () => {
    const qa = (await shownOf(`system:default/${name}`)).get(clusters.qa.cluster);
    assert.equal(qa?.errors[0]?.errorType, 'FETCH_ERROR');
    assert.match(qa?.errors[0]?.message ?? '', /certificate/);
    assert.deepEqual(impostor.requests, []);
  });
});

describe('a cluster as Backstage sees it, by a real API server with what dist/ has for prod', () => {
  const namesOf = (objects: readonly KubernetesObject[]) =>
    objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort();
  const found = async (ref: string) => {
    const prod = (await shownOf(ref)).get(clusters.prod.cluster);
    assert.deepEqual(prod?.errors, []);
    // Of Kubernetes' own lists, the items do not name their kind.
    return prod?.resources.flatMap(({ type, resources }) =>
      resources.map((object) => ({ ...object, kind: object.kind ?? kindOf(type) })),
    );
  };

  it('shows all of an app with its system, its delivery and database included', { skip }, async () => {
    const objects = objectsOfApp();
    assert.deepEqual(namesOf((await found(`system:default/${name}`)) ?? []), namesOf(objects));
    assert.deepEqual(
      new Set(objects.map(({ kind }) => kind)),
      new Set([
        ...['Cluster', 'Deployment', 'GitRepository', 'HorizontalPodAutoscaler', 'Ingress', 'Kustomization', 'Service'],
        'XNodeApp',
      ]),
    );
  });

  for (const [ref, prefix] of [
    [`component:default/${name}-frontend`, `${name}-frontend`],
    [`component:default/${name}-backend`, `${name}-backend`],
    [`resource:default/${name}-db`, `${name}-db`],
  ] as const) {
    it(`shows of an app with ${ref} what is that one’s alone`, { skip }, async () => {
      const own = objectsOfApp().filter(({ metadata }) => metadata.name === prefix);
      assert.ok(own.length > 0);
      assert.deepEqual(namesOf((await found(ref)) ?? []), namesOf(own));
    });
  }

  const refused: readonly (readonly [method: string, path: string, body?: object])[] = [
    ['GET', '/api/v1/secrets'],
    ['GET', '/api/v1/configmaps'],
    ['GET', `/api/v1/namespaces/${name}/pods/x/log`],
    ['DELETE', `/apis/apps/v1/namespaces/${name}/deployments/${name}-backend`],
    ['POST', `/api/v1/namespaces/${name}/pods`, { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' } }],
    ['POST', `/api/v1/namespaces/${name}/pods/x/exec?command=sh`],
    ['POST', '/api/v1/namespaces/backstage/serviceaccounts/backstage-reader/token', {}],
  ];
  for (const [method, path, body] of refused) {
    it(`has its account refused whatever it is made to ask: ${method} ${path}`, { skip }, async () => {
      const { status, body: answer } = await backstage.ask<{ readonly message?: string }>(
        method,
        `kubernetes/proxy${path}`,
        body,
        { 'Backstage-Kubernetes-Cluster': clusters.prod.cluster },
      );
      assert.equal(status, 403, JSON.stringify(answer));
      assert.match(answer.message ?? '', /system:serviceaccount:backstage:backstage-reader/);
    });
  }
});

/** The version of a group that is asked for. */
function versionOf(group: string): string {
  return group === 'autoscaling' ? 'v2' : 'v1';
}

/** The kind of Kubernetes' own objects that the plugin knows by this type. */
function kindOf(type: string): string {
  const kinds = { services: 'Service', deployments: 'Deployment', ingresses: 'Ingress', pods: 'Pod' };
  return { ...kinds, horizontalpodautoscalers: 'HorizontalPodAutoscaler' }[type] ?? type;
}

/** What prod holds of the app: what Flux and Crossplane make of `dist/`, of the kinds that are shown. */
function objectsOfApp(): KubernetesObject[] {
  const folder = join(ROOT, 'dist', 'preview', 'prod', name);
  const files = [...readdirSync(folder).map((file) => join(folder, file)), tenantFile()];
  const shown = new Set(Object.values(READ).flat());
  return [...files.flatMap(documentsOf), compositeOf(platform, APP, 'prod') as unknown as KubernetesObject].filter(
    ({ apiVersion, kind }) => shown.has(pluralOf(apiVersion, kind)),
  );
}

const tenantFile = () => join(ROOT, 'dist', 'tenants', 'prod', `${name}.yaml`);

function documentsOf(file: string): KubernetesObject[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS());
}

function pluralOf(apiVersion: string, kind: string): string {
  return kind === XNodeApp.kind ? XNodeApp.plural : (kindInfo(apiVersion, kind)?.plural ?? kind);
}

/** Fills an API server with what `dist/` has for prod. @returns how Backstage gets to read it */
async function readableCluster(server: TestApiServer) {
  const { api } = server;
  const create = async (path: string, object: object) => {
    const { code, body } = await api.ask('POST', path, JSON.stringify(object));
    assert.equal(code, 201, `${path}: ${body.message}`);
    return body;
  };
  const [account, role, binding] = ['ServiceAccount', 'ClusterRole', 'ClusterRoleBinding'].map((kind) =>
    documentsOf(join(ROOT, 'dist', 'infrastructure', 'prod', 'configs', 'backstage-reader.yaml')).find(
      (object) => object.kind === kind,
    ),
  );
  for (const namespace of ['backstage', 'flux-system', name]) {
    await create('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
  }
  await create('/api/v1/namespaces/backstage/serviceaccounts', account!);
  await create('/apis/rbac.authorization.k8s.io/v1/clusterroles', role!);
  await create('/apis/rbac.authorization.k8s.io/v1/clusterrolebindings', binding!);
  const objects = objectsOfApp();
  for (const { apiVersion, kind } of objects) {
    if (/k8s\.io|^(apps|autoscaling)\/|^v1$/.test(apiVersion)) continue;
    await create('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', definitionOf(apiVersion, kind));
  }
  for (const object of objects) {
    const { apiVersion, kind, metadata } = object;
    const root = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`;
    const path = `${root}/namespaces/${metadata.namespace}/${pluralOf(apiVersion, kind)}`;
    // A definition is served a moment after it was made.
    for (let tries = 0; tries < 50 && (await api.read(path)).code === 404; tries++) await sleep(200);
    await create(path, object);
  }
  const { status } = await create('/api/v1/namespaces/backstage/serviceaccounts/backstage-reader/token', {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: {},
  });
  const { clusters } = parse(readFileSync(server.kubeconfig, 'utf8'));
  const { server: url, 'certificate-authority-data': ca } = clusters[0].cluster;
  return { url, token: status.token, ca };
}

/** A definition of a kind that takes whatever it is given. */
function definitionOf(apiVersion: string, kind: string): object {
  const [group, version] = apiVersion.split('/');
  const plural = pluralOf(apiVersion, kind);
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: { kind, plural },
      versions: [{ name: version, served: true, storage: true, schema }],
    },
  };
}
