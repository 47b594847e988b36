import { goingWith, inWords } from '../constructs/removal/going';
import { DIST, program } from '../main';
import { outdated } from './beside';
import { paint, run, warn } from './console';
import { listOf } from './differences';
import { changesFrom, distAt } from './since';

const HELP = `Usage: npm run check [-- --since COMMIT]

Checks that dist/ and what npm start writes beside it are what platform.ts and apps/ give, and writes nothing. Ends with status 1 where it is not.

Options:
  --since COMMIT  also say how dist/ differs from that of a commit, most dangerous first, and refuse what goes since with
                  its data, such as the namespace of an app, and is not named in removed.yaml
  --help          print this
`;

run(HELP, { since: { type: 'string' } }, ({ since }) => {
  const { settings, tree, removed } = program();
  const { added, changed, removed: gone, unchanged } = tree.compare(DIST);
  const differences = [
    ...added.map((path) => `dist/${path} is missing`),
    ...changed.map((path) => `dist/${path} is not what the sources give`),
    ...gone.map((path) => `dist/${path} is of nothing in the sources`),
    ...[...outdated(settings).keys()].map((path) => `${path} is not what platform.ts gives`),
  ];
  if (differences.length === 0) {
    console.log(`dist/ is what the sources give: ${unchanged.length} files.`);
  } else {
    process.stderr.write(`${paint('red', differences.join('\n'))}\nRun npm start, look at git diff, and commit it.\n`);
    process.exitCode = 1;
  }
  if (since === undefined) return;
  const before = distAt(since);
  const changes = changesFrom(before, tree);
  const going = goingWith(changes, tree, (path) => before.get(path) as string);
  for (const one of going) warn(inWords(one));
  const list = listOf(changes);
  console.log(list.length === 0 ? `Nothing has changed since ${since}.` : [`Since ${since}:`, ...list].join('\n'));
  removed.refuse(going);
});
