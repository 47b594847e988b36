import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { components } from '../../constructs/node-app/components';
import { RESERVED_ENDINGS } from '../../constructs/registration/schema';
import { ROOT } from '../../constructs/synthesize';
import type { KubernetesObject } from '../objects';

const PAGE = readFileSync(join(ROOT, 'docs', 'add-a-component.md'), 'utf8');
const FILES = [
  'tsconfig.json',
  'package.json',
  'main.ts',
  'platform.ts',
  'versions.ts',
  'apps',
  'constructs',
  'imports',
];
const SHARED = ['node_modules', 'templates'];

let folder: string;

/** What the page says a file holds, or how it changes one. */
function sectionOf(file: string): string {
  const [, section = ''] = PAGE.split(`: \`${file}\``);
  return /```(?:ts|diff)\n(.*?)```/s.exec(section)?.[1] ?? assert.fail(`the page has no block for ${file}`);
}

/** Changes a file as a block of a diff says: what stays and goes is looked for, each line once. */
function patch(file: string): void {
  const path = join(folder, file);
  let text = readFileSync(path, 'utf8');
  const lines = sectionOf(file).trimEnd().split('\n');
  const added: string[] = [];
  const put = (anchor: string, by: (line: string) => string) => {
    assert.equal(text.split(`${anchor}\n`).length, 2, `${file} has not one line ${anchor}`);
    text = text.replace(`${anchor}\n`, `${by(anchor)}\n`);
  };
  const removed = lines.filter((line) => line.startsWith('-')).map((line) => line.slice(1));
  for (const line of lines) {
    const content = line.slice(1);
    if (line.startsWith('+')) added.push(content);
    else if (line.startsWith(' ') && added.length > 0)
      put(content, (anchor) => [...added.splice(0), anchor].join('\n'));
  }
  for (const line of removed) put(line, () => added.splice(0).join('\n'));
  assert.deepEqual(added, [], 'nothing says where it goes');
  writeFileSync(path, text);
}

function run(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  assert.equal(status, 0, `${stdout}${stderr}`);
  return stdout;
}

function objectsIn(path: string): KubernetesObject[] {
  return parseAllDocuments(readFileSync(join(folder, 'dist', path), 'utf8')).map((document) => document.toJS());
}

describe('a component that is added as the page says', () => {
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'component-'));
    for (const name of FILES) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
    for (const name of SHARED) symlinkSync(join(ROOT, name), join(folder, name));
    writeFileSync(join(folder, 'constructs/node-app/cache.ts'), sectionOf('constructs/node-app/cache.ts'));
    patch('constructs/node-app/components.ts');
    patch('constructs/registration/schema.ts');
    const settings = JSON.parse(readFileSync(join(folder, 'tsconfig.json'), 'utf8'));
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ ...settings, include: ['*.ts', 'constructs'] }));
    run(join(ROOT, 'node_modules/typescript/bin/tsc'), '-b');
    run('-e', "require('./build/main').program().tree.write('dist')");
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('is a field of the composite, of its status, and a column', () => {
    const [{ spec }] = objectsIn('platform/definitions/xnodeapps.yaml') as [KubernetesObject];
    const { properties } = spec.versions[0].schema.openAPIV3Schema;
    assert.equal(properties.spec.properties.cache.properties.enabled.default, false);
    assert.deepEqual(properties.spec.properties.cache.default, {});
    assert.ok(!properties.spec.required.includes('cache'));
    assert.ok(properties.status.properties.cache.properties.available);
    assert.ok(spec.versions[0].additionalPrinterColumns.some(({ name }: { name: string }) => name === 'Cache'));
  });

  it('is composed where it is enabled, with its network rule', () => {
    const [{ spec }] = objectsIn('platform/compositions/node-development.yaml') as [KubernetesObject];
    const [compose, filter] = spec.pipeline;
    const names: string[] = compose.input.resources.map(({ name }: { name: string }) => name);
    const own = names.filter((name) => /^cache|network-cache/.test(name));
    for (const name of ['cache', 'cache-service', 'cache-service-account', 'network-cache'])
      assert.ok(own.includes(name), name);
    for (const name of own) {
      const filters = filter.input.filters.filter((one: { name: string }) => new RegExp(`^${one.name}$`).test(name));
      assert.ok(filters.length === 1 && filters[0].expression.includes('cache.enabled'), name);
    }
  });

  it('lets the backend in, and asks its port and its own client whether it lives and serves', () => {
    const [{ spec }] = objectsIn('platform/compositions/node-development.yaml') as [KubernetesObject];
    const baseOf = (name: string) =>
      spec.pipeline[0].input.resources.find((one: { name: string }) => one.name === name).base;
    const [container] = baseOf('cache').spec.template.spec.containers;
    assert.deepEqual(container.livenessProbe.tcpSocket, { port: 'redis' });
    assert.deepEqual(container.readinessProbe.exec, { command: ['valkey-cli', 'ping'] });
    const ports = [{ protocol: 'TCP', port: 6379 }];
    assert.deepEqual(
      baseOf('network-cache').spec.ingress.map((rule: { ports: unknown }) => rule.ports),
      [ports],
    );
    assert.ok(
      baseOf('network-backend').spec.egress.some((rule: { ports: unknown }) => isDeepStrictEqual(rule.ports, ports)),
    );
    assert.match(JSON.stringify(baseOf('monitoring-alerts')), /CacheDown/);
  });

  it('is waited for where there is one', () => {
    const kustomization = objectsIn('tenants/prod/dashboard.yaml').find(({ kind }) => kind === 'Kustomization');
    const [{ current }] = (kustomization as KubernetesObject).spec.healthCheckExprs;
    assert.match(current, /spec\.cache\.enabled\) \|\| \(has\(status\.cache\)/);
  });
});

describe('every component', () => {
  for (const [name, { suffix }] of components()) {
    it(`has an ending that no app's name may have: ${name}`, () => {
      assert.ok((RESERVED_ENDINGS as readonly string[]).includes(suffix), `add ${suffix} to RESERVED_ENDINGS`);
    });
  }
});
