import { UserError } from '../../constructs/settings/user-error';
import { fail, paint, progress, run } from '../../scripts/console';

const HELP = 'Usage: command [--loud] [--as NAME] [WHAT]\n';

/** A command for the tests of `scripts/console.ts`: does what its argument says. */
run(
  HELP,
  { loud: { type: 'boolean' }, as: { type: 'string' } },
  async ({ loud, as }, [what]) => {
    if (what === 'mistake') throw new UserError('apps/a.yaml: wrong\napps/b.yaml: wrong');
    if (what === 'bug') await Promise.reject(new TypeError('x is not a function'));
    if (what === 'string') throw 'thrown';
    if (what === 'fail') fail('not today');
    if (what === 'paint') process.stdout.write(paint('red', 'red'));
    if (what === 'progress') progress('step');
    if (what === 'much') process.stdout.write('much\n'.repeat(100_000));
    if (what === undefined) process.stdout.write(`${JSON.stringify({ loud, as })}\n`);
  },
  1,
);
