import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ROOT } from '../constructs/synthesize';
import { ProgramCopy } from './scripts/program';
import { platform } from './settings';

/** What a file says of an environment: how often it names it, by itself or within another name. */
const mentions = (text: string, name: string) =>
  text.match(new RegExp(`(?<![a-z0-9])${name}(?![a-z0-9])`, 'gi'))?.length ?? 0;

describe('an environment that is added between qa and prod, in platform.ts alone', () => {
  let program: ProgramCopy;
  let files: ReadonlyMap<string, string>;
  const read = (path: string) => readFileSync(join(program.folder, path), 'utf8');
  const run = (command: string, ...args: readonly string[]) => program.run(command, args);

  before(() => {
    program = new ProgramCopy();
    const { dev, qa, prod } = platform.environments;
    const staging = { ...qa, cluster: 'acme-staging', domain: 'staging.apps.example.com' };
    const { versions, ...settings } = { ...platform, environments: { dev, qa, staging, prod } };
    writeFileSync(
      join(program.folder, 'build', 'platform.js'),
      `exports.platform = { ...${JSON.stringify(settings)}, versions: require('./versions').versions };\n` +
        'exports.environments = exports.platform.environments;\n',
    );
    mkdirSync(join(program.folder, 'apps'));
    const dashboard = ['--name', 'dashboard', '--team', 'platform-team', '--database', 'metrics', '--open-to', 'prod'];
    for (const [command, args] of [
      ['register', dashboard],
      ['start', []],
    ] as const) {
      const { status, stderr } = run(command, ...args);
      assert.equal(status, 0, stderr);
    }
    const entries = readdirSync(join(program.folder, 'dist'), { recursive: true, withFileTypes: true });
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    files = new Map(paths.map((path) => [path.slice(program.folder.length + 1), readFileSync(path, 'utf8')]));
  });
  after(() => program.remove());

  it('has every file of dist/ that qa has', () => {
    const ofQa = [...files.keys()].filter((path) => path.split('/').includes('qa'));
    assert.ok(ofQa.length > 20);
    for (const path of ofQa) assert.ok(files.has(path.replace('/qa', '/staging')), path);
  });

  it('is named wherever qa is', () => {
    const naming = [...files].filter(([path, text]) => !path.split('/').includes('qa') && mentions(text, 'qa') > 0);
    assert.ok(naming.length > 5);
    for (const [path, text] of naming) assert.equal(mentions(text, 'staging'), mentions(text, 'qa'), path);
    const owners = read('.github/CODEOWNERS');
    assert.equal(mentions(owners, 'staging'), mentions(owners, 'qa'));
    assert.equal(read('Pulumi.staging.yaml').replaceAll('staging', 'qa'), read('Pulumi.qa.yaml'));
  });

  it('has namespaces and folders of its own, and stands where a change reaches it', () => {
    assert.match(files.get('dist/tenants/staging/dashboard.yaml')!, /^ {2}name: dashboard-staging$/m);
    assert.match(run('start').stdout, /^objects +all +dev +qa +staging +prod/m);
    const definition = files.get('dist/platform/definitions/xnodeapps.yaml')!;
    assert.match(definition, /- dev\n +- qa\n +- staging\n +- prod\n/);
  });

  it('is among what a registration may say, and ends no app’s name', () => {
    assert.match(run('register', '--help').stdout, /dev, qa, staging or prod; default: dev/);
    const given = ['--team', 'a', '--database', 'a'];
    assert.match(
      run('register', '--name', 'shop', ...given, '--open-to', 'test').stderr,
      /allowed: dev, qa, staging or prod/,
    );
    assert.match(run('register', '--name', 'shop-staging', ...given).stderr, /ends with -dev, -qa, -staging, -prod/);
  });
});

describe('an environment', () => {
  /** Where a program or a page would have to be mended when an environment is added. */
  const places = (pattern: RegExp, folders: readonly string[], ending: RegExp) =>
    folders.flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => ending.test(file) && !file.includes('node_modules'))
        .map((file) => join(folder, file))
        .filter((file) => pattern.test(readFileSync(join(ROOT, file), 'utf8'))),
    );

  it('is known to the program by its settings: qa is named nowhere', () => {
    assert.deepEqual(places(/(?<![a-z])qa(?![a-z])/, ['constructs', 'scripts', 'stacks'], /\.ts$/), []);
    for (const file of ['main.ts', 'Pulumi.yaml'])
      assert.equal(mentions(readFileSync(join(ROOT, file), 'utf8'), 'qa'), 0);
  });

  it('is in no list on a page: pages say each environment', () => {
    assert.deepEqual(places(/\bdev`?(, | and )`?qa\b/, ['docs'], /\.md$/), []);
    assert.doesNotMatch(readFileSync(join(ROOT, 'README.md'), 'utf8'), /\bdev`?(, | and )`?qa\b/);
  });
});
