import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../constructs/synthesize';

/** Where Backstage's packages are. */
export const FOLDER = join(ROOT, 'test', 'backstage');

/** Whether every package of the lock file is there; what npm keeps of an installation lacks those of other systems. */
export function isInstalled(): boolean {
  try {
    const wanted = packagesOf('package-lock.json');
    const found = packagesOf(join('node_modules', '.package-lock.json'));
    return Object.entries(wanted).every(
      ([path, { version, optional }]) => path === '' || optional || found[path]?.version === version,
    );
  } catch {
    return false;
  }
}

interface Package {
  readonly version: string;
  readonly optional?: boolean;
}

function packagesOf(lockFile: string): Readonly<Record<string, Package>> {
  const { packages } = JSON.parse(readFileSync(join(FOLDER, lockFile), 'utf8')) as {
    readonly packages: Readonly<Record<string, Package>>;
  };
  return packages;
}
