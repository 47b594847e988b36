import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DeploymentSpec } from 'cdk8s-plus-28/lib/imports/k8s';
import { Type } from 'typebox';
import {
  all,
  asBoolean,
  type BooleanReference,
  choose,
  entry,
  equals,
  greaterThan,
  match,
  type NumberReference,
  orElse,
  type StringReference,
  toInteger,
} from '../../constructs/composition';
import { add, composition } from './support';

/*
 * What the compiler refuses. Each line below @ts-expect-error is wrong: were one to compile, the build would fail.
 */
const scope = composition(
  {
    name: Type.String(),
    port: Type.Integer(),
    ratio: Type.Number(),
    on: Type.Boolean(),
    size: Type.Enum(['small', 'large']),
    map: Type.Record(Type.String(), Type.String()),
    list: Type.Array(Type.String()),
    nested: Type.Object({ inner: Type.String() }),
    note: Type.Optional(Type.String()),
    count: Type.Optional(Type.Integer()),
    grade: Type.Optional(Type.Enum(['gold', 'iron'])),
  },
  {
    ready: Type.Optional(Type.Integer()),
    told: Type.Optional(Type.String()),
    part: Type.Optional(Type.Object({ state: Type.Optional(Type.String()) })),
  },
);
const { metadata, spec } = scope.composite;
const deployment = add(scope, 'deployment', { apiVersion: 'apps/v1', kind: 'Deployment' });

interface Seen {
  readonly metadata: { readonly annotations?: Readonly<Record<string, string>> };
  readonly status?: { readonly replicas?: number; readonly phase?: string; readonly paused?: boolean };
}
const seen = scope.observe<Seen>(deployment);

const text = (value: string) => value;
const number = (value: number) => value;
const boolean = (value: boolean) => value;

describe('the compiler', () => {
  it('takes a reference wherever a value of its type goes', () => {
    const values: readonly unknown[] = [
      text(metadata.name),
      text(spec.size),
      text(spec.note),
      number(spec.port),
      number(spec.ratio),
      boolean(asBoolean(spec.on)),
      text(spec.nested.inner),
      { replicas: spec.count } satisfies Partial<DeploymentSpec>,
      spec.map satisfies Readonly<Record<string, string>>,
      spec.list satisfies readonly string[],
      choose(spec.size, { small: 1, large: 2 }) satisfies NumberReference,
      match(spec.count, [{ regexp: '^1$', result: true }], false) satisfies BooleanReference,
      match(spec.count, [{ regexp: '^1$', result: 'one' }], 'many') satisfies StringReference,
      orElse(spec.note, 'none') satisfies StringReference,
      toInteger(entry(seen.metadata.annotations, 'generation')) satisfies NumberReference,
      equals(spec.grade, 'gold'),
    ];
    assert.ok(values.every((value) => value !== undefined));
  });

  it('knows the fields of the schema', () => {
    const wrong = [
      // @ts-expect-error: the schema has no such field
      () => spec.nmae,
      // @ts-expect-error: nor within an object
      () => spec.nested.outer,
      // @ts-expect-error: nor the metadata
      () => metadata.nmae,
      // @ts-expect-error: nor the observed object
      () => seen.status.pods,
    ];
    for (const access of wrong) assert.throws(access, / has no field /);
  });

  it('knows the types of fields', () => {
    const wrong = [
      // @ts-expect-error: a number where a text goes
      text(spec.port),
      // @ts-expect-error: a boolean where a text goes
      text(spec.on),
      // @ts-expect-error: a map where a text goes
      text(spec.map),
      // @ts-expect-error: an object where a text goes
      text(spec.nested),
      // @ts-expect-error: a text where a number goes
      number(spec.name),
      // @ts-expect-error: an enum where a number goes
      number(spec.size),
      // @ts-expect-error: a text where a boolean goes
      boolean(spec.name),
      // @ts-expect-error: a list where a map goes
      spec.list satisfies Readonly<Record<string, string>>,
      // @ts-expect-error: an observed number where a text goes
      text(seen.status.replicas),
      // @ts-expect-error: a fixed value is no reference
      'plain' satisfies StringReference,
    ];
    assert.equal(wrong.length, 10);
  });

  it('lets nothing be done with a text or a number but to copy it, or to put it into a text', () => {
    const wrong = [
      // @ts-expect-error: its first 63 characters are those of no field
      () => metadata.name.slice(0, 63),
      // @ts-expect-error: nor can it be split
      () => spec.name.split('-'),
      // @ts-expect-error: padded
      () => spec.name.padEnd(63),
      // @ts-expect-error: replaced in
      () => spec.size.replace('a', 'b'),
      // @ts-expect-error: trimmed, not even where it can be missing
      () => spec.note.trim(),
      // @ts-expect-error: asked
      () => spec.size.startsWith('s'),
      // @ts-expect-error: in what an observed object has either
      () => seen.status.phase.toLowerCase(),
      // @ts-expect-error: rounded
      () => spec.ratio.toFixed(1),
    ];
    assert.equal(wrong.length, 8);
    assert.equal(typeof spec.name.concat(spec.port.toString()), 'string');
  });

  it('takes no boolean field for a boolean, where that would be the same for every composite', () => {
    const wrong = [
      // @ts-expect-error: always true
      () => (spec.on ? 1 : 2),
      // @ts-expect-error: nor here
      () => spec.on && 1,
      // @ts-expect-error: never true
      () => spec.on === true,
      // @ts-expect-error: a field of an object takes it by asBoolean
      () => boolean(spec.on),
      () => {
        // @ts-expect-error: always true
        if (spec.on) return 1;
        return 2;
      },
      // @ts-expect-error: what holds a text is no boolean
      () => asBoolean(spec.name),
    ];
    assert.equal(wrong.length, 6);
  });

  it('wants each value of an enum in choose, and no other', () => {
    const wrong = [
      // @ts-expect-error: large is missing
      () => choose(spec.size, { small: 1 }),
      // @ts-expect-error: huge is none
      () => choose(spec.size, { small: 1, large: 2, huge: 3 }),
      // @ts-expect-error: results are of one type
      () => choose(spec.size, { small: 1, large: '2' }),
      // @ts-expect-error: nor are these
      () => choose(spec.size, { small: true, large: '2' }),
      // @ts-expect-error: false is missing
      () => choose(spec.on, { true: 1 }),
      // @ts-expect-error: a text has no list of values
      () => choose(spec.name, { small: 1, large: 2 }),
      // @ts-expect-error: a number neither
      () => choose(spec.port, { '80': 1 }),
    ];
    assert.equal(wrong.length, 7);
  });

  it('wants results of one type in match', () => {
    // @ts-expect-error: a boolean and a text
    const wrong = [() => match(spec.name, [{ regexp: '.', result: true }], 'none')];
    assert.equal(wrong.length, 1);
  });

  it('wants orElse for fields that can be missing only, and of their type', () => {
    const wrong = [
      // @ts-expect-error: a number for a text
      () => orElse(spec.note, 1),
      // @ts-expect-error: a text for a number
      () => orElse(spec.count, '1'),
      // @ts-expect-error: the enum has no such value
      () => orElse(spec.grade, 'silver'),
      // @ts-expect-error: it is never missing
      () => orElse(spec.name, 'none'),
      // @ts-expect-error: nor is a number
      () => orElse(spec.port, 1),
    ];
    assert.equal(wrong.length, 5);
  });

  it('wants reports of fields that the status has, and of their type', () => {
    const wrong = [
      // @ts-expect-error: the status has no such field
      () => scope.report({ raedy: seen.status.replicas }),
      // @ts-expect-error: nor within an object
      () => scope.report({ part: { stat: seen.status.phase } }),
      // @ts-expect-error: a text for a number
      () => scope.report({ ready: seen.status.phase }),
      // @ts-expect-error: a number for a text
      () => scope.report({ told: seen.status.replicas }),
      // @ts-expect-error: a boolean for a text
      () => scope.report({ part: { state: seen.status.paused } }),
    ];
    assert.equal(wrong.length, 5);
  });

  it('wants conditions that can be true', () => {
    const wrong = [
      // @ts-expect-error: the enum has no such value
      () => equals(spec.size, 'huge'),
      // @ts-expect-error: a number is no text
      () => equals(spec.name, 1),
      // @ts-expect-error: a text is no number
      () => equals(spec.port, '80'),
      // @ts-expect-error: a text is no boolean
      () => equals(spec.on, 'true'),
      // @ts-expect-error: texts are not compared
      () => greaterThan(spec.name, 1),
      // @ts-expect-error: a text is no condition
      () => all(spec.name),
      // @ts-expect-error: a number neither
      () => scope.when(spec.port, () => undefined),
    ];
    assert.equal(wrong.length, 7);
  });
});
