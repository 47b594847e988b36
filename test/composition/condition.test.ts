import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluate } from '@marcbachmann/cel-js';
import fc from 'fast-check';
import { type TProperties, Type } from 'typebox';
import {
  all,
  any,
  type Condition,
  choose,
  equals,
  greaterThan,
  not,
  orElse,
  present,
  type StringReference,
  whether,
} from '../../constructs/composition';
import { addConfigMap, addThing, compose, composition, manifestOf } from './support';

/** Words that CEL keeps for itself, and keys that are no identifiers. (cel-js itself reads no map with a constructor.) */
const ODD_NAMES = 'in as break const false for if null package true while toString'
  .split(' ')
  .concat(['a.b', 'c/d-e', '0', '8080', '', ' ', '"', '\\', "'", '`', '$x', 'ключ', '🚀', '\n', '*', '[0]']);

const SPEC = {
  on: Type.Boolean({ default: false }),
  size: Type.Enum(['small', 'large'], { default: 'small' }),
  port: Type.Integer({ default: 80 }),
  ratio: Type.Optional(Type.Number()),
  note: Type.Optional(Type.String()),
  maybe: Type.Optional(Type.Boolean()),
  map: Type.Optional(Type.Record(Type.String(), Type.String())),
  place: Type.Optional(
    Type.Object({
      zone: Type.String(),
      shelf: Type.Optional(Type.Integer()),
      box: Type.Optional(Type.Object({ lid: Type.Optional(Type.String()) })),
    }),
  ),
} satisfies TProperties;

const SPECS = fc.record(
  {
    on: fc.boolean(),
    size: fc.constantFrom('small', 'large'),
    port: fc.oneof(fc.constantFrom(79, 80, 81, 1e6, 2 ** 50), fc.maxSafeInteger()),
    ratio: fc.oneof(fc.constantFrom(0.5, 1e-7, 1e21, -1), fc.double({ noNaN: true, noDefaultInfinity: true })),
    note: fc.constantFrom('', 'a', '&& ||', '"', '\\'),
    maybe: fc.boolean(),
    map: fc.constantFrom({}, { a: 'b' }),
    place: fc.record(
      {
        zone: fc.constantFrom('a', 'b'),
        shelf: fc.integer(),
        box: fc.record({ lid: fc.constantFrom('', 'shut') }, { requiredKeys: [] }),
      },
      { requiredKeys: ['zone'] },
    ),
  },
  { requiredKeys: ['on', 'size', 'port'] },
);

const scope = composition(SPEC);
const { metadata, spec } = scope.composite;

const ASKED: Readonly<Record<string, () => Condition>> = {
  'on is true': () => equals(spec.on, true),
  'on is false': () => equals(spec.on, false),
  'size is large': () => equals(spec.size, 'large'),
  'port is 80': () => equals(spec.port, 80),
  'port is a million': () => equals(spec.port, 1e6),
  'port is very large': () => equals(spec.port, 2 ** 50),
  'port is above 80': () => greaterThan(spec.port, 80),
  'port is above -1': () => greaterThan(spec.port, -1),
  'ratio is 0.5': () => equals(spec.ratio, 0.5),
  'ratio is above 1e-8': () => greaterThan(spec.ratio, 1e-8),
  'ratio is above 1e15': () => greaterThan(spec.ratio, 1e15),
  'there is a ratio': () => present(spec.ratio),
  'there is a note': () => present(spec.note),
  'the note is empty': () => equals(spec.note, ''),
  'the note has operators': () => equals(spec.note, '&& ||'),
  'the note is a quote': () => equals(spec.note, '"'),
  'the note is a backslash': () => equals(spec.note, '\\'),
  'maybe is true': () => equals(spec.maybe, true),
  'maybe is false': () => equals(spec.maybe, false),
  'there is a map': () => present(spec.map),
  'there is a place': () => present(spec.place),
  'the zone is a': () => equals(spec.place.zone, 'a'),
  'there is a shelf': () => present(spec.place.shelf),
  'the shelf is above 0': () => greaterThan(spec.place.shelf, 0),
  'there is a box': () => present(spec.place.box),
  'there is a lid': () => present(spec.place.box.lid),
  'the lid is shut': () => equals(spec.place.box.lid, 'shut'),
  'the name is one': () => equals(metadata.name, 'one'),
};

/** Conditions made of those, by themselves or combined. */
const { condition: CONDITIONS } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(...Object.keys(ASKED)).map((name) => ASKED[name]!()),
    tie('condition').map(not),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((parts) => all(...parts)),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((parts) => any(...parts)),
  ),
}));

function assertAgreed({ cel, holds }: Condition, given: object): boolean {
  const composite = { metadata: { name: 'one' }, spec: given };
  const expected = evaluate(cel, { observed: { composite: { resource: composite } } });
  assert.equal(holds(composite), expected, `${cel} of ${JSON.stringify(given)}`);
  return holds(composite);
}

describe('a condition', () => {
  for (const [name, make] of Object.entries(ASKED)) {
    it(`holds where its CEL does: ${name}`, () => {
      const answers = new Set<boolean>();
      fc.assert(
        fc.property(SPECS, (given) => void answers.add(assertAgreed(make(), given))),
        { numRuns: 400 },
      );
      assert.ok(
        name === 'the name is one' || answers.size === 2,
        'there are composites for which it holds, and others',
      );
    });
  }

  it('holds where its CEL does, however it is combined', () => {
    fc.assert(
      fc.property(CONDITIONS, SPECS, (condition, given) => void assertAgreed(condition, given)),
      { numRuns: 1000 },
    );
  });

  it('does not hold of a field that is missing, nor does it fail', () => {
    const given = { on: true, size: 'small', port: 80 };
    for (const condition of [
      equals(spec.note, ''),
      equals(spec.maybe, false),
      greaterThan(spec.ratio, -1e9),
      equals(spec.place.zone, 'a'),
      present(spec.place.box.lid),
    ]) {
      assert.equal(assertAgreed(condition, given), false);
      assert.equal(assertAgreed(not(condition), given), true);
    }
  });

  it('asks for any field name', () => {
    const fields = Object.fromEntries(ODD_NAMES.map((name) => [name, Type.Optional(Type.String())]));
    const inner = Type.Optional(Type.Object(fields));
    const odd = composition({ ...fields, inner }).composite.spec as unknown as Record<string, StringReference> & {
      readonly inner: Record<string, StringReference>;
    };
    for (const name of ODD_NAMES) {
      for (const value of ['', name, 'x']) {
        assertAgreed(present(odd[name]!), { [name]: value });
        assertAgreed(equals(odd[name]!, name), { [name]: value });
        assertAgreed(equals(odd.inner[name]!, value), { inner: { [name]: value } });
      }
      assert.equal(assertAgreed(present(odd[name]!), { [name]: '' }), true);
      assert.equal(assertAgreed(present(odd[name]!), {}), false);
      assert.equal(assertAgreed(present(odd.inner[name]!), { inner: {} }), false);
      assert.equal(assertAgreed(present(odd.inner[name]!), {}), false);
    }
    const within = Type.Optional(Type.Object({ plain: Type.Optional(Type.String()) }));
    for (const name of ODD_NAMES) {
      const { spec } = composition({ [name]: within }).composite as never as {
        readonly spec: Readonly<Record<string, { readonly plain: StringReference }>>;
      };
      assert.equal(assertAgreed(present(spec[name]!.plain), { [name]: { plain: '' } }), true);
      assert.equal(assertAgreed(present(spec[name]!.plain), { [name]: {} }), false);
    }
  });

  it('compares with any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (asked, other) => {
        assert.equal(assertAgreed(equals(spec.note, asked), { note: asked }), true);
        assert.equal(assertAgreed(equals(spec.note, asked), { note: other }), asked === other);
      }),
    );
  });

  it('is written as function-cel-filter reads it', () => {
    const field = 'observed.composite.resource.spec';
    assert.equal(equals(spec.port, 80).cel, `${field}.port == 80.0`);
    assert.equal(greaterThan(spec.ratio, 0.5).cel, `has(${field}.ratio) && ${field}.ratio > 0.5`);
    assert.equal(present(spec.place.shelf).cel, `has(${field}.place) && has(${field}.place.shelf)`);
    assert.equal(
      all(spec.on, any(present(spec.note), not(spec.on))).cel,
      `${field}.on == true && (has(${field}.note) || !(${field}.on == true))`,
    );
  });

  it('is refused where it says nothing', () => {
    assert.throws(() => present(spec.port), {
      message: 'the reference to spec.port is always there: it is no condition',
    });
    assert.throws(() => present(orElse(spec.note, '')), /^Error: the reference to spec\.note is always there/);
    assert.throws(() => all(), { message: 'a condition is made of at least one other' });
    assert.throws(() => any(), { message: 'a condition is made of at least one other' });
  });

  it('is refused where it asks for something else than a field as it is', () => {
    const told = 'has been mapped: conditions ask fields as they are';
    assert.throws(() => equals(choose(spec.size, { small: 'a', large: 'b' }), 'a'), {
      message: `the reference to spec.size ${told}`,
    });
    assert.throws(() => equals(orElse(spec.note, 'a'), 'a'), { message: `the reference to spec.note ${told}` });
    assert.throws(() => all(whether(spec.note)), { message: `the reference to spec.note ${told}` });
    assert.throws(() => equals(spec.note, `${spec.size}`), {
      message: 'a condition: the reference to spec.size is no fixed value: a field is compared with those only',
    });
  });
});

describe('when', () => {
  const given = { on: false, size: 'small', port: 80 };

  /** Names of what is composed for a composite. */
  function composedFor(build: (made: typeof scope) => void, spec: object): string[] {
    const made = composition(SPEC);
    build(made);
    return Object.keys(compose(made, { ...given, ...spec }).composed);
  }

  it('composes one resource or several under a condition', () => {
    const build = (made: typeof scope) => {
      addConfigMap(made, {}, 'always');
      made.when(made.composite.spec.on, () => {
        addConfigMap(made, {}, 'first');
        addThing(made, {}, 'second');
      });
    };
    assert.deepEqual(composedFor(build, { on: false }), ['always']);
    assert.deepEqual(composedFor(build, { on: true }), ['always', 'first', 'second']);
  });

  it('adds conditions within conditions up', () => {
    const build = (made: typeof scope) => {
      const { on, place, size } = made.composite.spec;
      made.when(on, () => {
        addThing(made, {}, 'outer');
        made.when(present(place), () => {
          addThing(made, { zone: [place.zone] }, 'inner');
          made.when(any(equals(size, 'large'), present(place.shelf)), () => void addThing(made, {}, 'innermost'));
        });
      });
    };
    const place = { zone: 'a' };
    assert.deepEqual(composedFor(build, { place }), []);
    assert.deepEqual(composedFor(build, { on: true }), ['outer']);
    assert.deepEqual(composedFor(build, { on: true, place }), ['outer', 'inner']);
    assert.deepEqual(composedFor(build, { on: true, place, size: 'large' }), ['outer', 'inner', 'innermost']);
    assert.deepEqual(composedFor(build, { on: true, size: 'large' }), ['outer']);
  });

  it('shares a filter among resources under the same condition, whose names it takes literally', () => {
    const made = composition(SPEC);
    made.when(made.composite.spec.on, () => {
      addThing(made, {}, 'a.b');
      addThing(made, {}, 'c+(d)');
    });
    addThing(made, {}, 'a-b');
    addThing(made, {}, 'a.bc');
    const filters = manifestOf(made).spec.pipeline[1]?.input.filters;
    assert.deepEqual(filters, [
      { name: '(a\\.b|c\\+\\(d\\))', expression: 'observed.composite.resource.spec.on == true' },
    ]);
    assert.deepEqual(Object.keys(compose(made, given).composed), ['a-b', 'a.bc']);
  });

  it('adds no step where nothing is under a condition', () => {
    const made = composition(SPEC);
    addThing(made, {});
    assert.deepEqual(
      manifestOf(made).spec.pipeline.map(({ step }) => step),
      ['compose'],
    );
  });

  it('asks no composite of another composition', () => {
    const stranger = composition(SPEC);
    const { on } = stranger.composite.spec;
    for (const condition of [equals(on, false), all(spec.on, on), any(on, spec.on), not(any(spec.on, all(on)))]) {
      assert.throws(() => scope.when(condition, () => undefined), {
        message: 'test: a condition asks a composite of another composition',
      });
    }
  });
});
