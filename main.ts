import { join } from 'node:path';
import { TEMPLATE_REPOSITORY } from './constructs/backstage/template';
import { APP_DEFAULTS } from './constructs/node-app/app-defaults';
import type { OutputTree } from './constructs/output/tree';
import { readRegistrations } from './constructs/registration/read';
import { checkSettings } from './constructs/settings/check';
import type { PlatformSettings } from './constructs/settings/settings';
import { ROOT, synthesize } from './constructs/synthesize';
import { platform } from './platform';

/** Where the synthesized files are kept. */
export const DIST = join(ROOT, 'dist');

/**
 * What `platform.ts` holds, checked. Commands and stacks take the settings from here alone.
 * @throws UserError listing all that is wrong
 */
export function settings(): PlatformSettings {
  return checkSettings(platform, { app: APP_DEFAULTS, taken: [TEMPLATE_REPOSITORY] });
}

/** Everything that `dist/` should hold, made of `platform.ts` and `apps/`. */
export function program(): OutputTree {
  const checked = settings();
  return synthesize(checked, readRegistrations(join(ROOT, 'apps'), [checked.repository]));
}
