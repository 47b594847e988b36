import { join } from 'node:path';
import { ENVIRONMENTS } from '../constructs/settings/settings';
import { UserError } from '../constructs/settings/user-error';
import { settings } from '../main';
import { Fleet, simulated } from '../test/engines/fleet';
import { checkPatchAndTransform } from '../test/engines/functions/setting';
import { LocalServer } from '../test/engines/local/server';
import { isFree } from '../test/engines/network';
import { findPrograms } from '../test/engines/programs';
import { paint, progress, run } from './console';
import { Steps } from './steps';

const LOGS = join(__dirname, '..', 'engines-logs');

const HELP = `Usage: npm run local [-- --port PORT]

Starts GitHub and the clusters ${ENVIRONMENTS.join(', ')} on this machine, as npm run test:engines does, and a page on the loopback
where one fills in the form, pushes changes and watches them arrive. Ctrl-C ends everything, and nothing is kept. Engines
that are not there are built, once; that and the settings from the environment: npm run test:engines -- --help. The
programs' logs are in build/engines-logs.

Options:
  --port PORT  of the page, 0 for any that is free; default: 8765
  --help       print this
`;

run(HELP, { port: { type: 'string' } }, async ({ port = '8765' }) => {
  settings(); // Wrong ones are told now, not after a minute of starting.
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) {
    throw new UserError(`--port: given ${JSON.stringify(port)}; allowed: 0 to 65535`);
  }
  // Said now, not after a minute of starting.
  if (!(await isFree(Number(port)))) {
    throw new UserError(`--port: given ${port}; allowed: one that nothing listens on, or 0 for any`);
  }
  await checkPatchAndTransform();
  const fleet = await start();
  try {
    const server = await LocalServer.start(fleet, Number(port));
    tell(fleet, server.url);
    await interruption();
    server.stop();
  } finally {
    progress('ending everything');
    await fleet.stop();
  }
});

/** While this goes on, Ctrl-C ends this process, and with it all that it has started. */
async function start(): Promise<Fleet> {
  const steps = new Steps();
  let fleet: Fleet | undefined;
  try {
    const { programs, missing } = await findPrograms(steps.begin);
    if (!programs) throw new UserError(missing.map(({ engine, reason }) => `${engine}: ${reason}`).join('\n'));
    fleet = await Fleet.start(programs, LOGS, steps.begin);
    return fleet;
  } finally {
    steps.end(fleet !== undefined);
  }
}

/** Says where everything is. */
function tell({ planes, github }: Fleet, url: string): void {
  for (const what of simulated()) console.log(`not real: ${what}`);
  const { origin, host } = new URL(github.url);
  const clone = `${origin.replace(host, `${github.owner.token}@${host}`)}/${settings().organization}/dashboard-deploy.git`;
  console.log(`\nBy hand:\n  git clone ${clone}`);
  for (const { controlPlane } of Object.values(planes)) {
    console.log(`  kubectl --kubeconfig ${controlPlane.adminKubeconfig} get xnodeapps --all-namespaces`);
  }
  console.log(`\nThe page is at ${paint('bold', url)}. Ctrl-C ends everything.`);
}

/** Waits until the command is told to end. */
function interruption(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}
