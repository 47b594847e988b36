import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, mock, test } from 'node:test';
import {
  type KindedObject,
  kindInfo,
  kindSchema,
  validateObject,
  validateValue,
} from '../../constructs/schemas/kind-schema';

const service = (spec: object) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec });

const deployment = (container: object, spec: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', labels: { 'app.kubernetes.io/name': 'web' } },
  spec: {
    replicas: 2,
    selector: { matchLabels: { 'app.kubernetes.io/name': 'web' } },
    template: {
      metadata: { labels: { 'app.kubernetes.io/name': 'web' } },
      spec: { containers: [{ name: 'web', image: 'registry.example.com/web', ...container }] },
    },
    ...spec,
  },
});

const cluster = (spec: object) => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Cluster',
  metadata: { name: 'web-db' },
  spec: { instances: 3, storage: { size: '10Gi' }, ...spec },
});

const gitRepository = (spec: object) => ({
  apiVersion: 'source.toolkit.fluxcd.io/v1',
  kind: 'GitRepository',
  metadata: { name: 'web' },
  spec: { interval: '1m0s', url: 'https://git.example.com/web', ...spec },
});

const composition = (input: object) => ({
  apiVersion: 'apiextensions.crossplane.io/v1',
  kind: 'Composition',
  metadata: { name: 'web' },
  spec: {
    compositeTypeRef: { apiVersion: 'example.com/v1', kind: 'XWeb' },
    mode: 'Pipeline',
    pipeline: [{ step: 'make', functionRef: { name: 'patch-and-transform' }, input }],
  },
});

describe('kindInfo', () => {
  test('finds custom kinds and those of Kubernetes', () => {
    assert.deepEqual(kindInfo('kustomize.toolkit.fluxcd.io/v1', 'Kustomization'), {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      plural: 'kustomizations',
      scope: 'Namespaced',
    });
    assert.equal(kindInfo('v1', 'Namespace')?.scope, 'Cluster');
  });

  test('does not know other kinds, versions and what every JavaScript object has', () => {
    assert.equal(kindInfo('v1', 'Node'), undefined);
    assert.equal(kindInfo('apps/v1beta1', 'Deployment'), undefined);
    assert.equal(kindInfo('v1', 'toString'), undefined);
    assert.equal(kindInfo('constructor', 'name'), undefined);
  });
});

describe('kindSchema', () => {
  test('has the spec and the status', () => {
    const properties = kindSchema('apps/v1', 'Deployment')?.properties;
    assert.equal(properties?.spec?.properties?.replicas?.type, 'integer');
    assert.equal(properties?.status?.properties?.readyReplicas?.type, 'integer');
  });

  test('does not know other kinds', () => {
    assert.equal(kindSchema('v1', 'Node'), undefined);
  });

  test('reads a schema when it is first asked for, and once', () => {
    const read = mock.method(fs, 'readFileSync');
    try {
      assert.equal(kindSchema('batch/v1', 'Job'), kindSchema('batch/v1', 'Job'));
      const schemas = read.mock.calls.map((call) => String(call.arguments[0])).filter((path) => path.includes('_'));
      assert.deepEqual(
        schemas.map((path) => path.slice(path.lastIndexOf('/') + 1)),
        ['batch_v1_Job.json'],
      );
    } finally {
      read.mock.restore();
    }
  });
});

describe('validateObject', () => {
  const wrong = (object: object, ...messages: string[]) =>
    assert.deepEqual(validateObject(object as KindedObject), messages);
  const ok = (object: object) => wrong(object);

  test('passes good objects', () => {
    ok(deployment({ ports: [{ containerPort: 8080 }], resources: { limits: { memory: '128Mi' } } }));
    ok(service({ ports: [{ port: 80 }] }));
    ok(cluster({}));
    ok(gitRepository({ ref: { branch: 'main' } }));
  });

  test('refuses a kind that it does not know', () => {
    wrong({ apiVersion: 'v1', kind: 'Node' }, 'v1 Node: unknown kind');
  });

  test('refuses unknown fields, at any depth', () => {
    wrong(deployment({ portt: 8080 }), 'spec.template.spec.containers[0].portt: unknown field');
    wrong(gitRepository({ branch: 'main' }), 'spec.branch: unknown field');
    wrong({ ...cluster({}), status: { phaze: 'Healthy' } }, 'status.phaze: unknown field');
    wrong({ ...service({}), specs: {} }, 'specs: unknown field');
  });

  test('refuses unknown metadata of custom kinds as well', () => {
    wrong({ ...cluster({}), metadata: { name: 'web-db', label: {} } }, 'metadata.label: unknown field');
    wrong(
      { ...cluster({}), metadata: { labels: { 'a.b/c': 1 } } },
      'metadata.labels[a.b/c]: takes string, not integer',
    );
  });

  test('refuses values of another type', () => {
    wrong(deployment({}, { replicas: '2' }), 'spec.replicas: takes integer, not string');
    wrong(deployment({}, { replicas: 2.5 }), 'spec.replicas: takes integer, not number');
    wrong(deployment({}, { paused: null }), 'spec.paused: takes boolean, not null');
    wrong(service({ ports: { port: 80 } }), 'spec.ports: takes array, not object');
    wrong(service({ selector: [] }), 'spec.selector: takes object, not array');
  });

  test('refuses an object without a required field', () => {
    wrong(
      { apiVersion: 'apps/v1', kind: 'Deployment', spec: {} },
      'spec.selector: required field is missing',
      'spec.template: required field is missing',
    );
    wrong(gitRepository({ url: undefined }), 'spec.url: required field is missing');
  });

  test('takes a field without a value as not there', () => {
    ok(deployment({ portt: undefined }));
  });

  test('takes null where a definition allows it', () => {
    ok({ apiVersion: 'batch/v1', kind: 'Job', status: { completionTime: null } });
  });

  test('refuses a value that is not one of those listed', () => {
    wrong(gitRepository({ provider: 'gitlab' }), 'spec.provider: "gitlab" is none of generic, aws, azure, github');
  });

  test('takes a whole number or a string where either is meant', () => {
    ok(service({ ports: [{ port: 80, targetPort: 8080 }] }));
    ok(service({ ports: [{ port: 80, targetPort: 'http' }] }));
    wrong(
      service({ ports: [{ port: 80, targetPort: 80.5 }] }),
      'spec.ports[0].targetPort: takes integer or string, not number',
    );
    wrong(
      service({ ports: [{ port: 80, targetPort: true }] }),
      'spec.ports[0].targetPort: takes integer or string, not boolean',
    );
  });

  test('takes quantities as numbers and as strings', () => {
    ok(deployment({ resources: { requests: { cpu: 1, memory: '1Gi' } } }));
    ok(deployment({ resources: { requests: { cpu: 0.5, memory: '1.5e9' } } }));
    const [problem, ...others] = validateObject(deployment({ resources: { requests: { memory: '1 Gi' } } }));
    assert.match(
      problem ?? '',
      /^spec\.template\.spec\.containers\[0\]\.resources\.requests\.memory: "1 Gi" does not match/,
    );
    assert.deepEqual(others, []);
  });

  test('takes only whole numbers as quantities of custom kinds, as the API server does', () => {
    ok(cluster({ resources: { requests: { cpu: 1 } } }));
    wrong(
      cluster({ resources: { requests: { cpu: 0.5 } } }),
      'spec.resources.requests.cpu: takes integer or string, not number',
    );
  });

  test('refuses values out of range', () => {
    wrong(cluster({ instances: 0 }), 'spec.instances: 0 is less than 1');
    wrong(cluster({ maxSyncReplicas: -1 }), 'spec.maxSyncReplicas: -1 is less than 0');
    wrong(
      gitRepository({ interval: 'soon' }),
      'spec.interval: "soon" does not match ^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$',
    );
  });

  test('takes whatever a schema leaves open', () => {
    ok({
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name: 'web' },
      spec: { interval: '1h', values: { anything: [{ goes: true }, null] } },
    });
    ok({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      spec: {
        group: 'example.com',
        names: { kind: 'Web', plural: 'webs' },
        scope: 'Namespaced',
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            schema: { openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object' } } } },
          },
        ],
      },
    });
  });

  test('takes an object of any kind where one is embedded, as long as it says its kind', () => {
    ok(composition({ apiVersion: 'pt.fn.crossplane.io/v1beta1', kind: 'Resources', resources: [{ name: 'web' }] }));
    wrong(
      composition({ resources: [] }),
      ...['apiVersion', 'kind'].map((name) => `spec.pipeline[0].input.${name}: required field is missing`),
    );
    wrong(
      composition({ apiVersion: 'pt.fn.crossplane.io/v1beta1', kind: 'Resources', metadata: { nam: 'web' } }),
      'spec.pipeline[0].input.metadata.nam: unknown field',
    );
  });
});

describe('validateValue', () => {
  test('checks against any schema', () => {
    const schema = { type: 'object', properties: { port: { type: 'integer', maximum: 65535 } } } as const;
    assert.deepEqual(validateValue(schema, { port: 8080 }), []);
    assert.deepEqual(validateValue(schema, { port: 70000 }), ['port: 70000 is more than 65535']);
  });
});
