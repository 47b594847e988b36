import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from '../../constructs/synthesize';
import { judge } from '../../constructs/versions/judge';
import { toMarkdown } from '../../constructs/versions/report';
import { platform } from '../../platform';
import { renovateGroups } from '../../scripts/versions/renovate';
import { components, versions } from '../../versions';

const read = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');

/** The files that pin what this program or an application runs with. */
function pinningFiles(): string[] {
  const workflows = (folder: string) => readdirSync(join(ROOT, folder)).map((file) => join(folder, file));
  const templates = ['frontend', 'backend'].flatMap((name) => [
    `templates/${name}/package.json`,
    `templates/${name}/Dockerfile`,
    ...workflows(`templates/${name}/.github/workflows`),
  ]);
  return ['package.json', ...workflows('.github/workflows'), ...templates];
}

/** What a file says after what a pattern matches: its first group. */
function said(pattern: RegExp): [string, string][] {
  return pinningFiles().flatMap((file) =>
    [...read(file).matchAll(pattern)].map(([, version]) => [file, version as string] as [string, string]),
  );
}

describe('the table of versions', () => {
  it('is of a set that its makers support together, on the day on which it was last looked up', () => {
    const lookedUp = components.map(({ seen }) => seen).sort();
    const errors = judge(components, lookedUp.at(-1)!).filter(({ level }) => level === 'error');
    assert.deepEqual(errors, []);
  });

  it('says what every chart, function and image is', () => {
    const { charts, functions, postgresql, kubernetes, flux } = versions;
    const pinned = [
      ...Object.values(charts).map(({ version, appVersion = version }) => appVersion),
      ...Object.values(functions).map(({ version }) => version),
      ...Object.values(postgresql).map((image) => /:([\d.]+)-/.exec(image)![1]!),
      ...Object.values(versions.tools),
      kubernetes,
      flux,
    ];
    assert.deepEqual(
      components.map(({ version }) => version).sort(),
      pinned.map((version) => version.replace(/^v/, '')).sort(),
    );
    assert.equal(platform.versions, versions);
  });

  it('gives days that there are, and pages', () => {
    for (const { name, ends, seen, page } of components) {
      for (const day of [seen, ...(typeof ends === 'object' && 'on' in ends ? [ends.on] : [])]) {
        assert.equal(new Date(day).toISOString().slice(0, 10), day, name);
      }
      assert.match(page, /^https:\/\//, name);
    }
  });

  it('has the Node.js and Go that everything else is pinned to', () => {
    const { node, go } = versions.tools;
    const nodes = [
      ...said(/node-version: (\d+)/g),
      ...said(/"node": "(\d+)\./g),
      ...said(/FROM .*\bnode:(\d+)/g),
      ...said(/FROM .*\/nodejs(\d+)/g),
    ];
    assert.ok(nodes.length >= 10, String(nodes));
    for (const [file, version] of nodes) assert.equal(version, node, file);
    const gos = said(/go-version: ([\d.]+)\.x/g);
    assert.ok(gos.length > 0);
    for (const [file, version] of gos) assert.equal(version, go, file);
  });

  it('is the page on versions', () => {
    const page = toMarkdown(components, renovateGroups(read('renovate.json')));
    assert.equal(read('docs', 'versions.md'), page, 'run npm run versions -- --write');
  });
});
