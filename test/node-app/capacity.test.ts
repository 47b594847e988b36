import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluate } from '@marcbachmann/cel-js';
import { App, Chart } from 'cdk8s';
import { type TObject, Type } from 'typebox';
import type { Json } from '../../constructs/composition';
import { Capacity } from '../../constructs/node-app/capacity';
import { NodeAppSpec } from '../../constructs/node-app/schema';
import type { KubernetesObject } from '../objects';
import { compose, type Fields } from '../shop';

const chart = new Chart(new App(), 'test');
new Capacity(chart, 'capacity');
const objects: KubernetesObject[] = chart.toJson();
const ofKind = (kind: string) => objects.find((object) => object.kind === kind) as KubernetesObject;
const { spec, metadata } = ofKind('MutatingAdmissionPolicy');

type Deployment = { readonly metadata: object; readonly spec: { readonly replicas: number } };

/** A Deployment as it is admitted: what nobody applies is the API server's default. */
const applied = (object: KubernetesObject, kept = 1): Deployment => ({
  metadata: object.metadata,
  spec: { ...object.spec, replicas: object.spec.replicas ?? kept },
});

/** How many pods a Deployment has once it is admitted. */
function admitted(object: Deployment, oldObject: Deployment | null): number {
  const context = { object, oldObject };
  for (const { expression } of spec.matchConditions) if (!evaluate(expression, context)) return object.spec.replicas;
  const variables: Record<string, unknown> = {};
  for (const { name, expression } of spec.variables) variables[name] = evaluate(expression, { ...context, variables });
  assert.match(spec.mutations[0].applyConfiguration.expression, /\{replicas: variables\.replicas\}/);
  return Number(variables.replicas);
}

const backend = (fields: Fields) => compose({ backend: fields }).get('backend') as KubernetesObject;
const AUTOSCALED = backend({ autoscaling: { minReplicas: 5, maxReplicas: 20 } });
const of = (pods: number) => applied(AUTOSCALED, pods);

describe('the number of pods of a Deployment that becomes an autoscaler’s', () => {
  it('is what it was before', () => {
    assert.equal(admitted(applied(AUTOSCALED), applied(backend({ replicas: 10 }))), 10);
    assert.equal(admitted(applied(AUTOSCALED), applied(backend({ replicas: 50 }))), 50);
  });

  it('is the autoscaler’s least where it was less, or is new', () => {
    assert.equal(admitted(applied(AUTOSCALED), applied(backend({ replicas: 2 }))), 5);
    assert.equal(admitted(applied(AUTOSCALED), applied(backend({}))), 5);
    assert.equal(admitted(applied(AUTOSCALED), null), 5);
  });

  it('is the autoscaler’s from then on', () => {
    assert.equal(admitted(of(12), of(12)), 12);
    assert.equal(admitted(of(5), of(5)), 5);
    const higher = backend({ autoscaling: { minReplicas: 8, maxReplicas: 20 } });
    assert.equal(admitted(applied(higher, 5), of(5)), 8);
    assert.equal(admitted(applied(higher, 12), of(12)), 12);
  });

  it('is what is said once the autoscaler goes, one where nothing is', () => {
    assert.equal(admitted(applied(backend({ replicas: 3 }), 12), of(12)), 3);
    assert.equal(admitted(applied(backend({}), 12), of(12)), 1);
  });

  it('is asked of no other Deployment', () => {
    const other = { metadata: {}, spec: { replicas: 1 } };
    assert.equal(admitted(other, { ...other, spec: { replicas: 10 } }), 1);
    assert.equal(admitted({ ...other, metadata: { annotations: { a: 'b' } } }, null), 1);
  });
});

describe('the policy that keeps it', () => {
  it('is in force, for Deployments and not for what scales them', () => {
    assert.equal(ofKind('MutatingAdmissionPolicyBinding').spec.policyName, metadata.name);
    const [rule, ...others] = spec.matchConstraints.resourceRules;
    assert.deepEqual(others, []);
    assert.deepEqual([rule.apiGroups, rule.resources], [['apps'], ['deployments']]);
    assert.deepEqual(rule.operations, ['CREATE', 'UPDATE']);
    assert.equal(spec.failurePolicy, 'Fail');
  });
});

/** Everything that can be left out of a composite, at one of its values. */
const SWITCHES: Readonly<Record<string, Fields>> = {
  host: { host: 'shop.example.com' },
  protected: { protected: true },
  'no monitoring': { monitoring: false },
  'frontend.replicas': { frontend: { replicas: 10 } },
  'frontend.autoscaling': { frontend: { autoscaling: { minReplicas: 5, maxReplicas: 20 } } },
  'backend.replicas': { backend: { replicas: 10 } },
  'backend.autoscaling': { backend: { autoscaling: { minReplicas: 5, maxReplicas: 20 } } },
  'backend.egress': { backend: { egress: 'internet' } },
  'database.instances': { database: { instances: 3 } },
  'database.backups': { database: { backups: { schedule: '0 0 2 * * *', destination: 's3://acme/shop' } } },
  'database.backups.role': {
    database: {
      backups: { schedule: '0 0 2 * * *', destination: 's3://acme/shop', role: 'arn:aws:iam::123456789012:role/shop' },
    },
  },
};

/** Fields that go away while their resource stays, and why nothing is lost by what the API server then fills in. */
const MAY_GO: Readonly<Record<string, string>> = {
  'frontend spec.replicas': 'the policy keeps the number',
  'backend spec.replicas': 'the policy keeps the number',
  'frontend metadata.annotations.platform.io/min-replicas': 'the number is composed then',
  'backend metadata.annotations.platform.io/min-replicas': 'the number is composed then',
  'database spec.serviceAccountTemplate.metadata.annotations.eks.amazonaws.com/role-arn':
    'no backup needs the role then',
};

describe('a field that goes away when a composite changes', () => {
  const resources = Object.entries({ nothing: {}, ...SWITCHES }).map(([name, fields]) => ({
    name,
    composed: new Map([...compose(fields)].map(([resource, object]) => [resource, leavesOf(object as never)])),
  }));
  const gone = new Map<string, string>();
  for (const before of resources) {
    for (const after of resources) {
      for (const [resource, fields] of before.composed) {
        const left = after.composed.get(resource);
        for (const field of left ? fields : []) {
          if (!left?.has(field)) gone.set(`${resource} ${field}`, `from ${before.name} to ${after.name}`);
        }
      }
    }
  }

  it('is one of those whose default does no harm', () => {
    assert.deepEqual(
      [...gone.keys()].filter((field) => !Object.hasOwn(MAY_GO, field)).map((field) => [field, gone.get(field)]),
      [],
    );
  });

  it('is asked of all that can be left out', () => {
    const optional = optionalIn(NodeAppSpec);
    assert.deepEqual(
      optional.filter((field) => !Object.hasOwn(SWITCHES, field)),
      [],
    );
    assert.ok(optional.includes('database.backups.role'));
  });

  it('is found, each of them', () => {
    assert.deepEqual(
      Object.keys(MAY_GO).filter((field) => !gone.has(field)),
      [],
    );
  });
});

/** Fields that need not be there, and those within them. */
function optionalIn({ properties, required }: TObject, path = ''): readonly string[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const inner = Type.IsObject(schema) ? optionalIn(schema, `${path}${name}.`) : [];
    return (required as readonly string[]).includes(name) ? inner : [`${path}${name}`, ...inner];
  });
}

/** The paths of all single values, those of lists by their places. */
function leavesOf(json: Json, path = ''): ReadonlySet<string> {
  if (typeof json !== 'object' || json === null || Object.keys(json).length === 0) return new Set([path]);
  const inner = Object.entries(json).map(([key, value]) =>
    leavesOf(value as Json, path === '' ? key : `${path}.${key}`),
  );
  return new Set(inner.flatMap((leaves) => [...leaves]));
}
