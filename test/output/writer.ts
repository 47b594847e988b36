import fs from 'node:fs';
import { OutputTree } from '../../constructs/output/tree';

/** A tree that differs from another version of it in some of its files, its last folder and what lies there. */
export function versionOf(version: string, files: number): OutputTree {
  const tree = new OutputTree();
  for (let index = 0; index < files; index++) {
    tree.add(`folder-${index % 7}/${index}.yaml`, [{ index, ...(index % 3 === 0 ? { version } : {}) }]);
  }
  tree.addText(`only-${version}/version`, version);
  return tree;
}

/** Writes one version after another until it is killed, or kills itself before its n-th change of the file system. */
function main([folder, files, killBefore]: readonly string[]): void {
  if (killBefore !== undefined) {
    let step = 0;
    for (const name of ['mkdirSync', 'linkSync', 'writeFileSync', 'renameSync', 'rmSync'] as const) {
      const original = fs[name] as (...args: unknown[]) => unknown;
      Object.assign(fs, {
        [name]: (...args: unknown[]) => {
          if (++step === Number(killBefore)) process.kill(process.pid, 'SIGKILL');
          return original(...args);
        },
      });
    }
    versionOf('new', Number(files)).write(folder!);
    return;
  }
  process.stdout.write('ready');
  for (;;) {
    versionOf('new', Number(files)).write(folder!);
    versionOf('old', Number(files)).write(folder!);
  }
}

if (require.main === module) main(process.argv.slice(2));
