import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parse, parseDocument } from 'yaml';
import { toYaml } from '../../constructs/output/yaml';

/** What readers of both versions of YAML take a text for. */
function read(text: string): { readonly v11: unknown; readonly v12: unknown } {
  return { v11: parse(text, { version: '1.1' }), v12: parse(text, { version: '1.2' }) };
}

/** Asserts that readers of both versions get back what was written, and nothing that they warn of. */
function assertRoundTrip(value: unknown): void {
  const text = toYaml(value);
  for (const version of ['1.1', '1.2'] as const) {
    const document = parseDocument(text, { version });
    assert.deepEqual([...document.errors, ...document.warnings], [], text);
    assert.deepEqual(document.toJS(), value, `version ${version}: ${text}`);
  }
}

const NASTY = `
  y n Y N yes no Yes NO on off On OFF true false True FALSE null Null NULL ~
  0 -0 +0 1 -1 007 0o17 0O17 0x1F 0X1f 0b11 1_000 _1 1. .5 -.5 +.5 1.5 1e3 1E3 1e+3 1.5e-3 .e+5 12e03 1e e7 E0 e+1 e-12345678 e7a 1.4.2 1.2.3.4
  .inf -.inf +.Inf .INF .nan .NaN .NAN 1:20 1:20:30 190:20:30.15 -1:20 0:0 2001-12-14 2001-12-14t21:59:43.10-05:00
  - -- --- ---a ... ? : :: , [ ] { } [] {} # & * ! | > ' " % @ \` = << -a --a --A ?a :a a: a:b a# #a &a *a !a !!str |a >a %a @a =a <a
  'a' "a" 'a "a a' {a} [a] {{a}} \${a} $(a) $a a,b a[0] a{b} http://x:80/y?z=1#w C:\\\\a \\\\ / . .a _ a_b é ü 日本 😀
  1m 10Gi 0s 1Gi2 1.5Gi 100m1 1d 1y 01m 1n 99999999999999999999Gi sha256:abc
`
  .trim()
  .split(/\s+/);

const WITH_SPACES = [
  '',
  ' ',
  '  ',
  ' a',
  'a ',
  'a b',
  'a  b',
  'a: b',
  'a :b',
  'a #b',
  'a# b',
  '- a',
  '? a',
  '--- a',
  '...\na',
  '2001-12-14 21:59:43.10 Z',
  '1 000',
  'a\n',
  'a\n\n',
  '\n',
  '\na',
  'a\nb',
  'a\n\nb',
  'a\n  b\n c\n',
  ' a\nb',
  'a \nb',
  'a\n \nb',
  'a\t\nb',
  'a\n\tb',
  '\ta',
  'a\tb',
  'a\tb\nc',
  'a\t',
  'a\r\nb',
  'a\rb',
  '---\na',
  'a\n---\nb',
  'a\n...\nb',
  '# a\nb',
  '%YAML 1.1\n---\na',
  'a: b\nc: d\n',
  '- a\n- b',
  '\u0000',
  '\u0007\u001b\u007f\u0080\u009f',
  '\u0085',
  'a\u0085b\nc',
  '\u00a0',
  '\u2028',
  'a\u2029b\nc\n',
  '\ufeff',
  '\ufeffa\nb',
  '\ud800',
  'a\udc00\nb',
  '\ud83d\ude00',
  'a\ud83d\ude00\nb',
  '\u202eabc',
  '\ufffe\uffff',
  'x'.repeat(5000),
  'x '.repeat(5000),
];

describe('strings', () => {
  for (const text of [...NASTY, ...WITH_SPACES]) {
    test(`reads back ${JSON.stringify(text.slice(0, 40))} as value, in a list, in maps and as a key`, () => {
      assertRoundTrip(text);
      assertRoundTrip([text, [text], { key: text }]);
      assertRoundTrip({ key: text, other: { key: text, list: [text] } });
      if (text.length < 1000) assertRoundTrip({ [text]: text, other: { [text]: [text] } });
    });
  }

  const written: readonly (readonly [string, string])[] = [
    ['dashboard', 'dashboard'],
    ['a b', 'a b'],
    ['ghcr.io/acme/dashboard-backend:1.4.2', 'ghcr.io/acme/dashboard-backend:1.4.2'],
    ['https://example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
    ['--log-level=info', '--log-level=info'],
    ['$(POD_NAME)', '$(POD_NAME)'],
    ['10Gi', '10Gi'],
    ['250m', '250m'],
    ['', '""'],
    ['yes', '"yes"'],
    ['NO', '"NO"'],
    ['1.0', '"1.0"'],
    ['0x1F', '"0x1F"'],
    ['1:20', '"1:20"'],
    ['2001-12-14', '"2001-12-14"'],
    ['a: b', '"a: b"'],
    ['a #b', '"a #b"'],
    ['a:', '"a:"'],
    ['*', '"*"'],
    ["'a'", `"'a'"`],
    ['say "a"', 'say "a"'],
    ['\u007f\u0085\u2028\u2029\ufeff\u202e\ud800', '"\\u007f\\u0085\\u2028\\u2029\\ufeff\\u202e\\ud800"'],
    ['a\tb\r\n', '"a\\tb\\r\\n"'],
    ['grüße', '"grüße"'],
    ['a \nb', '"a \\nb"'],
    ['a\n\n', '"a\\n\\n"'],
  ];
  for (const [text, yaml] of written) {
    test(`writes ${JSON.stringify(text)} as ${yaml}`, () => assert.equal(toYaml(text), `${yaml}\n`));
  }

  test('writes text of several lines as a literal block', () => {
    assert.equal(
      toYaml({ run: 'set -e\n\n  echo # a\nexit\n', end: 'a\nb' }),
      'run: |\n  set -e\n\n    echo # a\n  exit\nend: |-\n  a\n  b\n',
    );
    assert.equal(toYaml(['a\nb\n', ['c\nd']]), '- |\n  a\n  b\n- - |-\n    c\n    d\n');
  });
});

describe('numbers', () => {
  const numbers: readonly (readonly [number, string])[] = [
    [0, '0'],
    [-0, '0'],
    [3001, '3001'],
    [-7, '-7'],
    [1_000_000, '1000000'],
    [2 ** 53, '9007199254740992'],
    [-(2 ** 53), '-9007199254740992'],
    [0.1, '0.1'],
    [-2.5, '-2.5'],
    [1e-7, '1.0e-7'],
    [1.5e-9, '1.5e-9'],
    [1e20, '100000000000000000000'],
    [1e21, '1.0e+21'],
    [-1.25e300, '-1.25e+300'],
  ];
  for (const [value, yaml] of numbers) {
    test(`writes ${value} as ${yaml}, which reads back as a number`, () => {
      assert.equal(toYaml(value), `${yaml}\n`);
      assert.deepEqual(read(toYaml([value + 0])), { v11: [value + 0], v12: [value + 0] });
    });
  }
});

describe('maps and lists', () => {
  test('stand in blocks, lists at the indentation of their key', () => {
    const yaml = [
      'kind: List',
      'empty:',
      '  list: []',
      '  map: {}',
      'items:',
      '- name: a',
      '  ports:',
      '  - 80',
      '  - 443',
      '  labels:',
      '    "on": "true"',
      '- - b',
      '  - - c',
      '- []',
      '- {}',
      '- null',
      '- false',
      '',
    ].join('\n');
    const value = {
      kind: 'List',
      empty: { list: [], map: {} },
      items: [{ name: 'a', ports: [80, 443], labels: { on: 'true' } }, ['b', ['c']], [], {}, null, false],
    };
    assert.equal(toYaml(value), yaml);
  });

  test('of nothing are [] and {}', () => {
    assert.equal(toYaml([]), '[]\n');
    assert.equal(toYaml({}), '{}\n');
    assert.equal(toYaml(Object.create(null)), '{}\n');
  });

  test('keep the order of keys and leave out the undefined ones', () => {
    assert.equal(toYaml({ b: 1, gone: undefined, a: { gone: undefined }, c: 2 }), 'b: 1\na: {}\nc: 2\n');
  });

  test('hold objects of classes by their fields', () => {
    class Point {
      constructor(readonly x: number) {}
    }
    assert.equal(toYaml([new Point(1)]), '- x: 1\n');
  });
});

describe('what JSON does not hold is refused', () => {
  const refused: readonly (readonly [unknown, string])[] = [
    [Number.NaN, 'YAML for Kubernetes holds no NaN'],
    [{ a: Number.POSITIVE_INFINITY }, 'YAML for Kubernetes holds no Infinity'],
    [[undefined], 'YAML holds plain values only, no undefined'],
    [{ a: () => 1 }, 'YAML holds plain values only, no function'],
    [{ a: 1n }, 'YAML holds plain values only, no bigint'],
    [{ a: new Date(0) }, 'YAML holds plain values only, no Date'],
    [{ a: new Map([[1, 2]]) }, 'YAML holds plain values only, no Map'],
    [{ ['k'.repeat(1024)]: 1 }, 'a key of 1024 characters is too long for YAML'],
  ];
  for (const [value, message] of refused) {
    test(message, () => assert.throws(() => toYaml(value), new TypeError(message)));
  }
});

describe('any JSON value', () => {
  const string = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom(...NASTY, ...WITH_SPACES),
    fc.string({ unit: fc.constantFrom(...'aZ019_-+.:#,[]{}\'"&*!|>%@`?=<~/\\ \n\t\r\u00a0\u2028\ud800\udc00é') }),
  );
  const number = fc
    .oneof(fc.integer(), fc.maxSafeInteger(), fc.double({ noNaN: true, noDefaultInfinity: true }))
    .map((n) => n + 0);
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      string,
      number,
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 5 }),
      fc.dictionary(
        string.filter((key) => key.length < 150),
        tie('value'),
        { maxKeys: 5, noNullPrototype: true },
      ),
    ),
  }));

  test('reads back as it was, in both versions of YAML', () => {
    fc.assert(fc.property(value, assertRoundTrip), { numRuns: 3000 });
  });

  test('is written in lines without space at their ends', () => {
    fc.assert(
      fc.property(value, (given) => {
        const text = toYaml(given);
        assert.doesNotMatch(text, /[ \t\r]\n/);
        assert.match(text, /[^\n]\n$/);
      }),
    );
  });
});
