import { type ParseArgsOptionsConfig, parseArgs, styleText } from 'node:util';
import { fileProblemOf } from '../constructs/settings/file-problem';
import { UserError } from '../constructs/settings/user-error';

/** The options that were given, by name. */
export type OptionValues<Options extends ParseArgsOptionsConfig> = {
  readonly [Name in keyof Options]?: Options[Name]['type'] extends 'boolean'
    ? boolean
    : Options[Name]['multiple'] extends true
      ? readonly string[]
      : string;
};

/** Colours and weights, e.g. `red`, `bold`. @see https://nodejs.org/api/util.html#modifiers */
export type Format = Parameters<typeof styleText>[0];

/** A text in a colour or weight, where the stream is a terminal that shows them and `NO_COLOR` is not set. @default stdout */
export function paint(format: Format, text: string, stream: NodeJS.WritableStream = process.stdout): string {
  return styleText(format, text, { stream, validateStream: true });
}

/** Says on stderr what a command is about to do, where that takes a while. */
export function progress(step: string): void {
  process.stderr.write(`${paint('dim', `… ${step}`, process.stderr)}\n`);
}

/** Says what is not as it should be, where people look: on GitHub Actions, as an annotation of the run. */
export function warn(message: string): void {
  if (process.env.GITHUB_ACTIONS === 'true') console.log(`::warning::${message}`);
  else process.stderr.write(`${paint('yellow', 'warning', process.stderr)}: ${message}\n`);
}

/** Says on stderr what is wrong, and lets the command end with a status other than 0. @default 1 */
export function fail(message: string, status = 1): void {
  process.stderr.write(`${paint('red', 'error', process.stderr)}: ${inert(message)}\n`);
  process.exitCode = status;
}

/** A text with nothing in it that a terminal would act upon, line breaks aside: messages repeat what they were given. */
function inert(text: string): string {
  return text.replace(/[^\P{C}\n]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

/**
 * Runs a command with the arguments that it was started with. `--help` prints the help; an argument that is not known
 * ends it with status 2, any error with status 1 and one message, to which `DEBUG=1` adds the stack trace.
 *
 * @param help what `--help` prints: how the command is called, what it does, its options
 * @param options the options that it has besides `--help`
 * @param main the command
 * @param positionals how many arguments it takes at most that are no options; @default 0
 */
export async function run<const Options extends ParseArgsOptionsConfig>(
  help: string,
  options: Options,
  main: (values: OptionValues<Options>, positionals: readonly string[]) => void | Promise<void>,
  positionals = 0,
): Promise<void> {
  process.stdout.on('error', stopAtClosedPipe);
  try {
    const known = { ...options, help: { type: 'boolean' } } as const;
    const given = parseArgs({ options: known, strict: false, tokens: true });
    const problem = problemOf(given.tokens, known) ?? problemOfPositionals(given.positionals, positionals);
    if (problem !== undefined) fail(problem, 2);
    else if (given.values.help) process.stdout.write(help);
    else await main(given.values as OptionValues<Options>, given.positionals);
  } catch (error) {
    fail(error instanceof Error ? (fileProblemOf(error) ?? error.message) : String(error));
    if (error instanceof UserError || process.env.DEBUG !== '1') return;
    process.stderr.write(`${error instanceof Error ? error.stack : ''}\n`);
  }
}

type Tokens = NonNullable<ReturnType<typeof parseArgs>['tokens']>;

/** What is wrong with the options; `parseArgs` itself would tell in its own words, and name no option that there is. */
function problemOf(tokens: Tokens, known: ParseArgsOptionsConfig): string | undefined {
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(known, token.name) ? known[token.name] : undefined;
    if (option === undefined) {
      const allowed = Object.keys(known).map((name) => `--${name}`);
      return `${token.rawName} is no option; allowed: ${allowed.join(', ')}`;
    }
    if (option.type === 'boolean' && token.value !== undefined) return `${token.rawName} takes no value`;
    if (option.type === 'string' && token.value === undefined) return `${token.rawName} needs a value`;
  }
  return undefined;
}

function problemOfPositionals(given: readonly string[], most: number): string | undefined {
  if (given.length <= most) return undefined;
  const allowed = most === 0 ? 'options only' : `${most} at most`;
  return `${JSON.stringify(given[most])} is one argument too many; allowed: ${allowed}`;
}

/** A reader such as `head` that has seen enough is no error. */
function stopAtClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
}
