import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { type JsonSchema, type KindIndex, kindInfo, schemaFile } from '../constructs/schemas/kind-schema';
import type { Provenance } from '../scripts/imports/generate';
import { DEFINITION_MODULES, KUBERNETES_MODULE } from '../scripts/imports/table';

const IMPORTS = join(__dirname, '..', '..', 'imports');
const CUSTOM_KINDS = DEFINITION_MODULES.flatMap((one) => one.definitions);
const ALL_KINDS = [...CUSTOM_KINDS, ...KUBERNETES_MODULE.kinds];

function readJson<T>(...path: string[]): T {
  return JSON.parse(readFileSync(join(IMPORTS, ...path), 'utf8'));
}

/** A schema and every schema within. */
function* schemasIn(schema: JsonSchema): Generator<JsonSchema> {
  yield schema;
  const { properties = {}, items, additionalProperties } = schema;
  for (const one of [...Object.values(properties), items, additionalProperties]) {
    if (typeof one === 'object') yield* schemasIn(one);
  }
}

/** What `validateObject` checks, and what it passes over knowingly. */
const KNOWN_KEYWORDS = new Set([
  'type',
  'enum',
  'pattern',
  'nullable',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'required',
  'properties',
  'additionalProperties',
  'items',
  'default',
  'format',
  'x-kubernetes-embedded-resource',
  'x-kubernetes-int-or-string',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-list-type',
  'x-kubernetes-map-type',
  'x-kubernetes-patch-merge-key',
  'x-kubernetes-patch-strategy',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-unions',
  'x-kubernetes-validations',
]);

describe('the table of imports', () => {
  test('names each kind once', () => {
    const files = ALL_KINDS.map(({ apiVersion, kind }) => schemaFile(apiVersion, kind));
    assert.deepEqual(files, [...new Set(files)]);
  });
});

describe('imports/', () => {
  test('has a schema of each kind in the table and of no other', () => {
    const expected = ALL_KINDS.map(({ apiVersion, kind }) => schemaFile(apiVersion, kind));
    assert.deepEqual(readdirSync(join(IMPORTS, 'schemas')).sort(), [...expected, 'index.json'].sort());
    const index = readJson<KindIndex>('schemas', 'index.json');
    const indexed = Object.entries(index).flatMap(([apiVersion, kinds]) =>
      Object.keys(kinds).map((kind) => schemaFile(apiVersion, kind)),
    );
    assert.deepEqual(indexed.sort(), expected.sort());
  });

  test('has whole schemas, in keywords that are checked, without documentation', () => {
    for (const { apiVersion, kind } of ALL_KINDS) {
      const schema = readJson<JsonSchema>('schemas', schemaFile(apiVersion, kind));
      assert.ok(schema.properties?.apiVersion && schema.properties.kind, `${kind} has no apiVersion or kind`);
      assert.ok(schema.properties.metadata?.properties?.ownerReferences, `${kind} lacks Kubernetes' metadata`);
      for (const one of schemasIn(schema)) {
        const unknown = Object.keys(one).filter(
          (keyword) => !KNOWN_KEYWORDS.has(keyword) && !isIntOrStringAnyOf(keyword, one),
        );
        assert.deepEqual(unknown, [], `${kind} has keywords that are not known`);
        assert.ok(
          one.type || one['x-kubernetes-int-or-string'] || one['x-kubernetes-preserve-unknown-fields'],
          `${kind} has a field without a type: ${JSON.stringify(one)}`,
        );
      }
    }
  });

  test('knows plurals and scopes', () => {
    const info = (apiVersion: string, kind: string) => {
      const { plural, scope } = kindInfo(apiVersion, kind) ?? {};
      return `${plural} ${scope}`;
    };
    assert.equal(info('v1', 'Namespace'), 'namespaces Cluster');
    assert.equal(info('v1', 'Service'), 'services Namespaced');
    assert.equal(info('networking.k8s.io/v1', 'NetworkPolicy'), 'networkpolicies Namespaced');
    assert.equal(info('networking.k8s.io/v1', 'Ingress'), 'ingresses Namespaced');
    assert.equal(info('postgresql.cnpg.io/v1', 'Cluster'), 'clusters Namespaced');
    assert.equal(info('cert-manager.io/v1', 'ClusterIssuer'), 'clusterissuers Cluster');
    assert.equal(info('source.toolkit.fluxcd.io/v1', 'GitRepository'), 'gitrepositories Namespaced');
  });

  test('has a construct of each custom kind and of no other', () => {
    const groups = readdirSync(IMPORTS).filter((file) => file.endsWith('.ts'));
    const constructs = groups.flatMap((file) => {
      const exported: object = require(join(__dirname, '..', 'imports', file.replace(/ts$/, 'js')));
      return Object.values(exported)
        .filter((value) => typeof value === 'function' && 'GVK' in value)
        .map(({ GVK }) => `${file}: ${GVK.apiVersion} ${GVK.kind}`);
    });
    const expected = CUSTOM_KINDS.map(
      ({ apiVersion, kind }) => `${apiVersion.split('/')[0]}.ts: ${apiVersion} ${kind}`,
    );
    assert.deepEqual(constructs.sort(), expected.sort());
  });

  test('has constructs that lost nothing on the way through cdk8s import', () => {
    for (const file of readdirSync(IMPORTS).filter((name) => name.endsWith('.ts'))) {
      assert.doesNotMatch(readFileSync(join(IMPORTS, file), 'utf8'), /__stripped_by_cdk8s__/, file);
    }
  });

  test('says where everything comes from', () => {
    const { modules } = readJson<Provenance>('provenance.json');
    const expected = [
      ...DEFINITION_MODULES.map((one) => ({ ...one, files: one.definitions.map(({ file }) => file) })),
      { ...KUBERNETES_MODULE, files: [KUBERNETES_MODULE.file] },
    ];
    assert.deepEqual(
      modules.map(({ module, version, files }) => ({ module, version, files: Object.keys(files) })),
      expected.map(({ module, version, files }) => ({ module, version, files: [...new Set(files)].sort() })),
    );
    for (const { sum, files } of modules) {
      assert.match(sum, /^h1:[A-Za-z0-9+/]{43}=$/);
      for (const sha256 of Object.values(files)) assert.match(sha256, /^[0-9a-f]{64}$/);
    }
  });
});

/** The alternatives that custom kinds spell out beside `x-kubernetes-int-or-string` say nothing new. */
function isIntOrStringAnyOf(keyword: string, schema: JsonSchema): boolean {
  return keyword === 'anyOf' && schema['x-kubernetes-int-or-string'] === true;
}
