import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeWhole } from '../constructs/output/whole-file';
import { codeOwners } from '../constructs/settings/code-owners';
import { ENVIRONMENTS, type PlatformSettings } from '../constructs/settings/settings';
import { ROOT } from '../constructs/synthesize';

/** The files of this repository beside `dist/` that follow `platform.ts`, and are not as it gives them. */
export function outdated(settings: PlatformSettings): ReadonlyMap<string, string> {
  const wanted = [['.github/CODEOWNERS', codeOwners(settings)] as const, ...ENVIRONMENTS.map(stackFile)];
  return new Map(wanted.filter(([path, text]) => !isAsWanted(join(ROOT, path), text)));
}

/** Brings those files up to date. @returns their paths */
export function update(settings: PlatformSettings): readonly string[] {
  const files = outdated(settings);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeWhole(join(ROOT, path), text, path);
  }
  return [...files.keys()];
}

/** What a stack begins with. From then on its file is Pulumi's, which keeps settings and secrets there. */
function stackFile(environment: string): readonly [string, string] {
  const text = `# Stack ${environment}: docs/bootstrap.md says what it needs besides.\nconfig:\n  pulumi:disable-default-providers:\n    - kubernetes\n`;
  return [`Pulumi.${environment}.yaml`, text];
}

function isAsWanted(path: string, text: string): boolean {
  return existsSync(path) && (path.endsWith('.yaml') || readFileSync(path, 'utf8') === text);
}
