import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from '../../constructs/synthesize';

/** Runs a command of the program with fields added to the schema of `XNodeApp`. */
function withFields(script: string, fields: string, ...args: readonly string[]) {
  const build = (path: string) => JSON.stringify(join(ROOT, 'build', path));
  const program = `
    const { Type } = require('typebox');
    Object.assign(require(${build('constructs/node-app/schema')}).NodeAppSpec.properties, ${fields});
    require(${build(`scripts/${script}.js`)});`;
  return spawnSync(process.execPath, ['-e', program, '--', ...args], { encoding: 'utf8', cwd: ROOT });
}

describe('a schema that the API server would refuse', () => {
  const FIELDS = `{
    level: Type.Union([Type.String(), Type.Integer()]),
    folder: Type.String({ pattern: '^(?!/)', default: '/' }),
    least: Type.Integer({ minimum: 1, default: 0 }),
    most: Type.Integer({ 'x-kubernetes-validations': [{ rule: 'self >= slef', message: 'wrong' }] }),
  }`;
  const LINES = [
    'error: XNodeApp: spec.level: a field needs one type; allowed: string, integer, number, boolean, object, array, and Type.Enum([…]) of texts; unions and references are none',
    'XNodeApp: spec.folder.pattern: "^(?!/)" is no pattern of RE2, which Kubernetes and the functions read: invalid or unsupported Perl syntax: `(?!`',
    "XNodeApp: spec.least: the default is outside of the field's own limits: 0 is less than 1",
    'XNodeApp: spec.most: the rule "self >= slef" is no CEL of this field: Unknown variable: slef',
  ];

  for (const [script, args] of Object.entries({ start: ['--quiet'], check: [], preview: ['-'] })) {
    it(`is told field by field, without a stack trace: ${script}`, () => {
      const { stderr, status } = withFields(script, FIELDS, ...args);
      assert.deepEqual(stderr.trimEnd().split('\n'), LINES);
      assert.equal(status, 1);
    });
  }
});
