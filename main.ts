import { join } from 'node:path';
import { TEMPLATE_REPOSITORY } from './constructs/backstage/template';
import { APP_DEFAULTS } from './constructs/node-app/app-defaults';
import type { OutputTree } from './constructs/output/tree';
import { readRegistrations } from './constructs/registration/read';
import { Removed } from './constructs/removal/removed';
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

/** What the sources give. */
export interface Program {
  /** What `platform.ts` holds, checked. */
  readonly settings: PlatformSettings;
  /** Everything that `dist/` should hold, made of `platform.ts` and `apps/`. */
  readonly tree: OutputTree;
  /** What may go from the clusters, with its data. */
  readonly removed: Removed;
}

/**
 * Reads the sources, and makes of them what `dist/` should hold.
 * @throws UserError listing what is wrong with them
 */
export function program(): Program {
  const checked = settings();
  const apps = readRegistrations(join(ROOT, 'apps'), [checked.repository]);
  const removed = Removed.read(join(ROOT, 'removed.yaml'), apps, checked);
  return { settings: checked, tree: synthesize(checked, apps), removed };
}
