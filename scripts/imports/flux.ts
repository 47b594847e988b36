import { basename } from 'node:path';
import { UserError } from '../../constructs/settings/user-error';
import { versions } from '../../versions';

/**
 * Checks, of a file of a Flux distribution, that it runs the controller that `versions.ts` says; other files pass.
 *
 * @param file e.g. `config/data/flux/v2.9.4/source-controller.yaml`
 * @throws UserError where it is another
 */
export function checkFluxController(file: string, text: string): void {
  const { flux, fluxControllers } = versions;
  for (const [name, version] of Object.entries(fluxControllers)) {
    if (basename(file) !== `${name}-controller.yaml`) continue;
    const image = `fluxcd/${name}-controller:v${version}`;
    if (new RegExp(`image: ${image}$`, 'm').test(text)) continue;
    const found = new RegExp(`image: fluxcd/${name}-controller:v(\\S+)`).exec(text)?.[1];
    throw new UserError(
      `versions.ts: fluxControllers.${name}: given '${version}'; allowed: ${found}, as Flux ${flux} has it`,
    );
  }
}
