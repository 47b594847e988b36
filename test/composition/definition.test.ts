import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { App, Chart } from 'cdk8s';
import { type TProperties, Type } from 'typebox';
import { type CompositeDefinition, CompositeResourceDefinition, openApiSchema } from '../../constructs/composition';
import { XCache } from '../../constructs/composition/example/x-cache';
import { XNodeApp } from '../../constructs/node-app/definition';
import { type KindedObject, validateObject, validateValue } from '../../constructs/schemas/kind-schema';
import { definitionOf } from './support';

interface Schema {
  readonly type?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
}

/** Keywords that a structural schema may have. */
const KEYWORDS =
  /^(type|title|description|format|pattern|default|enum|required|properties|additionalProperties|items|multipleOf|nullable|(min|max)(imum|Length|Items|Properties)|x-kubernetes-[a-z-]+)$/;

/**
 * What keeps a schema from being structural, and a definition from being accepted.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
function* problemsOf(schema: Schema, path: string): Generator<string> {
  const { type, properties, additionalProperties, items, required = [] } = schema;
  if (!/^(string|integer|number|boolean|object|array)$/.test(type ?? '')) yield `${path} is of type ${type}`;
  for (const keyword of Object.keys(schema)) if (!KEYWORDS.test(keyword)) yield `${path} has ${keyword}`;
  if ((properties || additionalProperties) && type !== 'object') yield `${path} has fields but is no object`;
  if (properties && additionalProperties) yield `${path} has named fields beside any`;
  if ((type === 'array') !== (items !== undefined)) yield `${path} has items or is a list, not both`;
  for (const name of required) if (!properties?.[name]) yield `${path} requires ${name}, which it does not have`;
  for (const value of schema.enum ?? [])
    if (typeof value !== type) yield `${path} allows ${value}, which is no ${type}`;
  if (schema.default !== undefined) {
    for (const problem of validateValue(schema as never, schema.default))
      yield `${path} has a wrong default: ${problem}`;
  }
  for (const [name, property] of Object.entries(properties ?? {})) yield* problemsOf(property, `${path}.${name}`);
  if (additionalProperties) yield* problemsOf(additionalProperties, `${path}.*`);
  if (items) yield* problemsOf(items, `${path}[]`);
}

function schemaOf(spec: TProperties, status: TProperties = {}) {
  return openApiSchema(definitionOf(Type.Object(spec), Type.Object(status))) as Schema & {
    readonly properties: { readonly spec: Schema; readonly status: Schema };
  };
}

function xrdOf(definition: CompositeDefinition): KindedObject & { readonly spec: object; readonly metadata: object } {
  return new CompositeResourceDefinition(new Chart(new App(), 'test'), 'definition', definition).toJson();
}

describe('the schema of a composite', () => {
  for (const [name, definition] of Object.entries({ XCache, XNodeApp })) {
    it(`is structural, and its defaults are valid: ${name}`, () => {
      assert.deepEqual([...problemsOf(openApiSchema(definition) as Schema, name)], []);
    });
  }

  it('is structural whatever is in it', () => {
    const schema = schemaOf({
      deep: Type.Array(Type.Record(Type.String(), Type.Object({ list: Type.Array(Type.Array(Type.Integer())) }))),
      empty: Type.Object({}),
      maps: Type.Record(Type.String(), Type.Record(Type.String(), Type.Boolean())),
      'dotted.name/slashed': Type.Optional(Type.String({ default: 'x' })),
      toString: Type.Enum(['a'], { default: 'a' }),
      multiple: Type.Integer({ multipleOf: 5, minimum: 5, default: 10 }),
    });
    assert.deepEqual([...problemsOf(schema, 'schema')], []);
  });

  it('would not be called structural if it were not', () => {
    const wrong: readonly Schema[] = [
      {},
      { type: 'null' },
      { type: 'string', properties: {} },
      { type: 'object', properties: {}, additionalProperties: { type: 'string' } },
      { type: 'array' },
      { type: 'object', required: ['a'], properties: {} },
      { type: 'string', enum: [1] },
      { type: 'integer', default: '1' },
      { type: 'object', properties: { a: { type: 'array', items: { oneOf: [] } as Schema } } },
    ];
    for (const schema of wrong) assert.notDeepEqual([...problemsOf(schema, 'schema')], [], JSON.stringify(schema));
  });

  it('requires what has no default and is not optional', () => {
    const { spec } = schemaOf({
      must: Type.String(),
      filled: Type.String({ default: '' }),
      may: Type.Optional(Type.String()),
      off: Type.Boolean({ default: false }),
      none: Type.Integer({ default: 0 }),
      inner: Type.Object({ filled: Type.String({ default: 'x' }), must: Type.Integer() }),
    }).properties;
    assert.deepEqual(spec.required, ['must', 'inner']);
    assert.deepEqual(spec.properties?.inner?.required, ['must']);
    assert.equal(schemaOf({ filled: Type.String({ default: '' }) }).properties.spec.required, undefined);
  });

  it('keeps titles, limits, defaults and rules', () => {
    const rule = { rule: 'self == oldSelf', message: 'stays as it is' };
    const { spec } = schemaOf({
      text: Type.String({
        title: 'Text',
        description: 'Some.',
        pattern: '^a',
        minLength: 1,
        maxLength: 2,
        default: 'a',
        'x-kubernetes-validations': [rule],
      }),
      number: Type.Integer({ minimum: 1, maximum: 5, default: 3, format: 'int32' }),
      list: Type.Array(Type.String(), { minItems: 1, maxItems: 2, 'x-kubernetes-list-type': 'set' }),
      map: Type.Record(Type.String(), Type.Integer({ minimum: 0 }), { maxProperties: 3, default: {} }),
      object: Type.Object({ a: Type.Optional(Type.String()) }, { 'x-kubernetes-validations': [rule] }),
    }).properties;
    assert.deepEqual(spec.properties, {
      text: {
        type: 'string',
        title: 'Text',
        description: 'Some.',
        pattern: '^a',
        minLength: 1,
        maxLength: 2,
        default: 'a',
        'x-kubernetes-validations': [rule],
      },
      number: { type: 'integer', minimum: 1, maximum: 5, default: 3, format: 'int32' },
      list: { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 2, 'x-kubernetes-list-type': 'set' },
      map: { type: 'object', additionalProperties: { type: 'integer', minimum: 0 }, maxProperties: 3, default: {} },
      object: { type: 'object', properties: { a: { type: 'string' } }, 'x-kubernetes-validations': [rule] },
    });
  });

  it('gives enums their type', () => {
    const { spec } = schemaOf({ size: Type.Enum(['small', 'large'], { default: 'small' }) }).properties;
    assert.deepEqual(spec.properties?.size, { type: 'string', enum: ['small', 'large'], default: 'small' });
  });

  it('refuses what a structural schema cannot say, with the field', () => {
    const oneType =
      'a field needs one type; allowed: string, integer, number, boolean, object, array, and Type.Enum([…]) of texts; unions and references are none';
    const lost = (keyword: string) => `a structural schema has no ${keyword}; say it in x-kubernetes-validations`;
    const refused: readonly (readonly [TProperties, string])[] = [
      [{ a: Type.Union([Type.String(), Type.Integer()]) }, `spec.a: ${oneType}`],
      [{ a: Type.Object({ b: Type.Array(Type.Union([Type.String(), Type.Null()])) }) }, `spec.a.b[]: ${oneType}`],
      [{ a: Type.Record(Type.String(), Type.Any()) }, `spec.a.*: ${oneType}`],
      [{ a: Type.Null() }, `spec.a: ${oneType}`],
      [{ a: Type.Unknown() }, `spec.a: ${oneType}`],
      [{ a: Type.Intersect([Type.Object({}), Type.Object({})]) }, `spec.a: ${oneType}`],
      [{ a: Type.Literal('x') }, `spec.a: ${lost('const')}`],
      [{ a: Type.Integer({ exclusiveMinimum: 0 }) }, `spec.a: ${lost('exclusiveMinimum')}`],
      [{ a: Type.Array(Type.String(), { uniqueItems: true }) }, `spec.a: ${lost('uniqueItems')}`],
      [{ a: Type.String({ not: { enum: ['x'] } }) }, `spec.a: ${lost('not')}`],
      [{ a: Type.Enum([1, 2]) }, 'spec.a: the values of an enum are texts'],
      [
        { a: Type.Object({ b: Type.String() }, { additionalProperties: Type.String() }) },
        'spec.a: a map has either named fields or any; a structural schema cannot have both',
      ],
      [{ a: Type.Object({ ['__proto__']: Type.String() }) }, 'spec.a: no field can be named __proto__'],
    ];
    for (const [spec, message] of refused) {
      assert.throws(() => schemaOf(spec), { message: `XTest: ${message}` });
      assert.throws(() => schemaOf({}, spec), { message: `XTest: ${message.replace('spec.', 'status.')}` });
    }
  });

  it('refuses a pattern that RE2 does not know', () => {
    for (const pattern of ['^(?=.*a)', '(a)\\1', 'a++', '(?<!x)y', '[', '\\uZ', '(?>a)']) {
      assert.throws(
        () => schemaOf({ deep: Type.Object({ text: Type.String({ pattern }) }) }),
        ({ message }: Error) =>
          message.startsWith(`XTest: spec.deep.text.pattern: ${JSON.stringify(pattern)} is no pattern of RE2, which `),
        pattern,
      );
    }
    const named = { ...definitionOf(Type.Object({}), Type.Object({})), namePattern: '(?!kube-)' };
    assert.throws(() => openApiSchema(named), /^Error: XTest: metadata\.name: "\(\?!kube-\)" is no pattern of RE2/);
    for (const pattern of ['^(?i)a$', '\\pL', '^[^\\x00-\\x1f]+$', '(?P<name>a)']) {
      assert.doesNotThrow(() => schemaOf({ text: Type.String({ pattern }) }), pattern);
    }
  });

  it('refuses a rule that is no CEL, or asks what the field lacks', () => {
    const fields = {
      least: Type.Integer(),
      most: Type.Integer(),
      'dotted.name': Type.Optional(Type.String()),
      deep: Type.Object({ on: Type.Boolean() }),
      names: Type.Array(Type.String()),
    };
    const refused: Readonly<Record<string, RegExp>> = {
      'self.least <=': /Unexpected token: EOF$/,
      'self.least <= self.msot': /there is no field self\.msot$/,
      'self.deep.off': /there is no field self\.deep\.off$/,
      'has(self.deep.off)': /there is no field self\.deep\.off$/,
      'slef.least > 1': /Unknown variable: slef$/,
      "'yes'": /it gives string, not true or false$/,
      'exists(self)': /no matching overload for 'exists\(dyn\)'$/,
      "self.names.all(name, name.matches('(?=a)'))": /is no pattern of RE2/,
    };
    const object = (rule: string) => ({
      a: Type.Object(fields, { 'x-kubernetes-validations': [{ rule, message: 'wrong' }] }),
    });
    for (const [rule, problem] of Object.entries(refused)) {
      assert.throws(
        () => schemaOf(object(rule)),
        ({ message }: Error) => {
          assert.ok(
            message.startsWith(`XTest: spec.a: the rule ${JSON.stringify(rule)} is no CEL of this field: `),
            message,
          );
          return problem.test(message);
        },
      );
    }
    const text = (rule: string) => ({ t: Type.String({ 'x-kubernetes-validations': [{ rule }] }) });
    assert.throws(
      () => schemaOf(text('self > 1')),
      /^Error: XTest: spec\.t: the rule "self > 1" is no CEL of this field: /,
    );
    for (const rule of [
      'self.least <= self.most && self.deep.on',
      "!has(self.dotted__dot__name) || self.dotted__dot__name != ''",
      'self.names.isSorted()',
      'self == oldSelf',
    ]) {
      assert.doesNotThrow(() => schemaOf(object(rule)), rule);
    }
    for (const rule of ["quantity(self).compareTo(quantity('1Gi')) >= 0", 'isURL(self)', "self.find('a') == 'a'"]) {
      assert.doesNotThrow(() => schemaOf(text(rule)), rule);
    }
  });

  it('refuses a default that its own limits refuse', () => {
    const within = "the default is outside of the field's own limits";
    const refused: readonly (readonly [TProperties, string])[] = [
      [{ a: Type.Integer({ minimum: 1, default: 0 }) }, `spec.a: ${within}: 0 is less than 1`],
      [{ a: Type.String({ pattern: '^b', default: 'a' }) }, `spec.a: ${within}: "a" does not match ^b`],
      [{ a: Type.Enum(['x'], { default: 'y' as 'x' }) }, `spec.a: ${within}: "y" is none of x`],
      [{ a: Type.Integer({ default: '1' as never }) }, `spec.a: ${within}: takes integer, not string`],
      [
        { o: Type.Object({ a: Type.Integer(), b: Type.Integer({ default: 1 }) }, { default: { b: 2 } as never }) },
        `spec.o: ${within}: a: required field is missing`,
      ],
      [
        {
          a: Type.String({
            default: 'x',
            'x-kubernetes-validations': [{ rule: "self != 'x'", message: 'must not be x' }],
          }),
        },
        'spec.a: the default "x" breaks a rule of the field: must not be x',
      ],
      [{ a: Type.Integer({ minimum: 3, maximum: 2 }) }, 'spec.a: minimum 3 is greater than maximum 2'],
    ];
    for (const [spec, message] of refused) assert.throws(() => schemaOf(spec), { message: `XTest: ${message}` });
  });

  it('tells everything that is wrong at once', () => {
    assert.throws(
      () =>
        schemaOf(
          { a: Type.Union([Type.String(), Type.Null()]), b: Type.Literal('x') },
          { c: Type.Integer({ default: 0.5 }) },
        ),
      ({ message }: Error) =>
        message
          .split('\n')
          .map((line) => line.split(':').slice(0, 2).join(':'))
          .join() === 'XTest: spec.a,XTest: spec.b,XTest: status.c',
    );
  });
});

describe('the definition of a kind of composite', () => {
  it('is valid, and defines one namespaced version', () => {
    const xrd = xrdOf(XCache);
    assert.deepEqual(validateObject(xrd), []);
    assert.deepEqual(xrd, {
      apiVersion: 'apiextensions.crossplane.io/v2',
      kind: 'CompositeResourceDefinition',
      metadata: { name: 'xcaches.example.org' },
      spec: {
        scope: 'Namespaced',
        group: 'example.org',
        names: { kind: 'XCache', plural: 'xcaches', singular: 'xcache' },
        defaultCompositionRef: { name: 'cache' },
        versions: [
          { name: 'v1', served: true, referenceable: true, schema: { openAPIV3Schema: openApiSchema(XCache) } },
        ],
      },
    });
  });

  it('has short names, columns and a longest name where they are given', () => {
    const ready = { name: 'Ready', type: 'string', jsonPath: '.status.ready', description: 'Whether it is.' } as const;
    const xrd = xrdOf({ ...XCache, shortNames: ['xc'], printerColumns: [ready], maxNameLength: 30 });
    const { names, versions } = xrd.spec as never as {
      readonly names: object;
      readonly versions: readonly { readonly schema: { readonly openAPIV3Schema: Schema } }[];
    };
    assert.deepEqual(validateObject(xrd), []);
    assert.deepEqual(names, { kind: 'XCache', plural: 'xcaches', singular: 'xcache', shortNames: ['xc'] });
    assert.deepEqual(
      versions.map((version) => (version as { additionalPrinterColumns?: unknown }).additionalPrinterColumns),
      [[ready]],
    );
    assert.deepEqual(versions[0]?.schema.openAPIV3Schema.properties?.metadata?.properties, {
      name: { type: 'string', maxLength: 30 },
    });
  });
});
