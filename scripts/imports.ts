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
import { UserError } from '../constructs/settings/user-error';
import { paint, progress, run } from './console';
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

/** What others write, beside what is generated here. */
const OF_OTHERS = ['tsconfig.json', 'charts'];

run(HELP, { check: { type: 'boolean' } }, async ({ check = false }) => {
  const start = performance.now();
  // On the same file system as imports/, so that it can take its place by being renamed.
  const fresh = mkdtempSync(join(ROOT, 'build', '.imports-'));
  try {
    const { constructs, schemas } = await generate(fresh, progress);
    const differing = differences(fresh, IMPORTS);
    if (check && differing.length > 0) {
      const files = differing.map((file) => `imports/${file}: is not what the pinned modules say`);
      throw new UserError([...files, 'run npm run imports'].join('\n'));
    }
    if (!check) replaceImports(fresh);
    const outcome = check ? 'up to date' : `${differing.length} files changed`;
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(paint('bold', `imports/: ${constructs} constructs, ${schemas} schemas, ${outcome}, in ${seconds} s.`));
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
});

/** Paths, sorted, of the generated files that only one of two folders has or whose bytes differ. */
function differences(a: string, b: string): string[] {
  const bytes = (folder: string, file: string) =>
    existsSync(join(folder, file)) ? readFileSync(join(folder, file)) : undefined;
  return [...new Set([...filesIn(a), ...filesIn(b)])]
    .filter((file) => !OF_OTHERS.includes(file.split('/')[0] as string))
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
  for (const name of OF_OTHERS) cpSync(join(IMPORTS, name), join(fresh, name), { recursive: true });
  // A temporary folder is its owner's alone.
  chmodSync(fresh, 0o755);
  const former = `${fresh}-former`;
  renameSync(IMPORTS, former);
  renameSync(fresh, IMPORTS);
  rmSync(former, { recursive: true });
}
