import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import type { TestEvent } from 'node:test/reporters';
import { stripVTControlCharacters } from 'node:util';

/** Most failures that are told, most lines of what each says, and most letters of a line. */
const MOST = { failures: 20, lines: 12, letters: 200 } as const;

/**
 * Tells what a run of tests came to, in few lines: each failure with its name, place and message, then what was skipped
 * and why, and last `N passed, N failed, N skipped`.
 *
 * @see https://nodejs.org/api/test.html#custom-reporters
 */
export async function* summary(events: AsyncIterable<TestEvent>): AsyncGenerator<string, void> {
  const names: string[] = [];
  const failures: string[] = [];
  const skipped = new Map<string, number>();
  const said = new Map<string, string>();
  for await (const { type, data } of events) {
    if (type === 'test:start') names.splice(data.nesting, names.length, data.name);
    else if (type === 'test:stderr') said.set(data.file, (said.get(data.file) ?? '') + data.message);
    else if (type === 'test:diagnostic' && data.file) {
      said.set(data.file, `${said.get(data.file) ?? ''}${data.message}\n`);
    } else if (type === 'test:pass' && data.skip !== undefined && data.details.type !== 'suite') {
      const reason = typeof data.skip === 'string' ? data.skip : 'for no reason that is told';
      skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
    } else if (type === 'test:fail' && data.todo === undefined && !isOfSubtests(data.details.error)) {
      const error = data.details.error.cause ?? data.details.error;
      // A file that ended badly has said why on stderr, before or after its tests.
      const isFile = data.file !== undefined && resolve(data.name) === data.file;
      const message = (isFile && said.get(data.file as string)) || messageOf(error);
      const name = isFile ? endOf(data.details.error) : [...names.slice(0, data.nesting), data.name].join(' › ');
      const place = placeOf(error) ?? source(data.file ?? '', data.line ?? 1, data.column ?? 1);
      failures.push(`✖ ${name}\n  ${place}\n${cut(message)}\n`);
    } else if (type === 'test:summary' && data.file === undefined) {
      const { tests, passed, skipped: left, todo } = data.counts;
      // A hook that failed after its tests is none of them.
      const failed = Math.max(tests - passed - left - todo, failures.length);
      yield failures.slice(0, MOST.failures).join('\n');
      if (failures.length > MOST.failures) yield `\n… and ${failures.length - MOST.failures} more\n`;
      if (failures.length > 0) yield '\n';
      for (const [reason, count] of skipped) yield `${count} skipped: ${reason}\n`;
      yield `${passed} passed, ${failed} failed, ${left} skipped\n`;
    }
  }
}

/** A suite that failed since tests in it did, which are told themselves. */
function isOfSubtests(error: Error): boolean {
  return 'failureType' in error && error.failureType === 'subtestsFailed';
}

/** How the process of a file ended. */
function endOf(error: Error): string {
  const { exitCode, signal } = error as { readonly exitCode?: number; readonly signal?: string | null };
  return `the file ended with ${signal ?? `status ${exitCode}`}`;
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name === 'AssertionError' ? error.message : `${error.name}: ${error.message}`;
}

/** A message without stack trace, shortened. */
function cut(message: string): string {
  const lines = stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s+at /.test(line))
    .map((line) => (line.length > MOST.letters ? `${line.slice(0, MOST.letters)}…` : line));
  const more = lines.length - MOST.lines;
  return [...lines.slice(0, MOST.lines), ...(more > 0 ? [`… and ${more} lines more`] : [])]
    .map((line) => `    ${line}`)
    .join('\n');
}

/** Where in the tests or the program an error was thrown. */
function placeOf(error: unknown): string | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  for (const [, file, line, column] of stack.matchAll(/^ +at (?:.* \()?(?:file:\/\/)?(\/[^():]+):(\d+):(\d+)\)?$/gm)) {
    if (!file?.includes('/node_modules/')) return source(file as string, Number(line), Number(column));
  }
  return undefined;
}

/** A place in what was compiled, as one in its source: a path and a line. */
function source(file: string, line: number, column: number): string {
  const path = (name: string) => relative(process.cwd(), name);
  if (!existsSync(`${file}.map`)) return `${path(file)}:${line}`;
  const found = new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8'))).findEntry(line - 1, column - 1);
  if (!('originalSource' in found)) return `${path(file)}:${line}`;
  return `${path(resolve(dirname(file), found.originalSource))}:${found.originalLine + 1}`;
}
