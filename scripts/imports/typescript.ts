import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Definition } from './definitions';

/**
 * Writes constructs for custom kinds with `cdk8s import`: one file per API group, named after the group.
 *
 * @param folder where the files go
 * @see https://cdk8s.io/docs/latest/cli/import/
 */
export async function writeConstructs(definitions: readonly Definition[], folder: string): Promise<void> {
  const cdk8s = join(dirname(require.resolve('cdk8s-cli/package.json')), 'bin', 'cdk8s');
  const scratch = mkdtempSync(join(tmpdir(), 'imports-'));
  try {
    const input = join(scratch, 'definitions.json');
    writeFileSync(input, JSON.stringify({ kind: 'List', items: definitions.map(toCustomResourceDefinition) }));
    const options = ['--language', 'typescript', '--no-class-prefix', '--no-save', '--no-check-upgrade'];
    const args = [cdk8s, 'import', input, ...options, '--output', folder];
    await promisify(execFile)(process.execPath, args, { cwd: scratch });
  } finally {
    rmSync(scratch, { recursive: true });
  }
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts'))) {
    const path = join(folder, file);
    writeFileSync(path, withoutComments(readFileSync(path, 'utf8')));
  }
}

/** The definition with nothing but what `cdk8s import` reads. */
function toCustomResourceDefinition({ group, version, kind, plural, scope, schema }: Definition): unknown {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope,
      names: { kind, plural },
      versions: [{ name: version, served: true, storage: true, schema: { openAPIV3Schema: schema } }],
    },
  };
}

/** Leaves out what only repeats the names (JSDoc without a default, hints for a linter) and the space around it. */
function withoutComments(code: string): string {
  return code
    .replaceAll(/^ *\/\*\*\n(?: *\*.*\n)*? *\*\/\n/gm, (comment) => {
      const indent = comment.match(/^ */)?.[0] ?? '';
      const value = comment.match(/@default (.*)/)?.[1];
      return value === undefined ? '' : `${indent}/** @default ${value} */\n`;
    })
    .replaceAll(/^\/\* eslint.*\*\/\n/gm, '')
    .replaceAll(/\n\n(?= +readonly )/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .replaceAll(/\n+$/g, '\n');
}
