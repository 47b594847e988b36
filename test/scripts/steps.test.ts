import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WriteStream } from 'node:tty';
import { stripVTControlCharacters } from 'node:util';
import { Steps } from '../../scripts/steps';

/** What is written where two steps are begun, and the second fails. */
async function written(isTTY: boolean): Promise<string[]> {
  const texts: string[] = [];
  const out = new Writable({ write: (chunk, _, done) => done(void texts.push(String(chunk))) });
  const steps = new Steps(Object.assign(out, { isTTY }) as unknown as WriteStream);
  steps.begin('one');
  await sleep(250);
  steps.begin('two');
  steps.end(false);
  return texts;
}

describe('the steps of a command that takes long', () => {
  it('are shown on a terminal while they last, and how long each took', async () => {
    const lines = stripVTControlCharacters((await written(true)).join(''))
      .split('\r')
      .slice(1);
    assert.match(lines[0] ?? '', /^⠙ one 0 s$/);
    assert.deepEqual(
      lines.slice(-2).map((line) => line.replace(/\d+\.\d/, 'n')),
      ['✔ one n s\n', '✘ two n s\n'],
    );
  });

  it('are a line each elsewhere', async () => assert.deepEqual(await written(false), ['… one\n', '… two\n']));
});
