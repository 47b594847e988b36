import { join } from 'node:path';
import { functionName } from '../../../constructs/infrastructure/functions';
import { UserError } from '../../../constructs/settings/user-error';
import { platform } from '../../../platform';
import type { Authority } from '../certificates';
import type { Daemons } from '../daemons';
import { freePort, isReachable } from '../network';
import { type RunningFunction, writeTlsFolder } from '../plane/crossplane';
import type { Programs } from '../programs';

const PATCH_AND_TRANSFORM = 'FUNCTION_PATCH_AND_TRANSFORM';

/** What stands in for a function that the machine does not have, for people; undefined where it has all. */
export function standIn(): string | undefined {
  if (process.env[PATCH_AND_TRANSFORM]) return undefined;
  const { patchAndTransform } = platform.versions.functions;
  return (
    `${functionName(patchAndTransform)}: a stand-in of test/engines/functions, which answers as ` +
    `${patchAndTransform.version} did in test/golden; ${PATCH_AND_TRANSFORM} names the real one`
  );
}

/** Starts the functions of the Composition; all planes share them. */
export async function startFunctions(
  daemons: Daemons,
  authority: Authority,
  programs: Programs,
): Promise<readonly RunningFunction[]> {
  const certificates = writeTlsFolder(
    join(daemons.data('functions'), 'tls'),
    authority,
    await authority.issue({ commonName: 'functions' }),
  );
  const start = async (name: string, program: string, args: readonly string[] = []): Promise<RunningFunction> => {
    const address = `127.0.0.1:${await freePort()}`;
    const env = { TLS_SERVER_CERTS_DIR: certificates };
    const daemon = daemons.daemon('functions', { name, program, args: [...args, `--address=${address}`], env });
    daemon.start();
    if (!(await isReachable(address, () => daemon.isRunning))) {
      throw new Error(`${name} does not start:\n${daemon.tail()}`);
    }
    return { name, address };
  };

  const { patchAndTransform, celFilter } = platform.versions.functions;
  const real = process.env[PATCH_AND_TRANSFORM];
  if (real && /^[^/]+:\d+$/.test(real)) {
    throw new UserError(
      `${PATCH_AND_TRANSFORM}: given ${real}; allowed: the path of the program, which is run with TLS`,
    );
  }
  const name = functionName(patchAndTransform);
  return [
    real
      ? await start(name, real)
      : await start(name, process.execPath, [join(__dirname, 'main.mjs'), `--tls-server-certs-dir=${certificates}`]),
    await start(functionName(celFilter), programs.celFilter.path),
  ];
}
