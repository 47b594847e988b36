import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type TProperties, Type } from 'typebox';
import { choose, orElse, whether } from '../../constructs/composition';
import { interpret, type Patch } from './interpreter';
import { add, addThing, assertRefused, compose, composition, manifestOf } from './support';

const SPEC = {
  text: Type.String({ default: '' }),
  port: Type.Integer({ default: 80 }),
  ratio: Type.Number({ default: 1 }),
  on: Type.Boolean({ default: false }),
  size: Type.Enum(['s', 'l'], { default: 's' }),
  map: Type.Record(Type.String(), Type.String(), { default: {} }),
  note: Type.Optional(Type.String()),
  count: Type.Optional(Type.Integer()),
  place: Type.Optional(Type.Object({ zone: Type.String() })),
  'dotted.name': Type.Object({ 'a/b': Type.String({ default: '' }) }, { default: {} }),
} satisfies TProperties;

const GIVEN = { text: 't', port: 80, ratio: 1, on: true, size: 's', map: {}, 'dotted.name': { 'a/b': '' } };

type Fields = ReturnType<typeof scopeOf>['composite']['spec'];

function scopeOf() {
  return composition(SPEC);
}

function resourcesOf(scope: ReturnType<typeof scopeOf>) {
  return manifestOf(scope).spec.pipeline[0]!.input;
}

/** The base of a resource with this spec, and its patches but the name's. */
function patched(build: (spec: Fields) => object) {
  const scope = scopeOf();
  addThing(scope, build(scope.composite.spec));
  const [resource] = resourcesOf(scope).resources ?? [];
  const { base, patches } = resource as {
    readonly base: { readonly spec?: object };
    readonly patches: readonly Patch[];
  };
  return { base: base.spec, patches: patches.filter(({ toFieldPath }) => toFieldPath !== 'metadata.name') };
}

/** The one patch of a field, without where it goes. */
function patchOf(build: (spec: Fields) => unknown): Partial<Patch> {
  const { patches } = patched((spec) => ({ to: build(spec) }));
  const [{ toFieldPath, ...rest }] = patches as [Patch];
  assert.equal(patches.length, 1);
  assert.equal(toFieldPath, 'spec.to');
  return rest;
}

const from = (fromFieldPath: string, ...transforms: object[]) => ({
  type: 'FromCompositeFieldPath',
  fromFieldPath,
  ...(transforms.length > 0 && { transforms }),
});
const format = (fmt: string) => ({ type: 'string', string: { type: 'Format', fmt } });
const TO_JSON = { type: 'string', string: { type: 'Convert', convert: 'ToJson' } };
const TO_STRING = { type: 'convert', convert: { toType: 'string' } };

describe('a patch', () => {
  it('copies a field', () => {
    assert.deepEqual(
      patchOf(({ text }) => text),
      from('spec.text'),
    );
    assert.deepEqual(
      patchOf(({ map }) => map),
      from('spec.map'),
    );
    assert.deepEqual(
      patchOf((spec) => spec['dotted.name']['a/b']),
      from('spec[dotted.name].a/b'),
    );
  });

  it('formats integers exactly, numbers and booleans as they are written', () => {
    assert.deepEqual(
      patchOf(({ port }) => `${port}`),
      from('spec.port', format('%.0f')),
    );
    assert.deepEqual(
      patchOf(({ port }) => `:${port}`),
      from('spec.port', format(':%.0f')),
    );
    assert.deepEqual(
      patchOf(({ ratio }) => `${ratio}`),
      from('spec.ratio', TO_STRING),
    );
    assert.deepEqual(
      patchOf(({ ratio }) => `${ratio}x`),
      from('spec.ratio', TO_STRING, format('%sx')),
    );
    assert.deepEqual(
      patchOf(({ on }) => `${on}!`),
      from('spec.on', format('%t!')),
    );
  });

  it('keeps the text around a field as it is', () => {
    assert.deepEqual(
      patchOf(({ text }) => `100% %d ${text}%`),
      from('spec.text', format('100%% %%d %s%%')),
    );
    assert.deepEqual(
      patchOf(({ text }) => `%${text}s`),
      from('spec.text', format('%%%ss')),
    );
  });

  it('combines several fields', () => {
    assert.deepEqual(
      patchOf(({ text, port, on, size }) => `${text}:${port}/${on}%${size}`),
      {
        type: 'CombineFromComposite',
        combine: {
          variables: ['text', 'port', 'on', 'size'].map((name) => ({ fromFieldPath: `spec.${name}` })),
          strategy: 'string',
          string: { fmt: '%s:%.0f/%t%%%s' },
        },
      },
    );
  });

  it('maps', () => {
    const map = (pairs: object) => ({ type: 'map', map: pairs });
    assert.deepEqual(
      patchOf(({ size }) => choose(size, { s: 1, l: 2 })),
      from('spec.size', map({ s: 1, l: 2 })),
    );
    assert.deepEqual(
      patchOf(({ on }) => choose(on, { true: 'y', false: 'n' })),
      from('spec.on', TO_STRING, map({ true: 'y', false: 'n' })),
    );
    assert.deepEqual(
      patchOf(({ size }) => `${choose(size, { s: 1, l: 2 })}Mi`),
      from('spec.size', map({ s: 1, l: 2 }), TO_STRING, format('%sMi')),
    );
  });

  it('says whether a text is there', () => {
    assert.deepEqual(
      patched(({ note }) => ({ noted: whether(note) })),
      {
        base: { noted: false },
        patches: [
          {
            ...from('spec.note', {
              type: 'match',
              match: { patterns: [{ type: 'regexp', regexp: '.*', result: true }], fallbackValue: true },
            }),
            toFieldPath: 'spec.noted',
          },
        ],
      },
    );
  });

  it('falls back unless a map is set beside the field', () => {
    assert.deepEqual(
      patched(({ count, place }) => ({ fixed: 1, to: orElse(count, 2, { unless: place }) })),
      {
        base: { fixed: 1 },
        patches: [
          { ...from('spec.count'), toFieldPath: 'spec.to' },
          {
            ...from('spec', TO_JSON, {
              type: 'match',
              match: { patterns: [{ type: 'regexp', regexp: '"place":\\{', result: {} }], fallbackValue: { to: 2 } },
            }),
            toFieldPath: 'spec',
            policy: { toFieldPath: 'MergeObjects' },
          },
        ],
      },
    );
  });

  it('says which key cannot be written, and of what construct', () => {
    for (const key of ['', '*', 'a[0]', "'a'"]) {
      const scope = scopeOf();
      addThing(scope, { [key]: scope.composite.spec.text });
      assertRefused(scope, 'test/thing', `the key ${JSON.stringify(key)} cannot be written in a field path`);
    }
  });

  it('is none for keys that cannot be written but are the same for every composite', () => {
    assert.deepEqual(
      patched(() => ({ '': 1, '*': { 'a[0]': 2 } })),
      { base: { '': 1, '*': { 'a[0]': 2 } }, patches: [] },
    );
  });
});

describe('a base', () => {
  it('has what is the same for every composite', () => {
    const { base, patches } = patched(({ text, note }) => ({
      fixed: { a: [1, { b: '' }], empty: {}, none: [] },
      mixed: { a: 1, text },
      only: { deep: { text } },
      orElse: orElse(note, 'fallback'),
    }));
    assert.deepEqual(base, {
      fixed: { a: [1, { b: '' }], empty: {}, none: [] },
      mixed: { a: 1 },
      orElse: 'fallback',
    });
    assert.deepEqual(
      patches.map(({ toFieldPath }) => toFieldPath),
      ['spec.mixed.text', 'spec.only.deep.text', 'spec.orElse'],
    );
  });

  it('keeps the places of a list', () => {
    const { base, patches } = patched(({ text, port, on, map, note }) => ({
      list: [
        text,
        port,
        { note, on: true },
        'fixed',
        [map],
        orElse(note, 'x'),
        choose(on, { true: false, false: true }),
      ],
    }));
    assert.deepEqual(base, { list: ['', 0, { on: true }, 'fixed', [''], 'x', false] });
    assert.deepEqual(
      patches.map(({ toFieldPath }) => toFieldPath),
      ['spec.list[0]', 'spec.list[1]', 'spec.list[2].note', 'spec.list[4][0]', 'spec.list[5]', 'spec.list[6]'],
    );
  });
});

describe('patches that all resources have', () => {
  const labels = (spec: Fields) => ({ metadata: { labels: { text: spec.text, on: `${spec.on}` } } });

  it('are kept in one set, and applied once', () => {
    const scope = scopeOf();
    const { spec } = scope.composite;
    for (const id of ['a', 'b', 'c']) {
      add(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', ...labels(spec), data: { id, own: `${id}${spec.text}` } });
    }
    const { patchSets = [], resources = [] } = resourcesOf(scope);
    assert.deepEqual(
      patchSets.map(({ name, patches }) => [name, patches.map(({ toFieldPath }) => toFieldPath)]),
      [['common', ['metadata.labels.on', 'metadata.labels.text']]],
    );
    assert.deepEqual(
      resources.map(({ name, patches }) => [name, ...patches.map((one) => one.patchSetName ?? one.toFieldPath)]),
      ['a', 'b', 'c'].map((id) => [id, 'common', 'metadata.name', 'data.own']),
    );
    assert.deepEqual(Object.keys(compose(scope, GIVEN).composed), ['a', 'b', 'c']);
  });

  it('are none where there is one resource, or nothing in common', () => {
    const one = scopeOf();
    add(one, 'a', { apiVersion: 'v1', kind: 'ConfigMap', ...labels(one.composite.spec) });
    assert.equal(resourcesOf(one).patchSets, undefined);
    const two = scopeOf();
    add(two, 'a', { apiVersion: 'v1', kind: 'ConfigMap', ...labels(two.composite.spec) });
    addThing(two, {});
    assert.equal(resourcesOf(two).patchSets, undefined);
  });
});

describe('the reading of the functions’ rules that previews are compared with', () => {
  const read = (patches: readonly object[], composite: object, base: object = {}) =>
    interpret(
      { spec: { pipeline: [{ step: 's', input: { resources: [{ name: 'r', base, patches }] } }] } } as never,
      composite,
      new Map(),
    ).composed.r;
  const patch = (fmt: string) => [{ ...from('n', format(fmt)), toFieldPath: 'to' }];

  it('prints what Go prints', () => {
    assert.deepEqual(read(patch('%.0f %%'), { n: 2 ** 53 }), { to: '9007199254740992 %' });
    assert.deepEqual(read(patch('%d'), { n: 1 }), { to: '%!d(number=1)' });
    assert.deepEqual(read(patch('%s%s'), { n: 'a' }), { to: 'a%!s(MISSING)' });
    assert.deepEqual(read(patch('no verb'), { n: 'a' }), { to: 'no verb%!(EXTRA)' });
  });

  it('skips what is missing, and refuses what it does not know', () => {
    assert.deepEqual(read(patch('%s'), {}, { kept: 1 }), { kept: 1 });
    assert.throws(() => read([{ type: 'FromEnvironmentFieldPath' }], {}), /^Error: unknown patch/);
    assert.throws(
      () => read([{ ...from('n', { type: 'math' }), toFieldPath: 'to' }], { n: 1 }),
      /^Error: unknown transform/,
    );
    assert.throws(() => read([{ ...from('n.x'), toFieldPath: 'to' }], { n: 1 }), /not an object/);
    assert.throws(() => read([{ ...from('n'), toFieldPath: 'a[0]' }], { n: 1 }, { a: {} }), /of another type/);
    assert.throws(() => read([{ ...from('n..x'), toFieldPath: 'to' }], { n: 1 }), /is no field path/);
  });
});
