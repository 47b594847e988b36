import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run as runTests } from 'node:test';
import { spec } from 'node:test/reporters';
import { listed } from '../constructs/problems/listed';
import { ENVIRONMENTS } from '../constructs/settings/settings';
import { UserError } from '../constructs/settings/user-error';
import { ENGINES } from '../test/engines/engines';
import { Fleet, simulated } from '../test/engines/fleet';
import { checkPatchAndTransform, describePatchAndTransform } from '../test/engines/functions/setting';
import { findPrograms } from '../test/engines/programs';
import { setScene } from '../test/engines/stories/story';
import { progress, run } from './console';

const STORIES = join(__dirname, '..', 'test', 'engines', 'stories');
const CURTAIN = join(__dirname, '..', 'test', 'engines', 'curtain.js');
const LOGS = join(__dirname, '..', 'engines-logs');

const HELP = `Usage: npm run test:engines [-- [--build] STORY...]

Starts GitHub and the clusters ${listed(ENVIRONMENTS, 'and')} on this machine and tells the stories in test/engines/stories on them,
or only those that are named, e.g. \`delivery\`. Engines that are not there are built from the modules that
test/engines/modules pins, once; that needs Go and, of two cores, some 20 minutes. The programs' logs are in
build/engines-logs.

Options:
  --build  build the engines that are not there, and tell no story
  --help   print this

Settings, from the environment:

  ENGINES_CACHE  folder for what is built; default: developer-platform/engines in the user's cache folder
${Object.values(ENGINES)
  .map(({ name, setting, version }) => `  ${setting.padEnd(30)}the program ${name}, in place of ${version}`)
  .join('\n')}
  FUNCTION_PATCH_AND_TRANSFORM  the program function-patch-and-transform, or the host:port of one that runs without TLS,
                                in place of its stand-in
`;

run(
  HELP,
  { build: { type: 'boolean' } },
  async ({ build }, named) => {
    const stories = storiesOf(named);
    await checkPatchAndTransform();
    const { programs, missing } = await findPrograms(progress);
    for (const { engine, reason } of missing) console.log(`not to be had: ${engine}: ${reason}`);
    const { isReal, is } = describePatchAndTransform();
    if (programs) for (const { is } of Object.values(programs)) console.log(`real: ${is}`);
    if (isReal) console.log(`real: ${is}`);
    if (build) return;
    for (const what of simulated()) console.log(`not real: ${what}`);
    const fleet = programs && (await Fleet.start(programs, LOGS, progress));
    setScene(fleet ?? `not to be had: ${missing.map(({ engine }) => engine).join(', ')}`);
    await tell(fleet ? [...stories, CURTAIN] : stories);
  },
  Number.POSITIVE_INFINITY,
);

/** The compiled stories. @throws UserError naming what is no story */
function storiesOf(named: readonly string[]): string[] {
  const all = readdirSync(STORIES)
    .filter((file) => file.endsWith('.story.js'))
    .map((file) => file.slice(0, -'.story.js'.length));
  const unknown = named.find((name) => !all.includes(name));
  if (unknown !== undefined) throw new UserError(`${unknown} is no story; allowed: ${all.join(', ')}`);
  return (named.length > 0 ? named : all).map((name) => join(STORIES, `${name}.story.js`));
}

/** Runs stories in this process, so that all of them share the fleet; their last line says how they ended. */
async function tell(files: readonly string[]): Promise<void> {
  const tests = runTests({ files, isolation: 'none', concurrency: false });
  let line = '';
  tests.on('test:summary', ({ counts, file }) => {
    if (file !== undefined) return;
    const failed = counts.tests - counts.passed - counts.skipped - counts.todo;
    line = `${counts.passed} passed, ${failed} failed, ${counts.skipped} skipped`;
    if (failed > 0) process.exitCode = 1;
  });
  for await (const text of tests.compose(spec)) process.stdout.write(text);
  console.log(line);
}
