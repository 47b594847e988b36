import { join } from 'node:path';
import { readSkeleton, renderSkeleton, type SkeletonFile } from '../../constructs/backstage/skeleton';
import { skeletons } from '../../constructs/backstage/skeletons';
import { skeletonValues } from '../../constructs/backstage/values';
import type { PlatformSettings } from '../../constructs/settings/settings';
import { ROOT } from '../../constructs/synthesize';
import { DIST } from '../../main';
import type { Governed } from './governed';

/**
 * What a repository holds: of an app, what the form in Backstage would have made of the registration; of the
 * platform's template, what `dist/` has of it.
 */
export function seedOf({ name, of }: Governed, settings: PlatformSettings): readonly SkeletonFile[] {
  if (of === undefined) return readSkeleton(join(DIST, 'repositories', name));
  return renderSkeleton(skeletons(settings, join(ROOT, 'templates'))[of.kind], skeletonValues(settings, of.app));
}
