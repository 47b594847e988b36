import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { kindsOf } from '../../constructs/composition';

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'kinds-'));
});
after(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | object): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const DEFINITION = `
apiVersion: v1
kind: ConfigMap
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
spec:
  group: example.org
  scope: Namespaced
  names: { kind: Widget, plural: widgets }
  versions:
    - name: v1
      schema: { openAPIV3Schema: { type: object, properties: { spec: { type: object, properties: { size: { type: integer } } } } } }
    - name: v1alpha1
---
`;

/** Parts of an API as its server describes it. */
const DESCRIPTION = {
  paths: {
    '/api/v1/namespaces': { post: gvk('', 'v1', 'Namespace') },
    '/api/v1/namespaces/{namespace}/pods': { get: {}, post: gvk('', 'v1', 'Pod') },
    '/api/v1/namespaces/{namespace}/pods/{name}/eviction': { post: gvk('policy', 'v1', 'Eviction') },
    '/api/v1/pods': { get: {} },
  },
  components: {
    schemas: {
      'io.Namespace': { type: 'object', ...kinds('', 'v1', 'Namespace') },
      'io.Pod': {
        type: 'object',
        ...kinds('', 'v1', 'Pod'),
        properties: {
          spec: { allOf: [{ $ref: '#/components/schemas/io.PodSpec' }], default: {} },
          any: { $ref: '#/components/schemas/io.RawExtension' },
        },
      },
      'io.PodSpec': {
        type: 'object',
        required: ['port'],
        properties: {
          port: { $ref: '#/components/schemas/io.k8s.IntOrString' },
          limits: { type: 'object', additionalProperties: { $ref: '#/components/schemas/io.k8s.Quantity' } },
          within: { type: 'array', items: { $ref: '#/components/schemas/io.PodSpec' } },
        },
      },
      'io.k8s.IntOrString': { oneOf: [{ type: 'integer' }, { type: 'string' }], format: 'int-or-string' },
      'io.k8s.Quantity': { oneOf: [{ type: 'string' }, { type: 'number' }] },
      'io.RawExtension': { type: 'object' },
      'io.Eviction': { type: 'object', ...kinds('policy', 'v1', 'Eviction') },
    },
  },
};

function gvk(group: string, version: string, kind: string) {
  return { 'x-kubernetes-group-version-kind': { group, version, kind } };
}
function kinds(group: string, version: string, kind: string) {
  return { 'x-kubernetes-group-version-kind': [{ group, version, kind }] };
}

describe('kinds of definition files', () => {
  it('are those of custom resources, with each version that has a schema', () => {
    const lookup = kindsOf(file('crd.yaml', DEFINITION));
    assert.deepEqual(lookup('example.org/v1', 'Widget'), {
      plural: 'widgets',
      scope: 'Namespaced',
      schema: {
        type: 'object',
        properties: { spec: { type: 'object', properties: { size: { type: 'integer' } } } },
      },
    });
    assert.equal(lookup('example.org/v1alpha1', 'Widget'), undefined);
    assert.equal(lookup('v1', 'ConfigMap'), undefined);
  });

  it('are those of an API server, with what their schemas refer to', () => {
    const lookup = kindsOf(file('api.json', DESCRIPTION), file('crd.yaml', DEFINITION));
    assert.equal(lookup('v1', 'Namespace')?.scope, 'Cluster');
    const pod = lookup('v1', 'Pod');
    assert.equal(pod?.plural, 'pods');
    assert.equal(pod?.scope, 'Namespaced');
    const { spec, any } = pod?.schema.properties ?? {};
    assert.deepEqual(spec?.required, ['port']);
    assert.equal(spec?.properties?.port?.['x-kubernetes-int-or-string'], true);
    const { limits, within } = spec?.properties ?? {};
    assert.deepEqual(limits?.additionalProperties, { 'x-kubernetes-int-or-string': true });
    assert.equal(within?.items, spec);
    assert.equal(any?.['x-kubernetes-preserve-unknown-fields'], true);
    assert.ok(lookup('example.org/v1', 'Widget'));
  });

  it('are no subresources', () => {
    assert.equal(kindsOf(file('api.json', DESCRIPTION))('policy/v1', 'Eviction'), undefined);
  });

  it('name the file that is no YAML', () => {
    const path = file('bad.yaml', 'a: [');
    assert.throws(
      () => kindsOf(path),
      ({ message }: Error) => message.startsWith(`${path}: `),
    );
    assert.throws(() => kindsOf(join(folder, 'none.yaml')), /none\.yaml/);
    const json = file('bad.json', '{');
    assert.throws(
      () => kindsOf(json),
      ({ message }: Error) => message.startsWith(`${json}: `),
    );
  });
});
