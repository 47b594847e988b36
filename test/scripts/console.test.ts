import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, test } from 'node:test';

const COMMAND = join(__dirname, 'command.js');

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function command(args: readonly string[], settings: Readonly<Record<string, string>> = {}): Outcome {
  const { DEBUG, FORCE_COLOR, NO_COLOR, ...env } = process.env;
  const options = { encoding: 'utf8', env: { ...env, ...settings } } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], options);
  return { status, stdout, stderr };
}

describe('arguments', () => {
  test('are handed to the command', () => {
    const stdout = '{"loud":true,"as":"me"}\n';
    assert.deepEqual(command(['--loud', '--as', 'me']), { status: 0, stdout, stderr: '' });
    assert.deepEqual(command(['--as=me', '--loud']), { status: 0, stdout, stderr: '' });
    assert.deepEqual(command([]), { status: 0, stdout: '{}\n', stderr: '' });
  });

  test('--help prints the help and does nothing else', () => {
    const stdout = 'Usage: command [--loud] [--as NAME] [WHAT]\n';
    assert.deepEqual(command(['--help']), { status: 0, stdout, stderr: '' });
    assert.deepEqual(command(['fail', '--help']), { status: 0, stdout, stderr: '' });
  });

  const refused: readonly (readonly [readonly string[], string])[] = [
    [['--quite'], '--quite is no option; allowed: --loud, --as, --help'],
    [['--quite=1'], '--quite is no option; allowed: --loud, --as, --help'],
    [['-q'], '-q is no option; allowed: --loud, --as, --help'],
    [['--__proto__'], '--__proto__ is no option; allowed: --loud, --as, --help'],
    [['--help', '--quite'], '--quite is no option; allowed: --loud, --as, --help'],
    [['--loud=yes'], '--loud takes no value'],
    [['--as'], '--as needs a value'],
    [['one', 'two'], '"two" is one argument too many; allowed: 1 at most'],
  ];
  for (const [args, message] of refused) {
    test(`${args.join(' ')} ends with status 2 and one line`, () => {
      assert.deepEqual(command(args), { status: 2, stdout: '', stderr: `error: ${message}\n` });
    });
  }
});

describe('an error', () => {
  test('of the user ends with status 1 and its message, never with a stack trace', () => {
    const stderr = 'error: apps/a.yaml: wrong\napps/b.yaml: wrong\n';
    assert.deepEqual(command(['mistake']), { status: 1, stdout: '', stderr });
    assert.deepEqual(command(['mistake'], { DEBUG: '1' }), { status: 1, stdout: '', stderr });
  });

  test('that nobody expected ends with status 1 and its message', () => {
    assert.deepEqual(command(['bug']), { status: 1, stdout: '', stderr: 'error: x is not a function\n' });
  });

  test('that nobody expected has a stack trace with DEBUG=1', () => {
    const { status, stderr } = command(['bug'], { DEBUG: '1' });
    assert.equal(status, 1);
    assert.match(stderr, /^error: x is not a function\nTypeError: x is not a function\n {4}at /);
  });

  test('may be whatever can be thrown', () => {
    assert.deepEqual(command(['string']), { status: 1, stdout: '', stderr: 'error: thrown\n' });
  });

  test('may be told without throwing', () => {
    assert.deepEqual(command(['fail']), { status: 1, stdout: '', stderr: 'error: not today\n' });
  });
});

describe('colours', () => {
  test('are for terminals only', () => {
    assert.equal(command(['paint']).stdout, 'red');
    assert.equal(command(['progress']).stderr, '… step\n');
  });

  test('are where they are forced', () => {
    assert.equal(command(['paint'], { FORCE_COLOR: '1' }).stdout, '\u001b[31mred\u001b[39m');
    assert.equal(command(['fail'], { FORCE_COLOR: '1' }).stderr, '\u001b[31merror\u001b[39m: not today\n');
  });

  test('are not where NO_COLOR is set', () => {
    assert.equal(command(['paint'], { NO_COLOR: '1' }).stdout, 'red');
  });
});

test('a reader that has seen enough is no error', () => {
  const script = `"${process.execPath}" "${COMMAND}" much 2>&1 | head -n 1`;
  assert.equal(execFileSync('sh', ['-c', script], { encoding: 'utf8' }), 'much\n');
});
