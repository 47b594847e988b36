import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from '../constructs/settings/user-error';
import { generate } from './imports/generate';

const HELP = `Usage: npm run imports [-- --check]

Writes imports/ from the pinned modules in scripts/imports/table.ts: constructs of the custom kinds in use, schemas of
every kind in use, and where they come from. Needs Go, which gets and verifies the modules.

Options:
  --check  write nothing; exit with 1 where imports/ is not what would be written
  --help   print this
`;

const ROOT = join(__dirname, '..', '..');
const IMPORTS = join(ROOT, 'imports');

/** Written by hand, beside what is generated. */
const OWN_FILE = 'tsconfig.json';

async function main(args: readonly string[]): Promise<number> {
  const { check, help } = parse(args);
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  const start = performance.now();
  // On the same file system as imports/, so that it can take its place by being renamed.
  const fresh = mkdtempSync(join(ROOT, 'build', '.imports-'));
  try {
    const { constructs, schemas } = await generate(fresh, (step) => process.stderr.write(`${paint(2, '…')} ${step}\n`));
    const differing = differences(fresh, IMPORTS);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    if (check && differing.length > 0) {
      for (const file of differing) process.stderr.write(`${paint(31, '✗')} imports/${file}\n`);
      process.stderr.write('imports/ is not what the pinned modules say: run npm run imports\n');
      return 1;
    }
    if (!check) replaceImports(fresh);
    const outcome = check ? 'up to date' : `${differing.length} files changed`;
    process.stderr.write(
      `${paint(32, '✓')} imports/: ${constructs} constructs, ${schemas} schemas, ${outcome}, in ${seconds} s\n`,
    );
    return 0;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** @throws UserError where an argument is not known */
function parse(args: readonly string[]): { readonly check?: boolean; readonly help?: boolean } {
  try {
    return parseArgs({ args: [...args], options: { check: { type: 'boolean' }, help: { type: 'boolean' } } }).values;
  } catch (error) {
    throw new UserError(`${(error as Error).message}; see --help`);
  }
}

/** Paths, sorted, of the generated files that only one of two folders has or whose bytes differ. */
function differences(a: string, b: string): string[] {
  const bytes = (folder: string, file: string) =>
    existsSync(join(folder, file)) ? readFileSync(join(folder, file)) : undefined;
  return [...new Set([...filesIn(a), ...filesIn(b)])]
    .filter((file) => file !== OWN_FILE)
    .filter((file) => {
      const [one, other] = [bytes(a, file), bytes(b, file)];
      return !one || !other || !one.equals(other);
    })
    .sort();
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    statSync(join(folder, file)).isFile(),
  );
}

/** Puts a complete folder in the place of imports/. */
function replaceImports(fresh: string): void {
  cpSync(join(IMPORTS, OWN_FILE), join(fresh, OWN_FILE));
  // A temporary folder is its owner's alone.
  chmodSync(fresh, 0o755);
  const former = `${fresh}-former`;
  renameSync(IMPORTS, former);
  renameSync(fresh, IMPORTS);
  rmSync(former, { recursive: true });
}

/** Colours a text where a person looks at it. */
function paint(code: number, text: string): string {
  return process.stderr.isTTY ? `\u001b[${code}m${text}\u001b[0m` : text;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`${paint(31, 'error')}: ${error.message}\n`);
    process.exitCode = 1;
  },
);
