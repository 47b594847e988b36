import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import { type TProperties, type TSchema, Type } from 'typebox';
import { choose, entry, match, orElse, sha256, toInteger, whether } from '../../constructs/composition';
import { add, addConfigMap, addThing, assertRefused, composition, valuesFor } from './support';

const SPEC = {
  size: Type.Enum(['small', 'medium', 'large'], { default: 'small' }),
  on: Type.Boolean({ default: false }),
  port: Type.Integer({ default: 80 }),
  name: Type.String({ default: 'n' }),
  labels: Type.Record(Type.String(), Type.String(), { default: {} }),
  note: Type.Optional(Type.String()),
  count: Type.Optional(Type.Integer()),
  ratio: Type.Optional(Type.Number()),
  flag: Type.Optional(Type.Boolean()),
  class: Type.Optional(Type.Enum(['gold', 'iron'])),
  place: Type.Optional(Type.Object({ zone: Type.String(), shelf: Type.Optional(Type.Integer()) })),
} satisfies TProperties;

const GIVEN = { size: 'small', on: false, port: 80, name: 'n', labels: {} };

type Fields = ReturnType<typeof scopeOf>['composite']['spec'];

function scopeOf() {
  return composition(SPEC);
}

/** Fails unless a value becomes this for the composite with these fields; undefined: it is missing. */
function assertBecomes(given: object, build: (spec: Fields) => unknown, expected: unknown): void {
  const made = valuesFor(SPEC, { ...GIVEN, ...given }, ({ spec }) => ({ value: build(spec), there: true }));
  assert.deepEqual(made, { there: true, ...(expected !== undefined && { value: expected }) });
}

function assertValueRefused(build: (spec: Fields) => unknown, message: RegExp | string): void {
  const scope = scopeOf();
  addThing(scope, { value: build(scope.composite.spec) });
  assertRefused(scope, 'test/thing', message);
}

describe('an optional field', () => {
  it('is missing where it is not set, and with it what is made of it', () => {
    assertBecomes({}, ({ note }) => note, undefined);
    assertBecomes({}, ({ note, name }) => `${name}-${note}`, undefined);
    assertBecomes({}, ({ note }) => ({ only: note, and: { deeper: `${note}!` } }), undefined);
    assertBecomes({}, ({ note, name }) => ({ note, name }), { name: 'n' });
    assertBecomes({}, ({ note }) => [{ note, on: true }], [{ on: true }]);
    assertBecomes({}, ({ class: grade }) => choose(grade, { gold: 1, iron: 2 }), undefined);
  });

  it('is there where it is set', () => {
    assertBecomes({ note: '' }, ({ note }) => note, '');
    assertBecomes({ note: 'x' }, ({ note, name }) => `${name}-${note}`, 'n-x');
    assertBecomes({ count: 0 }, ({ count }) => ({ deeper: [{ count, on: true }] }), {
      deeper: [{ count: 0, on: true }],
    });
    assertBecomes({ flag: false }, ({ flag }) => flag, false);
  });

  it('may be within one that is missing', () => {
    assertBecomes({}, ({ place }) => place, undefined);
    assertBecomes({ place: { zone: 'z' } }, ({ place }) => place, { zone: 'z' });
    assertBecomes({ place: { zone: 'z', shelf: 3 } }, ({ place }) => `${place.zone}/${place.shelf}`, 'z/3');
  });
});

describe('choose', () => {
  it('maps each value of an enum', () => {
    const pairs = { small: '250m', medium: '500m', large: '1' };
    for (const [size, cpu] of Object.entries(pairs)) assertBecomes({ size }, (spec) => choose(spec.size, pairs), cpu);
  });

  it('maps true and false', () => {
    for (const on of [true, false]) {
      assertBecomes({ on }, (spec) => choose(spec.on, { true: 'yes', false: '' }), on ? 'yes' : '');
      assertBecomes({ on }, (spec) => choose(spec.on, { true: 1.5, false: -2 }), on ? 1.5 : -2);
      assertBecomes({ on }, (spec) => choose(spec.on, { true: false, false: true }), !on);
    }
  });

  it('gives numbers and booleans that can be in a text', () => {
    const pairs = { small: 64, medium: 1_000_000, large: 2 ** 50 };
    for (const [size, amount] of Object.entries(pairs)) {
      assertBecomes({ size }, (spec) => `${choose(spec.size, pairs)}Mi`, `${amount}Mi`);
    }
    assertBecomes({ on: true }, (spec) => `on=${choose(spec.on, { true: false, false: true })}`, 'on=false');
  });

  it('gives amounts as Kubernetes reads them', () => {
    const memory = { small: Size.mebibytes(256), medium: Size.gibibytes(1), large: Size.gibibytes(2) };
    const times = { small: Duration.seconds(90), medium: Duration.minutes(5), large: Duration.millis(1500) };
    const cpu = { small: Cpu.millis(100), medium: Cpu.millis(250), large: Cpu.units(1) };
    const texts = { small: ['256Mi', '90s', '100m'], medium: ['1Gi', '300s', '250m'], large: ['2Gi', '1500ms', '1'] };
    for (const [size, expected] of Object.entries(texts)) {
      assertBecomes(
        { size },
        (spec) => [choose(spec.size, memory), choose(spec.size, times), choose(spec.size, cpu)],
        expected,
      );
    }
    assertBecomes({}, ({ note }) => orElse(note, Duration.hours(1)), '3600s');
  });

  it('maps values that are names of what every object has', () => {
    const odd = { constructor: 'a', toString: 'b', ['__proto__']: 'c', hasOwnProperty: 'd' };
    const keys = Object.keys(odd) as (keyof typeof odd)[];
    for (const given of keys) {
      const made = valuesFor({ odd: Type.Enum(keys) }, { odd: given }, ({ spec }) => ({ v: choose(spec.odd, odd) }));
      assert.deepEqual(made, { v: odd[given] });
    }
  });

  it('fails for a value that the schema does not allow', () => {
    const scope = scopeOf();
    addThing(scope, { value: choose(scope.composite.spec.size, { small: '1', medium: '2', large: '3' }) });
    for (const size of ['huge', 'constructor', '__proto__']) {
      const composite = { apiVersion: 'example.org/v1', kind: 'XTest', metadata: { name: 'one' }, spec: { size } };
      assert.throws(() => scope.render(composite), {
        message: `the reference to spec.size: nothing is given for "${size}"`,
      });
    }
  });

  it('refuses results of different types', () => {
    const { size } = scopeOf().composite.spec;
    const pairs = { small: 1, medium: '2', large: 3 } as unknown as { small: 1; medium: 2; large: 3 };
    assert.throws(() => choose(size, pairs), {
      message: 'choose maps the reference to spec.size to values of different types',
    });
  });

  it('cannot share a text with another reference', () => {
    assertValueRefused(
      ({ size, name }) => `${name}-${choose(size, { small: 's', medium: 'm', large: 'l' })}`,
      /^the reference to spec\.size cannot share a text with other references: it is mapped/,
    );
    assertValueRefused(
      ({ ratio, name }) => `${name}-${ratio}`,
      /^the reference to spec\.ratio cannot share a text .* no integer/,
    );
  });
});

describe('orElse', () => {
  it('stands in where a field is missing, and only there', () => {
    assertBecomes({}, ({ note }) => orElse(note, 'none'), 'none');
    assertBecomes({ note: '' }, ({ note }) => orElse(note, 'none'), '');
    assertBecomes({}, ({ count }) => orElse(count, 2), 2);
    assertBecomes({ count: 0 }, ({ count }) => orElse(count, 2), 0);
    assertBecomes({}, ({ flag }) => orElse(flag, true), true);
    assertBecomes({ flag: false }, ({ flag }) => orElse(flag, true), false);
  });

  it('stands in for a field of an object that is missing as a whole', () => {
    assertBecomes({}, ({ place }) => ({ shelf: orElse(place.shelf, 7) }), { shelf: 7 });
    assertBecomes({ place: { zone: 'z' } }, ({ place }) => [orElse(place.shelf, 7)], [7]);
    assertBecomes({ place: { zone: 'z', shelf: 1 } }, ({ place }) => [orElse(place.shelf, 7)], [1]);
  });

  it('is mapped as the field is', () => {
    const weigh = (spec: Fields) => choose(orElse(spec.class, 'iron'), { gold: 10, iron: 1 });
    assertBecomes({}, weigh, 1);
    assertBecomes({ class: 'gold' }, weigh, 10);
    assertBecomes({}, ({ flag }) => choose(orElse(flag, true), { true: 'on', false: 'off' }), 'on');
    assertBecomes({}, ({ note }) => toInteger(orElse(note, '12')), 12);
    assertBecomes({}, ({ note }) => match(orElse(note, 'b'), [{ regexp: '^b', result: 'B' }], '-'), 'B');
    assertBecomes({}, ({ note }) => sha256(orElse(note, 'b')), createHash('sha256').update('b').digest('hex'));
    assertBecomes({}, ({ count }) => `${orElse(count, 3)}`, '3');
  });

  it('leaves a field missing where another is set beside it, and only there', () => {
    const sized = ({ count, place }: Fields) => orElse(count, 2, { unless: place });
    assertBecomes({}, sized, 2);
    assertBecomes({ count: 0 }, sized, 0);
    assertBecomes({ place: { zone: 'z' } }, sized, undefined);
    assertBecomes({ place: { zone: 'z' }, count: 7 }, sized, 7);
    for (const text of ['place', '"place":{', '{"place":{}}', '\\"place":{']) {
      assertBecomes({ name: text, labels: { place: text } }, sized, 2);
    }
  });

  it('can be mapped where it may stay missing', () => {
    const told = ({ flag, place }: Fields) =>
      choose(orElse(flag, true, { unless: place }), { true: 'on', false: 'off' });
    assertBecomes({}, told, 'on');
    assertBecomes({ flag: false }, told, 'off');
    assertBecomes({ place: { zone: 'z' } }, told, undefined);
    assertBecomes({}, ({ note, place }) => whether(orElse(note, '', { unless: place })), false);
  });

  it('leaves nothing missing that must not be', () => {
    const scope = scopeOf();
    const { count: port, place } = scope.composite.spec;
    const ports = [{ port: orElse(port, 80, { unless: place }) }];
    add(scope, 'service', { apiVersion: 'v1', kind: 'Service', spec: { ports } });
    assertRefused(
      scope,
      'test/service',
      /^the reference to spec\.count may be missing, but spec\.ports\.0\.port must not be/,
    );
    assertValueRefused(
      ({ count, place: other }) => [orElse(count, 2, { unless: other })],
      /^the reference to spec\.count may be missing, but spec\.value\.0 must not be/,
    );
    assertValueRefused(
      ({ count, note: text, place: other }) => ({ only: text, size: orElse(count, 2, { unless: other }) }),
      'the reference to spec.count has an orElse(… unless …) in spec.value: that works only in a map that is always there',
    );
  });

  it('knows the map beside it from any that is deeper', () => {
    const bin = Type.Optional(Type.Object({ lid: Type.Optional(Type.Boolean()) }));
    const refused = (other: TSchema, where: string) => {
      const scope = composition({ count: Type.Optional(Type.Integer()), bin, other });
      const { spec } = scope.composite;
      addThing(scope, { value: orElse(spec.count, 2, { unless: spec.bin }), there: true });
      const told = `the reference to spec.count has an orElse(… unless …), but ${where} may hold a map called bin as well`;
      assertRefused(scope, 'test/thing', told);
    };
    refused(Type.Object({ bin }), 'spec.other');
    refused(Type.Object({ a: Type.Array(Type.Object({ bin })) }), 'spec.other');
    refused(Type.Record(Type.String(), Type.Object({ a: Type.Integer() })), 'spec.other');
    refused(Type.Object({}, { 'x-kubernetes-preserve-unknown-fields': true }), 'spec.other');
  });

  it('asks only for a map beside the field', () => {
    const { count, note, name, place } = scopeOf().composite.spec;
    const told = /is no map beside the reference to spec\.(count|place\.shelf), both in one that is always there$/;
    assert.throws(() => orElse(count, 2, { unless: note }), told);
    assert.throws(() => orElse(count, 2, { unless: name }), told);
    assert.throws(() => orElse(place.shelf, 2, { unless: place }), told);
    assert.throws(() => orElse(count, 2, { unless: scopeOf().composite.spec.place }), told);
  });

  it('cannot be a part of a text', () => {
    assertValueRefused(
      ({ note }) => `a-${orElse(note, 'b')}`,
      'the reference to spec.note has an orElse(…) within a text: that works only for a whole value',
    );
  });

  it('must be what the field takes', () => {
    const scope = scopeOf();
    const config = addConfigMap(scope, { count: orElse(scope.composite.spec.note, 3 as never) });
    assertRefused(scope, config.node.path, 'data.count is 3, but takes a string');
  });
});

describe('whether', () => {
  it('is true where a text is set, empty or not', () => {
    assertBecomes({ note: 'x' }, ({ note }) => whether(note), true);
    assertBecomes({ note: '' }, ({ note }) => whether(note), true);
    assertBecomes({ note: '\n' }, ({ note }) => whether(note), true);
    assertBecomes({}, ({ note }) => whether(note), false);
  });

  it('can be mapped', () => {
    const told = (spec: Fields) => choose(whether(spec.note), { true: 'yes', false: 'no' });
    assertBecomes({ note: 'x' }, told, 'yes');
    assertBecomes({}, told, 'no');
  });
});

describe('match', () => {
  const kinds = [
    { regexp: '^a', result: 'first' },
    { regexp: 'z$', result: 'last' },
  ];

  it('gives the result of the first pattern that matches', () => {
    assertBecomes({ name: 'abcz' }, ({ name }) => match(name, kinds, 'none'), 'first');
    assertBecomes({ name: 'xyz' }, ({ name }) => match(name, kinds, 'none'), 'last');
    assertBecomes({ name: 'x' }, ({ name }) => match(name, kinds, 'none'), 'none');
    assertBecomes({}, ({ note }) => match(note, kinds, 'none'), undefined);
  });

  it('reads patterns as the functions do, and refuses what those do not know', () => {
    const any = [{ regexp: '^.$', result: 'one' }];
    // To JavaScript a dot is none of these.
    for (const name of ['\r', '\u2028']) assertBecomes({ name }, (spec) => match(spec.name, any, 'none'), 'one');
    assertBecomes({ name: 'ABC' }, ({ name }) => match(name, [{ regexp: '(?i)^abc$', result: 'yes' }], 'no'), 'yes');
    const { name } = scopeOf().composite.spec;
    assert.throws(() => match(name, [{ regexp: '^(?!a)', result: 'x' }], 'y'), {
      message:
        'match of the reference to spec.name: "^(?!a)" is no pattern of RE2, which Kubernetes and the functions read: invalid or unsupported Perl syntax: `(?!`',
    });
  });

  it('sees numbers as they are written, and booleans', () => {
    const million = [{ regexp: '^1000000$', result: 'a million' }];
    assertBecomes({ port: 1_000_000 }, ({ port }) => match(port, million, 'other'), 'a million');
    assertBecomes({ ratio: 1_000_000 }, ({ ratio }) => match(ratio, million, 'other'), 'a million');
    assertBecomes({ on: true }, ({ on }) => match(on, [{ regexp: '^true$', result: 'on' }], 'off'), 'on');
  });

  it('gives booleans as well', () => {
    const many = ({ port }: { readonly port: number }) =>
      match(port as never, [{ regexp: '^1$', result: false }], true);
    assertBecomes({ port: 1 }, many, false);
    assertBecomes({ port: 10 }, many, true);
  });

  it('sees maps as JSON with sorted keys', () => {
    const labels = { b: '<2>', '10': 'x', a: '1', '9': 'y' };
    const json = String.raw`^\{"10":"x","9":"y","a":"1","b":"\\u003c2\\u003e"\}$`;
    assertBecomes(
      { labels },
      (spec) => match(spec.labels, [{ regexp: json, result: 'as it is' }], 'other'),
      'as it is',
    );
  });
});

describe('entry', () => {
  it('is the text under a key of a map, where there is one', () => {
    for (const key of ['a', 'b.c/d', 'constructor', '10']) {
      assertBecomes({ labels: { [key]: 'x' } }, ({ labels }) => entry(labels, key), 'x');
      assertBecomes({ labels: { other: 'x' } }, ({ labels }) => entry(labels, key), undefined);
      assertBecomes({}, ({ labels }) => orElse(entry(labels, key), 'none'), 'none');
    }
  });
});

describe('toInteger', () => {
  it('reads a text of digits', () => {
    for (const [name, number] of [
      ['0', 0],
      ['-17', -17],
      ['9007199254740991', Number.MAX_SAFE_INTEGER],
    ] as const) {
      assertBecomes({ name }, (spec) => toInteger(spec.name), number);
    }
  });
});

describe('sha256', () => {
  it('is the digest of a text’s bytes, and of the JSON of anything else', () => {
    const digest = (text: string) => createHash('sha256').update(text).digest('hex');
    assertBecomes({ name: 'ü' }, ({ name }) => sha256(name), digest('ü'));
    assertBecomes({ labels: { b: '&', a: '' } }, ({ labels }) => sha256(labels), digest('{"a":"","b":"\\u0026"}'));
    assertBecomes({ labels: { '10': '', '9': '' } }, ({ labels }) => sha256(labels), digest('{"10":"","9":""}'));
    assertBecomes({ port: 8080 }, ({ port }) => `sum-${sha256(port)}`, `sum-${digest('8080')}`);
  });
});

describe('a value that must be the same for every composite', () => {
  it('cannot be a reference', () => {
    const { size, name, note, labels, port } = scopeOf().composite.spec;
    const told = 'is no fixed value: only those can be given here';
    const refused: readonly (readonly [string, () => unknown])[] = [
      ['choose: the reference to spec.name', () => choose(size, { small: name, medium: '', large: '' })],
      ['choose: the reference to spec.port', () => choose(size, { small: port, medium: 1, large: 1 })],
      ['orElse: the reference to spec.name', () => orElse(note, `${name}-default`)],
      ['match: the reference to spec.name', () => match(name, [], name)],
      ['match: the reference to spec.name', () => match(note, [{ regexp: '.', result: name }], '')],
      ['match: the reference to spec.name', () => match(note, [{ regexp: name, result: '' }], '')],
      ['entry: the reference to spec.name', () => entry(labels, name)],
    ];
    for (const [what, make] of refused) assert.throws(make, { message: `${what} ${told}` });
  });

  it('is told from a reference: what is none is refused', () => {
    for (const value of ['plain', 1, {}, null]) {
      assert.throws(() => sha256(value as never), { message: `${JSON.stringify(value)} is not a field reference` });
    }
  });
});
