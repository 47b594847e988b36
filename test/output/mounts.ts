import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Why nothing can be mounted here; undefined where it can be. */
export const mountIsMissing: string | undefined = (() => {
  const folder = mkdtempSync(join(tmpdir(), 'mount-'));
  try {
    const { status, error } = spawnSync('mount', ['-t', 'tmpfs', 'none', folder]);
    if (status !== 0) return `mounting takes root on Linux${error ? `: ${error.message}` : ''}`;
    execFileSync('umount', [folder]);
    return undefined;
  } finally {
    rmdirSync(folder);
  }
})();

/** Mounts for as long as something is done. @param args of `mount`, without the folder */
export function whileMounted(folder: string, args: readonly string[], act: () => void): void {
  execFileSync('mount', [...args, folder]);
  try {
    act();
  } finally {
    execFileSync('umount', [folder]);
  }
}
