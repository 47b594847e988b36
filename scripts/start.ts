import { ENVIRONMENTS } from '../constructs/settings/settings';
import { DIST, program } from '../main';
import { paint, run } from './console';

const HELP = `Usage: npm start [-- --quiet]

Synthesizes platform.ts and apps/ into dist/, and says what is in it and what has changed.

Options:
  --quiet  say nothing unless something is wrong
  --help   print this
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

/** Most differences that are listed one by one. */
const MOST = 20;

run(HELP, { quiet: { type: 'boolean' } }, ({ quiet }) => {
  const tree = program();
  const { added, changed, removed } = tree.write(DIST);
  if (quiet) return;
  const objects = tree.objects();
  console.log(summary(objects));
  const differences = [
    ...added.map((path) => paint('green', `+ ${path}`)),
    ...changed.map((path) => paint('yellow', `~ ${path}`)),
    ...removed.map((path) => paint('red', `- ${path}`)),
  ];
  if (differences.length > 0) console.log(`\n${differences.slice(0, MOST).join('\n')}`);
  if (differences.length > MOST) console.log(`… and ${differences.length - MOST} more`);
  const outcome =
    differences.length === 0
      ? 'nothing changed'
      : `${added.length} added, ${changed.length} changed, ${removed.length} removed`;
  const seconds = (performance.now() / 1000).toFixed(2);
  console.log(`\n${paint('bold', `dist/ holds ${objects.size} files: ${outcome}`)}, in ${seconds} s.`);
  console.log(
    differences.length === 0
      ? 'Next: npm run preview -- FILE shows what an XNodeApp becomes; npm test checks everything.'
      : 'Next: git diff dist shows what the clusters would see; commit it together with what changed it.',
  );
});

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
  const row = (cells: readonly string[], what: string, folder: string) =>
    `${folder.padEnd(15)}${cells.map((cell) => cell.padStart(7)).join('')}   ${what}`;
  const lines = Object.entries(FOLDERS).map(([folder, what]) =>
    row(
      columns.map((column) => String(counts.get(`${folder} ${column}`) ?? '')),
      what,
      folder,
    ),
  );
  return [paint('dim', row(columns, '', 'objects')), ...lines].join('\n');
}
