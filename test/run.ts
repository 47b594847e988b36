import { createWriteStream } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { parseArgs, stripVTControlCharacters } from 'node:util';
import { ROOT } from '../constructs/synthesize';
import { summary } from './summary';

/** Runs files of tests, each in a process of its own. Tells what failed, and keeps all that they said in a file. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { concurrency: { type: 'string' }, timeout: { type: 'string' } },
  });
  // Most files of tests, and the commands that they run, load the same modules.
  process.env.NODE_COMPILE_CACHE ??= join(ROOT, 'build', 'compile-cache');
  const tests = run({
    globPatterns: positionals,
    concurrency: Number(values.concurrency ?? availableParallelism()),
    timeout: Number(values.timeout ?? Number.POSITIVE_INFINITY),
  });
  tests.on('test:fail', ({ todo }) => {
    if (todo === undefined) process.exitCode = 1;
  });
  tests.on('test:summary', ({ file, counts }) => {
    if (file === undefined && counts.tests === 0) process.exitCode = 1;
  });
  const log = join('build', `${(process.env.npm_lifecycle_event ?? 'tests').replaceAll(':', '-')}.log`);
  await Promise.all([
    pipeline(tests.compose(new spec()), withoutColours, createWriteStream(join(ROOT, log))),
    pipeline(tests.compose(summary), process.stdout, { end: false }),
  ]);
  if (process.exitCode === 1) process.stderr.write(`${log} holds all that they said.\n`);
}

async function* withoutColours(text: AsyncIterable<Buffer | string>): AsyncGenerator<string> {
  for await (const part of text) yield stripVTControlCharacters(part.toString());
}

main();
