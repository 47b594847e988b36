import { DIST, program } from '../main';
import { paint, run } from './console';

const HELP = `Usage: npm run check

Checks that dist/ is what platform.ts and apps/ give, and writes nothing. Ends with status 1 where it is not.
`;

run(HELP, {}, () => {
  const { added, changed, removed, unchanged } = program().compare(DIST);
  const differences = [
    ...added.map((path) => `dist/${path} is missing`),
    ...changed.map((path) => `dist/${path} is not what the sources give`),
    ...removed.map((path) => `dist/${path} is of nothing in the sources`),
  ];
  if (differences.length === 0) {
    console.log(`dist/ is what the sources give: ${unchanged.length} files.`);
  } else {
    process.stderr.write(
      `${paint('red', differences.join('\n'))}\nRun npm start, look at git diff dist, and commit it.\n`,
    );
    process.exitCode = 1;
  }
});
