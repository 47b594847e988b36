import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { IntOrString, KubeService } from 'cdk8s-plus-28/lib/imports/k8s';
import { Construct } from 'constructs';
import { type TProperties, Type } from 'typebox';
import {
  all,
  any,
  type BooleanReference,
  Composition,
  type Condition,
  entry,
  equals,
  greaterThan,
  type Json,
  match,
  not,
  orElse,
  present,
  whether,
} from '../../constructs/composition';
import { Cache } from '../../constructs/composition/example/x-cache';
import { composableKind } from '../../constructs/schemas/composable-kind';
import {
  add,
  addConfigMap,
  addThing,
  assertRefused,
  compose,
  compositeOf,
  composition,
  manifestOf,
  THING,
  valuesFor,
} from './support';

interface Seen {
  readonly metadata: { readonly annotations: Readonly<Record<string, string>>; readonly name: string };
  readonly spec: { readonly replicas: number; readonly paused: boolean };
  readonly status: { readonly replicas: number; readonly conditions: readonly object[] };
}

const STATUS = {
  count: Type.Optional(Type.Integer()),
  share: Type.Optional(Type.Number()),
  told: Type.Optional(Type.String()),
  paused: Type.Optional(Type.Boolean()),
  part: Type.Optional(Type.Object({ state: Type.Optional(Type.String()) })),
} satisfies TProperties;

const SPEC = { on: Type.Boolean({ default: false }), text: Type.String({ default: '' }) } satisfies TProperties;
const GIVEN = { on: false, text: 't' };

function scopeOf() {
  return composition(SPEC, STATUS);
}

type Scope = ReturnType<typeof scopeOf>;

function addDeployment(scope: Scope, id: string) {
  const object = add(scope, id, { apiVersion: 'apps/v1', kind: 'Deployment' });
  return { object, seen: scope.observe<Seen>(object) };
}

/** The status that is reported where these resources are observed. */
function statusOf(scope: Scope, observed: Readonly<Record<string, object>>): Json | undefined {
  return compose(scope, GIVEN, new Map(Object.entries(observed))).status;
}

const observedOf = (replicas: number) => ({ spec: { replicas, paused: false }, status: { replicas } });

describe('the composition that a construct is in', () => {
  it('is found from where it stands, and takes its conditions and reports', () => {
    const scope = scopeOf();
    const part = new Construct(new Construct(scope, 'outer'), 'part');
    const found = Composition.of(part);
    assert.equal(found, scope);
    const { object, seen } = addDeployment(scope, 'web');
    found.report({ count: seen.status.replicas });
    found.when(scope.composite.spec.on, () => addThing(scope, {}, 'extra'));
    assert.ok(object);
    assert.deepEqual(Object.keys(compose(scope, GIVEN).composed), ['web']);
    assert.deepEqual(Object.keys(compose(scope, { ...GIVEN, on: true }).composed), ['web', 'extra']);
    assert.deepEqual(statusOf(scope, { web: observedOf(3) }), { count: 3 });
  });

  it('is itself for the composition', () => {
    const scope = scopeOf();
    assert.equal(Composition.of(scope), scope);
  });

  it('is asked for in vain elsewhere', () => {
    const chart = new Chart(new App(), 'chart');
    assert.throws(() => Composition.of(new Construct(chart, 'part')), {
      message: 'chart/part is in no Composition: create it within one',
    });
  });
});

describe('the name of a resource in its composition', () => {
  const nameOf = (build: (scope: Scope) => void) => {
    const scope = scopeOf();
    build(scope);
    return Object.keys(compose(scope, GIVEN).composed);
  };
  const thing = (scope: Construct, id: string, name: string) =>
    new ApiObject(scope, id, { ...THING, metadata: { name } } as never);

  it('is made of its construct’s path', () => {
    const names = nameOf((scope) => {
      const { name } = scope.composite.metadata;
      const outer = new Construct(scope, 'outer');
      thing(outer, 'inner', `${name}-1`);
      thing(outer, 'Resource', `${name}-2`);
      thing(new Construct(new Construct(outer, 'Default'), 'deep'), 'Default', `${name}-3`);
    });
    assert.deepEqual(names, ['outer-inner', 'outer', 'outer-deep']);
  });

  it('is refused where another resource has it', () => {
    const scope = scopeOf();
    const { name } = scope.composite.metadata;
    thing(scope, 'a-b', name);
    thing(new Construct(scope, 'a'), 'b', name);
    assertRefused(scope, 'test/a/b', 'the composition already has a resource a-b, of test/a-b');
  });

  it('is refused where it would be empty', () => {
    const scope = scopeOf();
    thing(scope, 'Resource', scope.composite.metadata.name);
    assertRefused(scope, 'test/Resource', 'its id gives it no name in the composition: choose another');
  });
});

describe('the object that a resource is in the cluster', () => {
  const FIELDS = {
    mode: Type.Enum(['a', 'b', 'c'], { default: 'a' }),
    on: Type.Boolean({ default: false }),
    text: Type.String({ default: '' }),
    count: Type.Integer({ default: 0 }),
    ratio: Type.Number({ default: 0 }),
    note: Type.Optional(Type.String()),
    place: Type.Optional(Type.Object({ zone: Type.Enum(['x', 'y']), shelf: Type.Optional(Type.Integer()) })),
  } satisfies TProperties;
  const fields = () => composition(FIELDS);
  type Spec = ReturnType<typeof fields>['composite']['spec'];
  type Conditions = (spec: Spec) => readonly (Condition | BooleanReference | undefined)[];

  /** Two ConfigMaps of one name, each under its condition. */
  function twice(
    conditions: Conditions,
    name = (scope: ReturnType<typeof fields>) => `${scope.composite.metadata.name}-x`,
  ) {
    const scope = fields();
    for (const [i, condition] of conditions(scope.composite.spec).entries()) {
      const build = () =>
        void add(scope, `no-${i}`, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: name(scope) } });
      if (condition) scope.when(condition, build);
      else build();
    }
    return scope;
  }

  const REMEDY =
    'a ConfigMap too: give one of them another name, or put them under conditions that exclude each other, such as when(equals(…)) and when(not(equals(…)))';

  it('is refused where another resource is it too', () => {
    const named = 'metadata.name is {metadata.name}-x, and so is that of test/no-0, ';
    const together: readonly Conditions[] = [
      () => [undefined, undefined],
      ({ on }) => [undefined, on],
      ({ on }) => [on, on],
      ({ on, mode }) => [on, equals(mode, 'a')],
      ({ mode }) => [not(equals(mode, 'a')), not(equals(mode, 'b'))],
      ({ text }) => [not(equals(text, 'a')), not(equals(text, 'b'))],
      ({ count }) => [greaterThan(count, 1), not(greaterThan(count, 2))],
      ({ ratio }) => [greaterThan(ratio, 1), not(greaterThan(ratio, 1.5))],
      ({ note, on }) => [present(note), not(on)],
      ({ note }) => [not(present(note)), not(equals(note, 'a'))],
      ({ place }) => [present(place), equals(place.zone, 'x')],
      ({ place }) => [present(place), not(present(place.shelf))],
      ({ on, mode, text }) => [any(on, equals(mode, 'a')), any(not(on), equals(text, 'b'))],
    ];
    for (const conditions of together) assertRefused(twice(conditions), 'test/no-1', named + REMEDY);
  });

  it('may be another’s where their conditions exclude each other', () => {
    const apart: readonly Conditions[] = [
      ({ on }) => [on, not(on)],
      ({ mode }) => [equals(mode, 'a'), equals(mode, 'b'), equals(mode, 'c')],
      ({ text }) => [equals(text, 'a'), equals(text, 'b'), not(any(equals(text, 'a'), equals(text, 'b')))],
      ({ count }) => [greaterThan(count, 1), not(greaterThan(count, 0))],
      ({ count }) => [greaterThan(count, 1), equals(count, 1)],
      ({ note }) => [present(note), not(present(note))],
      ({ note }) => [equals(note, 'a'), not(present(note))],
      ({ place }) => [not(present(place)), present(place.shelf)],
      ({ on, mode }) => [all(on, equals(mode, 'a')), all(on, equals(mode, 'b')), not(on)],
    ];
    for (const conditions of apart) {
      const scope = twice(conditions);
      assert.doesNotThrow(() => scope.render(compositeOf({ mode: 'a', on: true, text: 'a', count: 1, ratio: 1 })));
    }
  });

  it('is told apart by kind and by name, not by how the name is written', () => {
    const distinct = () => {
      const scope = scopeOf();
      const { name } = scope.composite.metadata;
      add(scope, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
      add(scope, 'b', { apiVersion: 'v1', kind: 'Service', metadata: { name } });
      add(scope, 'c', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `${name}-c` } });
      return scope;
    };
    assert.doesNotThrow(() => distinct().render(compositeOf(GIVEN)));
    const scope = distinct();
    add(scope, 'd', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `${scope.composite.metadata.name}` } });
    assertRefused(scope, 'test/d', `metadata.name is {metadata.name}, and so is that of test/a, ${REMEDY}`);
  });
});

describe('a field that there is not', () => {
  it('is refused where it is asked for: it would be the word undefined', () => {
    const scope = scopeOf();
    const { object } = addDeployment(scope, 'one');
    const seen = scope.observe<{ spec: { pods: number }; status: { pods: number }; metadata: { finalizers: string } }>(
      object,
    );
    const of = 'test/one, a Deployment, has no field';
    assert.throws(() => `${seen.status.pods} pods`, { message: `${of} status.pods` });
    assert.throws(() => `${seen.spec.pods} pods`, { message: `${of} spec.pods` });
    assert.throws(() => `${seen.metadata.finalizers}`, { message: `${of} metadata.finalizers` });
    const { metadata, spec } = scope.composite as never as Record<string, Record<string, string>>;
    assert.throws(() => `${spec?.nmae}`, { message: 'XTest has no field spec.nmae' });
    assert.throws(() => `${metadata?.labels}`, { message: 'XTest has no field metadata.labels' });
  });

  it('is refused in a map and in a list, whose content is not known', () => {
    const { spec } = composition({
      map: Type.Record(Type.String(), Type.String()),
      list: Type.Array(Type.String()),
    }).composite;
    assert.throws(() => `${spec.map.HOME}`, {
      message: 'the reference to spec.map is a map as a whole: of one key it is entry(…, "HOME")',
    });
    const none = (name: string) => ({
      message: `the reference to spec.list is a list as a whole: it has no ${name} until there is a composite`,
    });
    assert.throws(() => spec.list[0], none('0'));
    assert.throws(() => spec.list.length, none('length'));
    assert.throws(() => spec.list.map((item) => item), none('map'));
  });
});

describe('a field that a construct does not know', () => {
  const props = (scope: Scope) => ({
    metadata: { name: scope.composite.metadata.name },
    spec: { clusterIp: 'None', ports: [{ port: 80, targetPort: IntOrString.fromString('http') }] },
  });
  const remedy = (field: string) =>
    `${field} is given, but KubeService does not know it and leaves it out: spell it as its type does, or use ApiObject, which takes any field`;

  it('is refused: the construct would leave it out', () => {
    const scope = scopeOf();
    const { spec, ...rest } = props(scope);
    new KubeService(scope, 'service', { ...rest, spec: { ...spec, trafficDistribution: 'PreferClose' } as object });
    assertRefused(scope, 'test/service', remedy('spec.trafficDistribution'));
  });

  it('is refused in a list, in metadata, and where a patch adds it', () => {
    const deep = scopeOf();
    const [port] = props(deep).spec.ports;
    new KubeService(deep, 'service', { ...props(deep), spec: { ports: [{ ...port, tls: true } as never] } });
    assertRefused(deep, 'test/service', remedy('spec.ports.0.tls'));
    const number = scopeOf();
    new KubeService(number, 'service', { ...props(number), spec: { ports: [{ port: 1, targetPort: 80 as never }] } });
    assertRefused(number, 'test/service', remedy('spec.ports.0.targetPort'));
    const patched = scopeOf();
    const service = new KubeService(patched, 'service', props(patched));
    service.addJsonPatch(JsonPatch.add('/spec/later', 1));
    assertRefused(patched, 'test/service', remedy('spec.later'));
  });

  it('is not what the construct writes under another name', () => {
    const scope = scopeOf();
    new KubeService(scope, 'service', props(scope));
    const { service } = compose(scope, GIVEN).composed as never as Record<string, { readonly spec: object }>;
    assert.deepEqual(service?.spec, { clusterIP: 'None', ports: [{ port: 80, targetPort: 'http' }] });
  });
});

describe('a resource that is created too late', () => {
  it('is refused: it would be in nothing that is written', () => {
    const scope = scopeOf();
    addThing(scope, {});
    manifestOf(scope);
    assert.throws(() => addThing(scope, {}, 'late'), /Cannot add children to "test"/);
  });
});

describe('the message of a library', () => {
  it('has the field’s path in place of the reference to it', () => {
    const scope = scopeOf();
    const object = addThing(scope, { port: 1 });
    const { text } = scope.composite.spec;
    object.toJson = () => {
      throw new Error(`${text} and ${scope.composite.metadata.generation} will not do`);
    };
    assertRefused(scope, 'test/thing', '{spec.text} and {metadata.generation} will not do');
  });
});

describe('a report', () => {
  it('writes what is observed into the status, and nothing of what is not there', () => {
    const scope = scopeOf();
    const { seen } = addDeployment(scope, 'one');
    scope.report({
      count: seen.status.replicas,
      share: seen.spec.replicas,
      paused: seen.spec.paused,
      told: `${seen.metadata.name}: ${seen.status.replicas} of ${seen.spec.replicas}`,
      part: { state: match(seen.status.conditions, [{ regexp: '"type":"A"', result: 'good' }], 'bad') },
    });
    assert.equal(statusOf(scope, {}), undefined);
    assert.equal(statusOf(scope, { other: observedOf(1) }), undefined);
    assert.equal(statusOf(scope, { one: {} }), undefined);
    assert.deepEqual(statusOf(scope, { one: observedOf(1_000_000) }), {
      count: 1_000_000,
      share: 1_000_000,
      paused: false,
    });
    const all = {
      metadata: { name: 'one-one' },
      spec: { replicas: 2e6, paused: true },
      status: { replicas: 3e6, conditions: [{ type: 'A' }] },
    };
    assert.deepEqual(statusOf(scope, { one: all }), {
      count: 3e6,
      share: 2e6,
      paused: true,
      told: 'one-one: 3000000 of 2000000',
      part: { state: 'good' },
    });
  });

  it('of the later resource stands, of two of one field', () => {
    const scope = scopeOf();
    const [first, second] = [addDeployment(scope, 'first'), addDeployment(scope, 'second')];
    scope.report({ count: second.seen.status.replicas });
    scope.report({ count: first.seen.status.replicas });
    assert.deepEqual(statusOf(scope, { first: observedOf(1), second: observedOf(2) }), { count: 2 });
    assert.deepEqual(statusOf(scope, { first: observedOf(1) }), { count: 1 });
  });

  it('is made as long as the resource is there, even when it is not composed any more', () => {
    const scope = scopeOf();
    scope.when(scope.composite.spec.on, () => {
      scope.report({ count: addDeployment(scope, 'one').seen.status.replicas });
    });
    assert.deepEqual(statusOf(scope, { one: observedOf(4) }), { count: 4 });
  });

  it('is refused of several resources in one field', () => {
    const scope = scopeOf();
    const [first, second] = [addDeployment(scope, 'first'), addDeployment(scope, 'second')];
    scope.report({ told: `${first.seen.metadata.name} ${second.seen.metadata.name}` });
    assertRefused(scope, 'test/first', 'status.told reports several resources: each field is made of one');
  });

  it('is refused of what is the same for every composite', () => {
    const { report } = Object.getPrototypeOf(scopeOf()) as Scope;
    const refused: readonly (readonly [object, string])[] = [
      [{ count: 1 }, 'count'],
      [{ told: 'fixed' }, 'told'],
      [{ part: { state: '' } }, 'part.state'],
      [{ paused: false }, 'paused'],
    ];
    for (const [status, field] of refused) {
      assert.throws(() => report.call(scopeOf(), status as never), {
        message: `test: status.${field} is the same for every composite`,
      });
    }
  });

  it('is refused of the composite itself, and of another composition’s resource', () => {
    const stranger = addDeployment(scopeOf(), 'one').seen;
    const told = 'status.told reports no composed resource of this composition';
    for (const text of [
      ({ composite }: Scope) => composite.spec.text,
      () => stranger.metadata.name,
      ({ composite }: Scope) => `${composite.metadata.name}: ${stranger.metadata.name}`,
    ]) {
      const scope = scopeOf();
      addDeployment(scope, 'one');
      scope.report({ told: text(scope) });
      assertRefused(scope, 'test', told);
    }
  });

  it('is refused where the status has no such field or another type', () => {
    const reports: readonly (readonly [(seen: ReturnType<typeof addDeployment>['seen']) => object, string])[] = [
      [({ status }) => ({ none: status.replicas }), 'there is no field status.none'],
      [
        ({ status }) => ({ told: status.replicas }),
        'the reference to status.replicas gives an integer, but status.told takes a string',
      ],
      [
        ({ status }) => ({ count: `${status.replicas}` }),
        'the reference to status.replicas gives a string, but status.count takes an integer',
      ],
      [
        ({ status }) => ({ told: status.conditions }),
        'the reference to status.conditions gives an array, but status.told takes a string',
      ],
    ];
    for (const [report, message] of reports) {
      const scope = scopeOf();
      scope.report(report(addDeployment(scope, 'one').seen) as never);
      assertRefused(scope, 'test/one', message);
    }
  });

  it('is refused where it tells something of what is not observed', () => {
    for (const told of [
      ({ metadata }: ReturnType<typeof addDeployment>['seen']) => orElse(entry(metadata.annotations, 'a'), 'none'),
      ({ metadata }: ReturnType<typeof addDeployment>['seen']) => `${whether(entry(metadata.annotations, 'a'))}`,
    ]) {
      const scope = scopeOf();
      scope.report({ told: told(addDeployment(scope, 'one').seen) });
      assertRefused(
        scope,
        'test/one',
        'status.told has an orElse(…) or whether(…): of a field that is not observed nothing is reported',
      );
    }
  });

  it('is of a kind that is known', () => {
    const scope = scopeOf();
    const mystery = add(scope, 'one', { apiVersion: 'unknown.example.org/v1', kind: 'Mystery' });
    assert.throws(() => scope.observe(mystery), {
      message: 'test/one: the schema of unknown.example.org/v1/Mystery is not known: add the kind to the imports',
    });
  });
});

describe('what is written', () => {
  it('has the same bytes each time, whatever else the process has made', () => {
    const cacheText = () => {
      const chart = new Chart(new App(), 'test');
      new Cache(chart, composableKind);
      return [JSON.stringify(chart.toJson()), JSON.stringify(chart.toJson())];
    };
    const [first, again] = cacheText();
    assert.equal(again, first);
    const { spec } = scopeOf().composite;
    for (let i = 0; i < 2000; i++) whether(spec.text);
    const [later] = cacheText();
    assert.equal(later, first);
  });

  it('is the same after a preview', () => {
    const scope = scopeOf();
    addThing(scope, { list: [scope.composite.spec.text, { a: 1 }] });
    const before = JSON.stringify(manifestOf(scope));
    const first = scope.render(compositeOf({ on: true, text: 'first' }));
    scope.render(compositeOf({ on: true, text: 'second' }));
    assert.equal(JSON.stringify(manifestOf(scope)), before);
    assert.deepEqual((first.composed.get('thing') as never as { spec: object }).spec, { list: ['first', { a: 1 }] });
  });

  it('keeps compositions of one process apart', () => {
    const scopes = ['one', 'two'].map((id) => composition(SPEC, STATUS, id));
    for (const scope of scopes) addThing(scope, { text: scope.composite.spec.text, id: scope.node.id });
    for (const [i, scope] of scopes.entries()) {
      const { thing } = compose(scope, { on: true, text: `given ${i}` }).composed;
      assert.deepEqual((thing as never as { spec: object }).spec, { text: `given ${i}`, id: scope.node.id });
    }
    assert.deepEqual(
      scopes.map((scope) => (manifestOf(scope) as never as { metadata: object }).metadata),
      [{ name: 'one' }, { name: 'two' }],
    );
  });
});

describe('a composite that is out of the ordinary', () => {
  it('has hundreds of fields', () => {
    const names = Array.from({ length: 500 }, (_, i) => `field${i}`);
    const given = Object.fromEntries(names.map((name, i) => [name, i]));
    const spec = Object.fromEntries(names.map((name) => [name, Type.Integer()]));
    assert.deepEqual(
      valuesFor(spec, given, (composite) => ({ ...composite.spec })),
      given,
    );
  });

  it('has fields deep within each other', () => {
    const DEPTH = 60;
    let schema: TProperties = { bottom: Type.String() };
    let given: object = { bottom: 'x' };
    for (let i = 0; i < DEPTH; i++) [schema, given] = [{ inner: Type.Object(schema) }, { inner: given }];
    assert.deepEqual(
      valuesFor(schema, given, ({ spec }) => ({ made: spec })),
      { made: given },
    );
  });

  it('has fields named as what every object has', () => {
    const names = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', 'prototype', 'length', 'name'];
    const spec = Object.fromEntries(names.map((name) => [name, Type.String()]));
    const given = Object.fromEntries(names.map((name) => [name, `the ${name}`]));
    const made = valuesFor({ ...spec, inner: Type.Object(spec) }, { ...given, inner: given }, (composite) => {
      const fields = composite.spec as unknown as Record<string, string>;
      const inner = composite.spec.inner as unknown as Record<string, string>;
      return { own: names.map((name) => fields[name]), inner: names.map((name) => `<${inner[name]}>`) };
    });
    assert.deepEqual(made, {
      own: names.map((name) => `the ${name}`),
      inner: names.map((name) => `<the ${name}>`),
    });
  });

  it('changes no prototype', () => {
    const scope = scopeOf();
    const { text } = scope.composite.spec;
    addConfigMap(scope, JSON.parse(`{"__proto__":"${text}","a":"b"}`), 'first');
    addThing(scope, { deep: JSON.parse(`{"__proto__":{"polluted":"${text}"},"a":["${text}"]}`) }, 'second');
    scope.render(compositeOf(GIVEN));
    manifestOf(scope);
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
    assert.deepEqual(Object.keys(Object.prototype), []);
  });

  it('is refused with a null where a value is used', () => {
    const scope = scopeOf();
    addThing(scope, { text: `${scope.composite.spec.text}!` });
    assert.throws(() => scope.render(compositeOf({ on: true, text: null })), {
      message: 'the reference to spec.text gives null: leave the field out',
    });
  });

  it('is asked by so many references that their numbers are long', () => {
    const many = composition({ port: Type.Integer(), text: Type.String() });
    for (let i = 0; i < 47_000; i++) whether(many.composite.spec.text);
    const made = valuesFor({ port: Type.Integer(), text: Type.String() }, { port: 1, text: 'x' }, ({ spec }) => ({
      text: `${spec.text}1${spec.port}${spec.text}`,
      port: spec.port,
    }));
    assert.deepEqual(made, { text: 'x11x', port: 1 });
  });
});
