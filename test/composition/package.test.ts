import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { kindInfo, kindSchema } from '../../constructs/schemas/kind-schema';
import { synthesizeCache } from './x-cache-cases';

const ROOT = join(__dirname, '..', '..', '..');
const PACKAGE = join(ROOT, 'constructs', 'composition');
const { name, dependencies, peerDependencies } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as {
  readonly name: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
};

/** What an API server would tell of these kinds. */
function described(kinds: readonly (readonly [apiVersion: string, kind: string])[]): object {
  const all = kinds.map(([apiVersion, kind]) => {
    const [version, group = ''] = apiVersion.split('/').reverse();
    const names = { group, version, kind };
    const path = `/${group ? 'apis' : 'api'}/${apiVersion}/namespaces/{namespace}/${kindInfo(apiVersion, kind)?.plural}`;
    return { path, names, schema: kindSchema(apiVersion, kind) };
  });
  const key = 'x-kubernetes-group-version-kind';
  return {
    paths: Object.fromEntries(all.map(({ path, names }) => [path, { post: { [key]: names } }])),
    definitions: Object.fromEntries(all.map(({ names, schema }) => [names.kind, { ...schema, [key]: [names] }])),
  };
}

const MAIN = `
import { App, Chart } from 'cdk8s';
import { type Composite, CompositeResourceDefinition, kindsOf } from '${name}';
import { misuses } from '${name}/lint';
import type { Static } from 'typebox';
import { Cache, XCache } from './x-cache';

const chart = new Chart(new App(), 'test');
new CompositeResourceDefinition(chart, 'definition', XCache);
const cache = new Cache(chart, kindsOf('kinds.json'));
const composite: Composite<Static<typeof XCache.spec>> = {
  apiVersion: 'example.org/v1',
  kind: 'XCache',
  metadata: { name: 'store' },
  spec: { size: 'small', port: 1, ratio: 1, persistent: false, settings: {}, 'dotted.name/slashed': 'odd' },
};
const manifests = chart.toJson();
const composed = [...cache.render(composite).composed.keys()];
console.log(JSON.stringify({ manifests, composed, misuses: misuses('tsconfig.json', ['.']) }));
`;

const OPTIONS = { target: 'es2024', module: 'nodenext', strict: true, skipLibCheck: true, types: ['node'] };

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'outside-'));
});
after(() => rmSync(folder, { recursive: true }));

function run(cwd: string, command: string, ...args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  assert.equal(status, 0, `${command} ${args.join(' ')}: ${stderr}${stdout}`);
  return stdout;
}

describe('the package of the language', () => {
  it('makes a composite in a project outside of this repository', () => {
    run(PACKAGE, 'npm', 'pack', '--silent', '--offline', '--pack-destination', folder);
    const project = join(folder, 'project');
    const modules = join(project, 'node_modules');
    mkdirSync(join(modules, name), { recursive: true });
    run(folder, 'sh', '-c', `tar -xzf *.tgz --strip-components=1 -C project/node_modules/${name}`);
    const needed = [...Object.keys({ ...dependencies, ...peerDependencies }), 'cdk8s-plus-28', '@types/node'];
    for (const one of needed) {
      mkdirSync(join(modules, one, '..'), { recursive: true });
      symlinkSync(join(ROOT, 'node_modules', one), join(modules, one));
    }
    const example = readFileSync(join(modules, name, 'example', 'x-cache.ts'), 'utf8').replace("'..'", `'${name}'`);
    writeFileSync(join(project, 'x-cache.ts'), example);
    writeFileSync(join(project, 'main.ts'), MAIN);
    writeFileSync(join(project, 'package.json'), '{}');
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions: OPTIONS }));
    const kinds = described([
      ['apps/v1', 'Deployment'],
      ['v1', 'ConfigMap'],
      ['v1', 'Service'],
      ['v1', 'ServiceAccount'],
    ]);
    writeFileSync(join(project, 'kinds.json'), JSON.stringify(kinds));
    run(project, process.execPath, join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'));

    const made = JSON.parse(run(project, process.execPath, 'main.js'));
    const { composition, definition } = synthesizeCache();
    assert.deepEqual(made.manifests.slice(0, 2), [definition, composition]);
    assert.deepEqual(made.composed, ['server', 'account', 'settings']);
    assert.deepEqual(made.misuses, []);
  });
});
