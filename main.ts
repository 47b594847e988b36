import { join } from 'node:path';
import type { OutputTree } from './constructs/output/tree';
import { readRegistrations } from './constructs/registration/read';
import { ROOT, synthesize } from './constructs/synthesize';
import { platform } from './platform';

/** Where the synthesized files are kept. */
export const DIST = join(ROOT, 'dist');

/** Everything that `dist/` should hold, made of `platform.ts` and `apps/`. */
export function program(): OutputTree {
  return synthesize(platform, readRegistrations(join(ROOT, 'apps'), [platform.repository]));
}
