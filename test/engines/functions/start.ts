import { join } from 'node:path';
import { functionName } from '../../../constructs/infrastructure/functions';
import { UserError } from '../../../constructs/settings/user-error';
import { platform } from '../../../platform';
import type { Authority } from '../certificates';
import type { Daemons } from '../daemons';
import { freePort, isReachable } from '../network';
import { type RunningFunction, writeTlsFolder } from '../plane/crossplane';
import { isProgram, type Programs } from '../programs';

const PATCH_AND_TRANSFORM = 'FUNCTION_PATCH_AND_TRANSFORM';
const ADDRESS = /^[\w.-]+:\d+$/;

/** What answers for function-patch-and-transform, for people. */
export function patchAndTransform(): { readonly isReal: boolean; readonly is: string } {
  const { patchAndTransform } = platform.versions.functions;
  const name = functionName(patchAndTransform);
  const given = process.env[PATCH_AND_TRANSFORM];
  if (given) return { isReal: true, is: `${name} as ${PATCH_AND_TRANSFORM} has it` };
  const is =
    `${name}: a stand-in of test/engines/functions, which answers as ${patchAndTransform.version} did in test/golden; ` +
    `${PATCH_AND_TRANSFORM} names the real one`;
  return { isReal: false, is };
}

/**
 * Looks at the setting, before anything is built or started.
 *
 * @throws UserError where it names neither a program nor the address of a function that runs
 */
export async function checkFunctions(): Promise<void> {
  const given = process.env[PATCH_AND_TRANSFORM];
  if (!given || isProgram(given)) return;
  if (!ADDRESS.test(given)) {
    throw new UserError(
      `${PATCH_AND_TRANSFORM}: given ${given}; allowed: the path of the program, or the host:port of one that runs without TLS`,
    );
  }
  if (!(await isReachable(given, () => true))) {
    throw new UserError(`${PATCH_AND_TRANSFORM}: given ${given}, where nothing accepts connections`);
  }
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
  return [
    await start(functionName(patchAndTransform), ...answersForPatchAndTransform(certificates)),
    await start(functionName(celFilter), programs.celFilter.path),
  ];
}

/** The program that Crossplane calls, and its arguments. */
function answersForPatchAndTransform(certificates: string): [program: string, args: readonly string[]] {
  const given = process.env[PATCH_AND_TRANSFORM];
  if (!given) return [process.execPath, [join(__dirname, 'main.mjs'), `--tls-server-certs-dir=${certificates}`]];
  return isProgram(given) ? [given, []] : [process.execPath, [join(__dirname, 'tls-front.js'), `--to=${given}`]];
}
