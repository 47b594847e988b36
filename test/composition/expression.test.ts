import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConfigMap } from 'cdk8s-plus-28';
import { IntOrString, KubeService } from 'cdk8s-plus-28/lib/imports/k8s';
import { type TProperties, Type } from 'typebox';
import { assertNoReferences } from '../../constructs/composition';
import { addThing, assertRefused, compose, composition, manifestOf, THING, valuesFor } from './support';

const SPEC = {
  text: Type.String({ default: '' }),
  port: Type.Integer({ default: 1 }),
  ratio: Type.Number({ default: 1 }),
  on: Type.Boolean({ default: false }),
  size: Type.Enum(['small', 'large'], { default: 'small' }),
  map: Type.Record(Type.String(), Type.String(), { default: {} }),
  list: Type.Array(Type.String(), { default: [] }),
  nested: Type.Object({ inner: Type.String({ default: '' }) }, { default: {} }),
} satisfies TProperties;

const GIVEN = {
  text: 'some text',
  port: 8080,
  ratio: 0.25,
  on: true,
  size: 'large',
  map: { a: '1', 'b.c/d': '2' },
  list: ['x', 'y'],
  nested: { inner: 'deep' },
};

interface Manifest {
  readonly metadata: { readonly labels?: object };
  readonly spec?: object;
  readonly data?: object;
}

/** As plain JavaScript has them, to which a reference to a text is any text. */
type Fields = Omit<ReturnType<typeof scopeOf>['composite']['spec'], 'text'> & { readonly text: string };

function scopeOf() {
  return composition(SPEC);
}

/** Fails unless a value made of the composite's fields becomes this for {@link GIVEN}. */
function assertBecomes(build: (spec: Fields) => unknown, expected: unknown, given: object = {}): void {
  const made = valuesFor(SPEC, { ...GIVEN, ...given }, ({ spec }) => ({ value: build(spec) }));
  assert.deepEqual(made, { value: expected });
}

/** Fails unless a manifest with this value is refused. */
function assertValueRefused(build: (spec: Fields) => unknown, message: RegExp | string): void {
  const scope = scopeOf();
  addThing(scope, { value: build(scope.composite.spec) });
  assertRefused(scope, 'test/thing', message);
}

describe('a reference to a field', () => {
  it('gives the field’s value, of the field’s type', () => {
    assertBecomes(({ text }) => text, 'some text');
    assertBecomes(({ port }) => port, 8080);
    assertBecomes(({ ratio }) => ratio, 0.25);
    assertBecomes(({ on }) => on, true);
    assertBecomes(({ size }) => size, 'large');
  });

  it('gives a whole map, a whole list and a whole object', () => {
    assertBecomes(({ map }) => map, { a: '1', 'b.c/d': '2' });
    assertBecomes(({ list }) => list, ['x', 'y']);
    assertBecomes(({ nested }) => nested, { inner: 'deep' });
  });

  it('can stand in a text, whatever stands beside it', () => {
    assertBecomes(({ text }) => `${text}`, 'some text');
    assertBecomes(({ port }) => `${port}`, '8080');
    assertBecomes(({ ratio }) => `${ratio}`, '0.25');
    assertBecomes(({ text }) => `x${text}x0z`, 'xsome textx0z');
    assertBecomes(({ port }) => `2${port}5.5`, '280805.5');
    assertBecomes(({ ratio }) => `-${ratio}.5`, '-0.25.5');
    assertBecomes(({ on }) => `${on}ly`, 'truely');
  });

  it('can stand beside another one without anything between them', () => {
    assertBecomes(({ text, size }) => `${text}${size}`, 'some textlarge');
    assertBecomes(({ port, text }) => `${port}${port}${text}`, '80808080some text');
    assertBecomes(({ on, port }) => `${on}${port}${on}`, 'true8080true');
  });

  it('can stand in a list, and in a map in a list', () => {
    assertBecomes(
      ({ text, port, on }) => ['fixed', text, port, on, `:${port}`, {}],
      ['fixed', 'some text', 8080, true, ':8080', {}],
    );
    assertBecomes(
      ({ map, port }) => [{ map }, { port, fixed: 1 }, [port]],
      [{ map: GIVEN.map }, { port: 8080, fixed: 1 }, [8080]],
    );
  });

  it('survives being copied, frozen, spread and written as JSON', () => {
    assertBecomes(({ map }) => Object.freeze({ ...map }), GIVEN.map);
    assertBecomes(({ nested }) => ({ ...nested, more: 1 }), { inner: 'deep', more: 1 });
    assertBecomes(({ map }) => structuredClone({ ...map }), GIVEN.map);
    assertBecomes(({ text, port, map }) => JSON.parse(JSON.stringify({ text, port, map })), {
      text: 'some text',
      port: 8080,
      map: GIVEN.map,
    });
    assertBecomes(({ text, port }) => JSON.stringify({ text, port }), '{"text":"some text","port":8080}');
  });

  it('gives integers exactly up to 2^53', () => {
    for (const port of [0, 1, -1, 999_999, 1_000_000, 2 ** 31, 2 ** 52 + 1, Number.MAX_SAFE_INTEGER, 2 ** 53]) {
      assertBecomes((spec) => spec.port, port, { port });
      assertBecomes((spec) => `${spec.port}`, BigInt(port).toString(), { port });
      assertBecomes((spec) => `a${spec.port}b${spec.text}`, `a${port}bsome text`, { port });
    }
  });

  it('gives numbers without an exponent in texts', () => {
    const texts = { '1e21': '1000000000000000000000', '1.5e-7': '0.00000015', '-2.5e22': '-25000000000000000000000' };
    for (const [number, text] of Object.entries(texts)) {
      assertBecomes((spec) => `${spec.ratio}`, text, { ratio: Number(number) });
      assertBecomes((spec) => `=${spec.ratio}`, `=${text}`, { ratio: Number(number) });
    }
  });
});

describe('a text of a user', () => {
  const OTHER_PROCESS = 'xrefa1b2c3d4ex0000';
  for (const text of [
    '',
    ' ',
    'xref',
    'xrefx0x',
    OTHER_PROCESS,
    OTHER_PROCESS.slice(0, -2),
    '2251799813685248.5',
    '3251799813685248.5.5',
    '4503599627370495.5',
    '9007199254740991',
    '%',
    '%d %s %v %% %!',
    '$' + '{spec.text}',
    '$(PORT) {{ .Values }} \\ " \'',
    'Grüße, 世界 🚀 \u0000\u2028',
    '__proto__',
  ]) {
    it(`stays as it is: ${JSON.stringify(text)}`, () => {
      assertBecomes(() => text, text);
      assertBecomes((spec) => `${text}${spec.text}${text}`, `${text}some text${text}`);
      assertBecomes((spec) => spec.text, text, { text });
      assertBecomes((spec) => `<${spec.text}:${spec.port}>`, `<${text}:8080>`, { text });
    });
  }

  it('may be a field’s value that looks like a marker', () => {
    const scope = scopeOf();
    addThing(scope, { value: scope.composite.spec.text });
    const marker = scope.composite.spec.text;
    assertBecomes((spec) => [spec.text, `${spec.text}!`], [marker, `${marker}!`], { text: marker });
  });
});

describe('a reference that has been changed', () => {
  const CALCULATED = /^spec\.value: \S+ is what arithmetic makes of a field reference, or too large/;
  const changes: Readonly<Record<string, (reference: number) => number>> = {
    'plus 1': (reference) => reference + 1,
    'plus 2048': (reference) => reference + 2048,
    'minus 4096': (reference) => reference - 4096,
    doubled: (reference) => reference * 2,
    'times 3': (reference) => reference * 3,
    'times 1000': (reference) => reference * 1000,
    halved: (reference) => reference / 2,
    'divided by 3': (reference) => reference / 3,
    negated: (reference) => -reference,
    rounded: Math.round,
    'rounded down': Math.floor,
    truncated: Math.trunc,
    'added to itself': (reference) => reference + reference,
    'made a logarithm of nothing': (reference) => Math.log(-reference),
  };
  for (const [what, change] of Object.entries(changes)) {
    it(`is refused where it was ${what}`, () => {
      assertValueRefused(({ port }) => change(port), CALCULATED);
    });
  }

  it('is refused where one reference was added to another', () => {
    assertValueRefused(({ port, ratio }) => port + ratio, CALCULATED);
  });

  it('is refused in a text as well', () => {
    for (const name of ['plus 1', 'doubled', 'halved', 'times 1000', 'rounded', 'rounded down', 'added to itself']) {
      assertValueRefused(({ port }) => `-p ${changes[name]!(port)}`, CALCULATED);
    }
  });

  const LEFT =
    'is left: a reference can be copied and put into a text, but not cut, padded, replaced in or set in another case; limit the field itself (maxLength, pattern), or map it with choose(…) or match(…)';
  /** Fails unless what this makes of a reference, or of a text with one, is refused with the place and the field. */
  const assertChangeRefused = (change: (text: string) => unknown, field = 'the reference to spec.text') => {
    assertValueRefused(({ text }) => change(text), `spec.value: only a part of ${field} ${LEFT}`);
    assertValueRefused(({ text }) => change(`${text}-backend`), `spec.value: only a part of ${field} ${LEFT}`);
  };

  it('is refused where it was cut at any limit of Kubernetes, or shorter', () => {
    for (const length of [317, 253, 63, 52, 50, 30, 14]) {
      assertChangeRefused((text) => text.slice(0, length));
      assertChangeRefused((text) => text.substring(0, length));
      assertChangeRefused((text) => text.substring(0, length).concat('-x'));
    }
    for (const length of [1, 2, 3, 8]) {
      assertChangeRefused((text) => text.slice(0, length), 'a field reference');
    }
    assertValueRefused(({ text, size }) => `${size}-${text.slice(0, 63)}`, /is left: /);
    assertValueRefused(
      ({ text }) => `app-${text}`.slice(0, 63),
      /^spec\.value: only a part of the reference to spec\.text /,
    );
    assertValueRefused(({ text }) => text.slice(20, 26), /^spec\.value: only a part of a field reference /);
  });

  it('is refused where it was split, at whatever', () => {
    for (const separator of ['-', '.', '/', ':', '@', '_', ',', '=', ' ', '', 'a', 'Z', '0', /\d/]) {
      assertValueRefused(({ text }) => text.split(separator)[0], /^spec\.value: only a part of /);
      assertValueRefused(({ text }) => text.split(separator).at(-1), /^spec\.value: only a part of /);
    }
    for (const separator of ['-', /\s+/, /[^a-z]/, /\W/]) {
      assertValueRefused(({ text }) => text.split(separator).join('§'), /^spec\.value: only a part of /);
    }
  });

  it('is refused where something in it was replaced', () => {
    for (const pattern of ['-', '.', '/', 'e', '0', /[aeiou]/, /[^a-z0-9-]/g, /[^a-z]/g, /\W/g, /[A-Z]/, /^./]) {
      assertValueRefused(({ text }) => text.replace(pattern, ''), /^spec\.value: only a part of /);
      assertValueRefused(({ text }) => `${text}!`.replace(pattern, '_'), /^spec\.value: only a part of /);
    }
    assertValueRefused(({ text }) => text.replaceAll('.', '-'), /^spec\.value: only a part of /);
    // A digit of the marker's number would make it another field's.
    for (const digit of '0123456789abcdefghijklmnopqrstuvwxyz') {
      assertValueRefused(({ text }) => text.replaceAll(digit, '§'), /^spec\.value: only a part of /);
      assertValueRefused(
        ({ text }) => text.replaceAll(digit, digit === '1' ? '2' : '1'),
        /^spec\.value: only a part of /,
      );
    }
  });

  it('is refused where it was trimmed, encoded or set in another case', () => {
    const changes: readonly ((text: string) => string)[] = [
      (text) => text.trim(),
      (text) => text.trimStart(),
      (text) => `a${text}`.trimEnd(),
      (text) => text.toLowerCase(),
      (text) => `APP_${text.toUpperCase()}`,
      (text) => encodeURIComponent(text),
      (text) => [...text].reverse().join(''),
      (text) => text.charAt(0),
    ];
    for (const change of changes) assertValueRefused(({ text }) => change(text), /^spec\.value: only a part of /);
  });

  it('can be what is put into a text in place of another', () => {
    assertBecomes(({ text }) => 'app=NAME;'.replace('NAME', text), 'app=some text;');
    assertBecomes(
      ({ text, port }) => 'NAME:PORT'.replaceAll('NAME', text).replace(/PORT/, `${port}`),
      'some text:8080',
    );
    assertBecomes(({ text }) => text.concat('!').concat(text.toString()), 'some text!some text');
  });
});

describe('a reference that is out of place', () => {
  it('is refused as a key', () => {
    assertValueRefused(
      ({ text }) => ({ [text]: 1 }),
      'the reference to spec.text is part of a key of spec.value: a key is the same for every composite',
    );
    assertValueRefused(
      ({ port }) => ({ [`port-${port}`]: 1 }),
      'the reference to spec.port is part of a key of spec.value: a key is the same for every composite',
    );
    assertValueRefused(
      ({ map }) => ({ ...map, more: '1' }),
      'the reference to spec.map is part of a key of spec.value: a key is the same for every composite',
    );
  });

  it('is refused as a part of a text where it is a map, a list or an object', () => {
    const { spec } = scopeOf().composite;
    for (const [field, value] of Object.entries({ map: spec.map, list: spec.list, nested: spec.nested })) {
      assert.throws(() => `${value}`, {
        message: `the reference to spec.${field} is a map or a list: it cannot be part of a text`,
      });
    }
    assertValueRefused(
      ({ map }) => JSON.stringify(map),
      'spec.value: the reference to spec.map is a map or a list: it cannot be part of a text',
    );
  });

  it('is refused in a construct’s id', () => {
    const scope = scopeOf();
    const thing = addThing(scope, {}, scope.composite.spec.text);
    assertRefused(
      scope,
      thing.node.path,
      'a field reference is part of a construct’s id: ids are the same for every composite',
    );
  });

  it('is refused in another composition', () => {
    const stranger = scopeOf();
    assertValueRefused(
      () => stranger.composite.spec.text,
      'the reference to spec.text is used outside its composition, where it has no value',
    );
    assertValueRefused(
      ({ text }) => `${text}-${stranger.composite.spec.port}`,
      'the reference to spec.port is used outside its composition, where it has no value',
    );
  });

  it('is refused outside of compositions, with the place', () => {
    const { text, port, map, on } = scopeOf().composite.spec;
    for (const [field, value] of Object.entries({
      text,
      on,
      port: [{ port }],
      map: { ...THING, spec: { map } },
    })) {
      assert.throws(() => assertNoReferences(value, 'platform/role'), {
        message: `platform/role: the reference to spec.${field} is used outside its composition, where it has no value`,
      });
    }
    assert.throws(() => assertNoReferences({ [text]: true }, 'here'), /^Error: here: the reference to spec\.text /);
    assert.throws(() => assertNoReferences([port * 2], 'here'), /^Error: here: \d+ is what arithmetic makes of/);
  });

  it('is not found where there is none', () => {
    const plain = { a: ['2251799813685248.5', 1, null, true, 2 ** 50, -0.5], b: { c: undefined } };
    assert.doesNotThrow(() => assertNoReferences(plain, 'here'));
  });
});

describe('constructs of cdk8s-plus', () => {
  it('take references as any other value, generated and hand-written ones', () => {
    const scope = scopeOf();
    const { metadata, spec } = scope.composite;
    new KubeService(scope, 'generated', {
      metadata: { name: metadata.name, labels: { size: spec.size } },
      spec: { ports: [{ name: spec.text, port: spec.port, targetPort: IntOrString.fromNumber(spec.port) }] },
    });
    const config = new ConfigMap(scope, 'written', { metadata: { name: `${metadata.name}-config` } });
    config.addData('port', `${spec.port}`);
    config.addData('text', spec.text);
    new ConfigMap(scope, 'whole', { metadata: { name: `${metadata.name}-whole` }, data: spec.map });

    const { generated, written, whole } = compose(scope, GIVEN).composed as never as Record<string, Manifest>;
    assert.deepEqual(generated?.metadata.labels, { size: 'large' });
    assert.deepEqual(generated?.spec, { ports: [{ name: 'some text', port: 8080, targetPort: 8080 }] });
    assert.deepEqual(written?.data, { port: '8080', text: 'some text' });
    assert.deepEqual(whole?.data, GIVEN.map);
  });

  it('cannot add to a map that is a reference', () => {
    const scope = scopeOf();
    const { metadata, spec } = scope.composite;
    new ConfigMap(scope, 'config', { metadata: { name: metadata.name }, data: spec.map }).addData('port', '80');
    assertRefused(
      scope,
      'test/config/Resource',
      'the reference to spec.map is part of a key of data: a key is the same for every composite',
    );
  });
});

describe('markers', () => {
  it('never reach what is written', () => {
    const scope = scopeOf();
    const { spec } = scope.composite;
    addThing(scope, { ...spec, text: [`${spec.text}${spec.port}${spec.on}`, spec.size], again: spec.map });
    const guard = [...spec.text][1] as string;
    const written = JSON.stringify(manifestOf(scope));
    assert.ok(!written.includes(guard), written);
    assert.doesNotMatch(written, /\d{16}/);
  });
});
