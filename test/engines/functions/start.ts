import { join } from 'node:path';
import { functionName } from '../../../constructs/infrastructure/functions';
import { platform } from '../../../platform';
import type { Authority } from '../certificates';
import type { Daemons } from '../daemons';
import { freePort, isReachable } from '../network';
import { type RunningFunction, writeTlsFolder } from '../plane/crossplane';
import type { Programs } from '../programs';
import { dockerArguments, patchAndTransform } from './setting';

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

  const { patchAndTransform: called, celFilter } = platform.versions.functions;
  const name = functionName(called);
  const given = patchAndTransform();
  const front = (address: string) =>
    start(name, process.execPath, [join(__dirname, 'tls-front.js'), `--to=${address}`]);
  const answers = async (): Promise<RunningFunction> => {
    switch (given.is) {
      case 'stand-in':
        return start(name, process.execPath, [join(__dirname, 'main.mjs'), `--tls-server-certs-dir=${certificates}`]);
      case 'program':
        return start(name, given.path);
      case 'address':
        return front(given.address);
      case 'image': {
        const port = await freePort();
        const args = dockerArguments(given.image, port);
        const container = daemons.daemon('functions', { name: `${name}-image`, program: 'docker', args });
        container.start();
        if (!(await isReachable(`127.0.0.1:${port}`, () => container.isRunning))) {
          throw new Error(`${given.image} does not start:\n${container.tail()}`);
        }
        return front(`127.0.0.1:${port}`);
      }
    }
  };
  return [await answers(), await start(functionName(celFilter), programs.celFilter.path)];
}
