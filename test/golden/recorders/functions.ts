import { join } from 'node:path';
import { dockerArguments, patchAndTransform } from '../../engines/functions/setting';
import { freePort } from '../../engines/network';
import type { CalledFunction } from '../engine';
import type { Engines } from './recorder';

const STAND_IN = join(__dirname, '..', '..', 'engines', 'functions', 'main.mjs');

/**
 * The two functions that Compositions call.
 *
 * @param names what the Composition calls them
 * @throws UserError where one can't be had
 */
export async function calledFunctions(
  engines: Engines,
  names: { readonly patchAndTransform: string; readonly celFilter: string },
): Promise<readonly CalledFunction[]> {
  const celFilter = await engines.find('celFilter');
  return [await answering(names.patchAndTransform), await started(names.celFilter, celFilter.path)];
}

/** Whether the real function-patch-and-transform is at hand. */
export function isReal(): boolean {
  return patchAndTransform().is !== 'stand-in';
}

async function answering(name: string): Promise<CalledFunction> {
  const given = patchAndTransform();
  switch (given.is) {
    case 'stand-in':
      return started(name, process.execPath, STAND_IN);
    case 'program':
      return started(name, given.path);
    case 'address':
      return { name, address: given.address };
    case 'image': {
      const port = await freePort();
      const program = { path: 'docker', args: dockerArguments(given.image, port) };
      return { name, address: `127.0.0.1:${port}`, program };
    }
  }
}

async function started(name: string, path: string, ...args: readonly string[]): Promise<CalledFunction> {
  const address = `127.0.0.1:${await freePort()}`;
  return { name, address, program: { path, args: [...args, '--insecure', `--address=${address}`] } };
}
