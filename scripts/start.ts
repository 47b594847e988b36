import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shown } from '../constructs/problems/problem';
import { type Going, goingWith, inWords } from '../constructs/removal/going';
import { ENVIRONMENTS } from '../constructs/settings/settings';
import { UserError } from '../constructs/settings/user-error';
import { DIST, program } from '../main';
import { update } from './beside';
import { paint, run } from './console';
import { listOf } from './differences';

const HELP = `Usage: npm start [-- --quiet] [--confirm APP]

Synthesizes platform.ts and apps/ into dist/, and says what is in it and what has changed, most dangerous first. Writes
.github/CODEOWNERS too, and Pulumi.<environment>.yaml where there is none.

Where dist/ would no longer have the namespace of an app, the clusters would delete it, and its database with it: then
nothing is written unless removed.yaml names the namespace, or the app is confirmed, which adds it there.

Options:
  --confirm APP  agree to what goes of this app; once for each app
  --quiet        say nothing unless something is wrong
  --help         print this
`;

/** What is in the folders of dist/, in the order in which it reaches a cluster. */
const FOLDERS = {
  clusters: 'what Flux begins with',
  infrastructure: 'controllers and their configuration',
  platform: 'definition and composition of XNodeApp',
  tenants: 'namespaces, rights and deliveries of the apps',
  repositories: 'what repositories start with',
  backstage: 'what Backstage is told of the platform',
  preview: 'what the apps become',
} as const;

run(HELP, { quiet: { type: 'boolean' }, confirm: { type: 'string', multiple: true } }, ({ quiet, confirm = [] }) => {
  const { settings, tree, removed } = program();
  let going: readonly Going[] = [];
  const changes = tree.write(DIST, (changes) => {
    going = goingWith(changes, tree, (path) => readFileSync(join(DIST, path), 'utf8'));
    refuseNeedless(confirm, going);
    removed.refuse(going.filter(({ app }) => !confirm.includes(app)));
    removed.add(going);
  });
  const beside = update(settings);
  if (quiet) return;
  const objects = tree.objects();
  console.log(summary(objects));
  if (going.length > 0) console.log(`\n${going.map((one) => paint('red', inWords(one))).join('\n')}`);
  const { added, changed, removed: gone } = changes;
  const differences = listOf(changes);
  if (differences.length > 0) console.log(`\n${differences.join('\n')}`);
  if (beside.length > 0)
    console.log(`\n${beside.map((path) => `${path} is written, as platform.ts has it`).join('\n')}`);
  const outcome =
    differences.length === 0
      ? 'nothing changed'
      : `${added.length} added, ${changed.length} changed, ${gone.length} removed`;
  const seconds = (performance.now() / 1000).toFixed(2);
  console.log(`\n${paint('bold', `dist/ holds ${objects.size} files: ${outcome}`)}, in ${seconds} s.`);
  console.log(
    differences.length === 0
      ? 'Next: npm run preview -- FILE shows what an XNodeApp becomes; npm test checks everything.'
      : 'Next: git diff dist shows what the clusters would see; commit it together with what changed it.',
  );
});

/** @throws UserError at an app of which nothing goes: more likely another was meant */
function refuseNeedless(confirm: readonly string[], going: readonly Going[]): void {
  const apps = [...new Set(going.map(({ app }) => app))];
  const needless = confirm.filter((app) => !apps.includes(app));
  if (needless.length === 0) return;
  const allowed = apps.length > 0 ? apps.join(', ') : 'none, since no namespace of an app goes';
  throw new UserError(needless.map((app) => `--confirm: given ${shown(app)}; allowed: ${allowed}`).join('\n'));
}

/** A table of the objects in each folder, by the environment that they are for. */
function summary(objects: ReadonlyMap<string, number>): string {
  const counts = new Map<string, number>();
  for (const [path, count] of objects) {
    const [folder, ...rest] = path.split('/') as [string, ...string[]];
    const environment = ENVIRONMENTS.find((name) => rest.includes(name)) ?? 'all';
    const cell = `${folder} ${environment}`;
    // A file that is no object, such as one of a repository, counts as one.
    counts.set(cell, (counts.get(cell) ?? 0) + Math.max(count, 1));
  }
  const columns = ['all', ...ENVIRONMENTS];
  const width = Math.max(7, ...columns.map((column) => column.length + 2));
  const row = (cells: readonly string[], what: string, folder: string) =>
    `${folder.padEnd(15)}${cells.map((cell) => cell.padStart(width)).join('')}   ${what}`;
  const lines = Object.entries(FOLDERS).map(([folder, what]) =>
    row(
      columns.map((column) => String(counts.get(`${folder} ${column}`) ?? '')),
      what,
      folder,
    ),
  );
  return [paint('dim', row(columns, '', 'objects')), ...lines].join('\n');
}
