import { functionName } from '../../../constructs/infrastructure/functions';
import { UserError } from '../../../constructs/settings/user-error';
import { platform } from '../../../platform';
import { givenPath } from '../../../scripts/given-path';
import { isReachable } from '../network';
import { isProgram } from '../programs';

/** Environment variable that says where function-patch-and-transform is, which no registry of Go modules has. */
export const PATCH_AND_TRANSFORM = 'FUNCTION_PATCH_AND_TRANSFORM';

/** What answers for function-patch-and-transform. */
export type PatchAndTransform =
  | { readonly is: 'stand-in' }
  | { readonly is: 'program'; readonly path: string }
  | { readonly is: 'address'; readonly address: string }
  | { readonly is: 'image'; readonly image: string };

const ADDRESS = /^[\w.-]+:\d+$/;
/** With a registry, a folder, and a tag or digest. @see https://github.com/distribution/reference */
const IMAGE = /^[a-z0-9.-]+(?::\d+)?(?:\/[a-z0-9._-]+)+(?::[\w][\w.-]*)?(?:@sha256:[0-9a-f]{64})?$/;
const ALLOWED =
  'the path of the program, the host:port of one that runs with --insecure, or an image such as ' +
  'registry.example.com/function-patch-and-transform:v0.10.8, which Docker runs';

/** What the setting names. @throws UserError where it names nothing of the kind */
export function patchAndTransform(): PatchAndTransform {
  const given = process.env[PATCH_AND_TRANSFORM];
  if (!given) return { is: 'stand-in' };
  const path = givenPath(given);
  if (isProgram(path)) return { is: 'program', path };
  if (ADDRESS.test(given)) return { is: 'address', address: given };
  if (IMAGE.test(given)) return { is: 'image', image: given };
  throw new UserError(`${PATCH_AND_TRANSFORM}: given ${given}; allowed: ${ALLOWED}`);
}

/** What answers for function-patch-and-transform, for people. */
export function describePatchAndTransform(): { readonly isReal: boolean; readonly is: string } {
  const { version, ...rest } = platform.versions.functions.patchAndTransform;
  const name = functionName({ version, ...rest });
  if (patchAndTransform().is !== 'stand-in') {
    return { isReal: true, is: `${name} as ${PATCH_AND_TRANSFORM} has it` };
  }
  const is =
    `${name}: a stand-in of test/engines/functions, which answers as ${version} did in test/golden; ` +
    `${PATCH_AND_TRANSFORM} names the real one`;
  return { isReal: false, is };
}

/**
 * Looks at the setting, before anything is built or started.
 *
 * @throws UserError where it names nothing of the kind, or an address where nothing answers
 */
export async function checkPatchAndTransform(): Promise<void> {
  const given = patchAndTransform();
  if (given.is === 'address' && !(await isReachable(given.address, () => true))) {
    throw new UserError(`${PATCH_AND_TRANSFORM}: given ${given.address}, where nothing accepts connections`);
  }
}

/** Arguments of `docker` that run a function's image without TLS, at a port of the loopback. */
export function dockerArguments(image: string, port: number): readonly string[] {
  return ['run', '--rm', `--publish=127.0.0.1:${port}:9443`, image, '--insecure'];
}
