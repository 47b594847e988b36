import { UserError } from '../constructs/settings/user-error';
import { ENGINES, HEALTH_JUDGE } from '../test/engines/engines';
import {
  checkPatchAndTransform,
  describePatchAndTransform,
  PATCH_AND_TRANSFORM,
} from '../test/engines/functions/setting';
import { findProgram } from '../test/engines/programs';
import { RECORDERS } from '../test/golden/recorders';
import { isReal } from '../test/golden/recorders/functions';
import type { Engines } from '../test/golden/recorders/recorder';
import { STAND_INS } from './charts/stand-ins';
import { progress, run } from './console';

const HELP = `Usage: npm run record [-- --check]

Asks the real engines what the tests compare with, and keeps their answers in test/golden: what Crossplane composes, what
the API server refuses, what Flux calls healthy. Only what is stale is asked anew: to ask all, delete the answers. Engines
that are not there are built with Go, once: see test/engines/README.md.

No module proxy has function-patch-and-transform. Without it a stand-in answers, and what it took part in is marked
unconfirmed; with it, that is asked again.

Options:
  --check  ask nothing: say what is stale or unconfirmed, and fail where something is
  --help   print this

Settings, from the environment:

  ${PATCH_AND_TRANSFORM}  the program, the host:port of one that runs with --insecure, or an image that Docker
                                runs, such as xpkg.crossplane.io/crossplane-contrib/function-patch-and-transform:v0.10.8
`;

const ENGINES_OF_RECORDS: Engines = {
  find: (name) => findProgram(name === 'healthJudge' ? HEALTH_JUDGE : ENGINES[name], progress),
  progress,
};

run(HELP, { check: { type: 'boolean' } }, async ({ check }) => {
  await checkPatchAndTransform();
  const found = RECORDERS.map((recorder) => ({
    recorder,
    stale: recorder.stale(),
    unconfirmed: recorder.unconfirmed?.() ?? [],
  }));
  if (check) {
    const lines = found.flatMap(({ recorder: { name }, stale, unconfirmed }) => [
      ...stale.map((one) => `${name}: ${one} is stale`),
      ...unconfirmed.filter((one) => !stale.includes(one)).map((one) => `${name}: ${one} is unconfirmed`),
    ]);
    const charts = Object.entries(STAND_INS).map(
      ([name, { pinned, recorded }]) => `charts: ${name} ${pinned} is unconfirmed, by version ${recorded}`,
    );
    if (lines.length > 0) lines.push('Run npm run record.');
    if (charts.length > 0) lines.push(...charts, 'Run npm run record:charts.');
    if (lines.length > 0) throw new UserError(lines.join('\n'));
    console.log('All answers are to what would be asked now, and of the real engines.');
    return;
  }
  for (const { recorder, stale, unconfirmed } of found) {
    const names = [...new Set([...stale, ...(isReal() ? unconfirmed : [])])];
    if (names.length === 0) {
      console.log(`${recorder.name}: nothing is stale`);
      continue;
    }
    const answered = await recorder.record(ENGINES_OF_RECORDS, names);
    console.log(`${recorder.name}: ${names.length} answers of ${answered}`);
  }
  const left = RECORDERS.flatMap(({ unconfirmed }) => unconfirmed?.() ?? []);
  if (left.length > 0) console.log(`unconfirmed: ${left.length} answers, by ${describePatchAndTransform().is}`);
});
