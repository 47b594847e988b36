import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { ProgramCopy } from './program';

const GOOD = 'name: dashboard\nteam: platform-team\ndatabase: metrics\napiPort: 3001\nmonitoring: true\n';

let program: ProgramCopy;
let repository: string;
before(() => {
  program = new ProgramCopy();
  repository = program.folder;
});
after(() => program.remove());

type Registrations = Readonly<Record<string, string | Buffer>>;

/** Has these registrations and no others. */
function register(apps: Registrations): void {
  const folder = join(repository, 'apps');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [file, content] of Object.entries(apps)) writeFileSync(join(folder, file), content);
}

/** Runs `npm start` on these registrations, as far as it is this program's. */
function start(apps: Registrations, ...args: readonly string[]) {
  register(apps);
  return program.run('start', args);
}

/** The same without a process of its own. */
function startHere(apps: Registrations, ...args: readonly string[]) {
  register(apps);
  return program.runHere('start', args);
}

/** What commands are given that do nothing without. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  register: ['--name', 'shop', '--team', 'shop-team', '--database', 'shop'],
};

/** Has other settings for a while: statements that change `platform`. */
function withSettings(changes: string, use: () => void): void {
  const file = join(repository, 'build', 'platform.js');
  const before = readFileSync(file, 'utf8');
  try {
    writeFileSync(file, `${before}\n{ const { platform } = exports; ${changes} }\n`);
    use();
  } finally {
    writeFileSync(file, before);
  }
}

/** All of dist/: paths and bytes. */
function dist(): Map<string, string> {
  const files = readdirSync(join(repository, 'dist'), { recursive: true, withFileTypes: true, encoding: 'utf8' });
  return new Map(
    files
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path, readFileSync(path, 'latin1')]),
  );
}

describe('npm start', () => {
  it('says what it made, what changed since, and what to do next', () => {
    const first = start({ 'dashboard.yaml': GOOD });
    assert.equal(first.stderr, '');
    assert.equal(first.status, 0);
    assert.match(first.stdout, /^objects\s+all\s+dev\s+qa\s+prod/m);
    assert.match(first.stdout, /^tenants\s+9\s+9\s+9\s/m);
    assert.match(first.stdout, /\+ platform\/definitions\/xnodeapps\.yaml|… and \d+ more/);
    assert.match(first.stdout, /Next: git diff dist/);

    const again = startHere({ 'dashboard.yaml': GOOD });
    assert.match(again.stdout, /nothing changed, in \d/);
    assert.match(again.stdout, /Next: npm run preview/);

    const changed = startHere({ 'dashboard.yaml': GOOD.replace('3001', '3002') });
    assert.match(changed.stdout, /^~ preview\/dev\/dashboard\/backend\.yaml$/m);
    assert.match(changed.stdout, /0 added, \d+ changed, 0 removed/);
  });

  it('is quiet where that is asked for', () => {
    assert.equal(startHere({ 'dashboard.yaml': GOOD }, '--quiet').stdout, '');
  });

  it('makes a platform without apps of an empty folder', () => {
    rmSync(join(repository, 'dist'), { recursive: true });
    const { status, stdout } = startHere({});
    assert.equal(status, 0);
    assert.match(stdout, /dist\/ holds \d+ files/);
  });
});

describe('npm start where something is wrong', () => {
  before(() => {
    startHere({ 'dashboard.yaml': GOOD });
  });

  // Ten thousand times ten thousand letters, were the aliases followed.
  const bomb = `name: &a [${'x,'.repeat(100)}]\nteam: &b [${'*a,'.repeat(100)}]\ndatabase: [${'*b,'.repeat(100)}]\n`;
  const refused: Readonly<Record<string, readonly [Registrations, RegExp]>> = {
    'an unknown key': [
      { 'shop.yaml': `${GOOD.replace('dashboard', 'shop')}colour: red\n` },
      /apps\/shop\.yaml: line 6: given the key "colour"; allowed: name, team, database, /,
    ],
    'a bad name': [
      { 'Shop.yaml': GOOD.replace('dashboard', 'Shop') },
      /apps\/Shop\.yaml: name: given "Shop"; allowed: /,
    ],
    'a name that is too long': [
      { [`${'a'.repeat(31)}.yaml`]: GOOD.replace('dashboard', 'a'.repeat(31)) },
      /name: given "a{31}"; allowed: .*30/,
    ],
    'a name of the platform’s own': [
      { 'helm-controller.yaml': GOOD.replace('dashboard', 'helm-controller') },
      /name: given "helm-controller"; allowed: /,
    ],
    'a port below 1024': [
      { 'dashboard.yaml': GOOD.replace('3001', '80') },
      /apps\/dashboard\.yaml: apiPort: given 80; allowed: .*1024.*65535/,
    ],
    'a port above 65535': [{ 'dashboard.yaml': GOOD.replace('3001', '65536') }, /apiPort: given 65536; allowed: /],
    'a value of a wrong type': [
      { 'dashboard.yaml': GOOD.replace('3001', '"3001"') },
      /apiPort: given "3001"; allowed: /,
    ],
    'a file of another name': [
      { 'shop.yaml': GOOD },
      /apps\/shop\.yaml: file: given the name "shop\.yaml"; allowed: "dashboard\.yaml"/,
    ],
    'two apps whose namespaces collide': [
      { 'dashboard.yaml': GOOD, 'dashboard-dev.yaml': GOOD.replace('dashboard', 'dashboard-dev') },
      /apps\/dashboard-dev\.yaml: name: given "dashboard-dev"; allowed: /,
    ],
    'a key given twice': [
      { 'dashboard.yaml': `${GOOD}team: other\n` },
      /apps\/dashboard\.yaml: team: given .*allowed: /,
    ],
    'what is no YAML': [{ 'dashboard.yaml': 'name: [dashboard\n' }, /apps\/dashboard\.yaml: line \d+: given /],
    'several documents': [{ 'dashboard.yaml': `${GOOD}---\n${GOOD}` }, /apps\/dashboard\.yaml: .*document/],
    'an alias bomb': [{ 'dashboard.yaml': bomb }, /apps\/dashboard\.yaml: .*alias/i],
    'an empty file': [{ 'dashboard.yaml': '' }, /apps\/dashboard\.yaml: file: given /],
    'another encoding than UTF-8': [
      { 'dashboard.yaml': Buffer.from(`${GOOD}description: caf\xe9\n`, 'latin1') },
      /apps\/dashboard\.yaml: file: given .*allowed: .*UTF-8/,
    ],
  };
  for (const [what, [apps, message]] of Object.entries(refused)) {
    it(`refuses ${what}, with status 1 and without touching dist/`, () => {
      const before = dist();
      const { status, stderr, stdout } = startHere(apps);
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /\n\s+at /, 'no stack trace for a user’s mistake');
      assert.equal(stdout, '');
      assert.equal(status, 1);
      assert.deepEqual(dist(), before);
    });
  }

  it('tells of all wrong files at once', () => {
    const { stderr } = startHere({ 'one.yaml': '', 'two.yaml': GOOD, 'dashboard.yaml': GOOD.replace('3001', '1') });
    for (const file of ['one', 'two', 'dashboard']) assert.match(stderr, new RegExp(`apps/${file}\\.yaml: `));
  });

  it('refuses wrong settings as it refuses registrations, all at once and without touching dist/', () => {
    register({ 'dashboard.yaml': GOOD });
    const before = dist();
    withSettings(
      "platform.organization = ''; platform.environments.dev.quota.cpu = '4 cores'; platform.versions.kubernetes = 'v1.37.2';",
      () => {
        for (const command of ['start', 'check', 'discover', 'register', 'preview', 'registrations']) {
          const args = command === 'preview' ? ['-'] : [];
          const given = [...args, ...(ARGUMENTS[command] ?? [])];
          const { status, stdout, stderr } = program.run(command, given, { input: '{}' });
          assert.equal(stdout, '', command);
          assert.deepEqual(
            stderr.trimEnd().split('\n'),
            [
              'error: platform.ts: organization: given ""; allowed: the name of an organization on GitHub: 1 to 39 letters, digits and single hyphens within',
              'platform.ts: environments.dev.quota.cpu: given "4 cores"; allowed: cores such as 4, or thousandths of one such as 500m',
              'versions.ts: kubernetes: given "v1.37.2"; allowed: an exact version without v, such as 1.36.4',
            ],
            command,
          );
          assert.equal(status, 1, command);
        }
      },
    );
    assert.deepEqual(dist(), before);
  });

  it('refuses a flag that it does not know, with status 2', () => {
    const { status, stderr } = startHere({ 'dashboard.yaml': GOOD }, '--colour');
    assert.equal(status, 2);
    assert.match(stderr, /--colour.*--quiet, --confirm, --help/);
  });
});

describe('a change that takes a namespace from the clusters', () => {
  const SHOP = GOOD.replace('dashboard', 'shop');
  const removed = () => readFileSync(join(repository, 'removed.yaml'), 'utf8');
  const both = { 'dashboard.yaml': GOOD, 'shop.yaml': SHOP };
  const gone = [
    '  dashboard: qa: the namespace dashboard-qa is deleted, and with it the database dashboard-db',
    '  dashboard: dev: the namespace dashboard-dev is deleted, and with it the database dashboard-db',
    '  dashboard: prod: the namespace dashboard and its database dashboard-db are protected and stay, but nothing is delivered there any more, and its quota goes',
  ];
  beforeEach(() => {
    rmSync(join(repository, 'removed.yaml'), { force: true });
    rmSync(join(repository, 'dist'), { recursive: true, force: true });
    assert.equal(startHere(both).status, 0);
  });
  afterEach(() => {
    rmSync(join(repository, 'removed.yaml'), { force: true });
    rmSync(join(repository, 'dist'), { recursive: true, force: true });
  });

  it('is refused where a registration goes, in words and without touching dist/', () => {
    const before = dist();
    const { status, stdout, stderr } = startHere({ 'shop.yaml': SHOP });
    assert.deepEqual(stderr.trimEnd().split('\n'), [
      'error: removed.yaml does not name what this change takes from the clusters:',
      ...gone,
      'A renamed app is a new one: it begins with an empty database.',
      'Where that is meant: npm start -- --confirm dashboard',
      'That adds a line for each to removed.yaml; commit it with the change.',
    ]);
    assert.equal(stdout, '');
    assert.equal(status, 1);
    assert.deepEqual(dist(), before);
    assert.equal(startHere({ 'shop.yaml': SHOP }, '--quiet').status, 1, 'which is what cdk8s synth runs');
    assert.deepEqual(dist(), before);
  });

  it('is made where the app is confirmed, told first, and written down', () => {
    const { status, stdout, stderr } = start({ 'shop.yaml': SHOP }, '--confirm', 'dashboard');
    assert.equal(stderr, '');
    assert.equal(status, 0);
    const told = gone.map((line) => line.trim());
    assert.ok(stdout.includes(`\n\n${told.join('\n')}\n\n- tenants/prod/dashboard.yaml\n- tenants/qa/`), stdout);
    assert.match(stdout, /^… and \d+ more: (\d+ removed in (preview|repositories)(, )?)+$/m);
    const keys = ['qa/dashboard-qa', 'dev/dashboard-dev', 'prod/dashboard'];
    assert.equal(removed(), keys.map((key, index) => `- ${key} # ${told[index]}\n`).join(''));
    assert.equal(startHere({ 'shop.yaml': SHOP }).status, 0);
  });

  it('is refused where one app of two is confirmed', () => {
    const before = dist();
    const { status, stderr } = startHere({}, '--confirm', 'shop');
    assert.equal(status, 1);
    assert.match(stderr, /Where that is meant: npm start -- --confirm dashboard\n/);
    assert.doesNotMatch(stderr, /shop-dev/);
    assert.deepEqual(dist(), before);
    assert.equal(startHere({}, '--confirm', 'shop', '--confirm', 'dashboard').status, 0);
  });

  it('is refused of a renamed app, and of one that is open to fewer environments', () => {
    const store = GOOD.replace('dashboard', 'store');
    assert.match(startHere({ 'store.yaml': store, 'shop.yaml': SHOP }).stderr, /dashboard-dev is deleted/);
    const { status, stderr } = startHere({ ...both, 'dashboard.yaml': `${GOOD}openTo: dev\n` });
    assert.equal(status, 1);
    assert.doesNotMatch(stderr, /dashboard-dev/);
    assert.match(stderr, /qa: the namespace dashboard-qa is deleted[\s\S]*prod: the namespace dashboard and its/);
  });

  it('is refused where a namespace is called otherwise', () => {
    const file = join(repository, 'dist', 'tenants', 'dev', 'dashboard.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('name: dashboard-dev', 'name: dashboard-development'));
    assert.match(startHere(both).stderr, /dashboard: dev: the namespace dashboard-development is deleted/);
  });

  it('cannot be confirmed for an app of which nothing goes', () => {
    const before = dist();
    const { status, stderr } = startHere(both, '--confirm', 'dashbord');
    assert.equal(stderr, 'error: --confirm: given "dashbord"; allowed: none, since no namespace of an app goes\n');
    assert.equal(status, 1);
    const other = startHere({ 'shop.yaml': SHOP }, '--confirm', 'dashbord');
    assert.equal(other.stderr, 'error: --confirm: given "dashbord"; allowed: dashboard\n');
    assert.deepEqual(dist(), before);
  });

  it('is agreed to once: an app that is registered again has its line taken away first', () => {
    startHere({ 'shop.yaml': SHOP }, '--confirm', 'dashboard');
    const { status, stderr } = startHere(both);
    assert.equal(status, 1);
    assert.match(
      stderr,
      /^error: removed\.yaml: line 1: given "qa\/dashboard-qa"; allowed: a namespace that no app has; this one is of apps\/dashboard\.yaml: delete the line\nremoved\.yaml: line 2: /,
    );
  });

  it('is refused by npm run check since a commit, unless the line is there', () => {
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: repository });
    git('init', '--quiet');
    git('add', 'apps', 'dist');
    git('commit', '--quiet', '--message', 'before');
    try {
      const nothing = program.runHere('check', ['--since', 'HEAD']);
      assert.match(nothing.stdout, /\nNothing has changed since HEAD\.\n$/);
      assert.equal(nothing.status, 0);
      assert.equal(startHere({ 'shop.yaml': SHOP }, '--confirm', 'dashboard').status, 0);
      const agreed = program.run('check', ['--since', 'HEAD'], { env: { ...process.env, GITHUB_ACTIONS: 'true' } });
      assert.equal(agreed.status, 0, agreed.stderr);
      for (const line of gone) assert.ok(agreed.stdout.includes(`::warning::${line.trim()}\n`), agreed.stdout);
      assert.match(agreed.stdout, /^Since HEAD:\n- tenants\/prod\/dashboard\.yaml\n- tenants\/qa/m);
      // As somebody who removes the files by hand does.
      rmSync(join(repository, 'removed.yaml'));
      assert.equal(program.runHere('check', []).status, 0);
      const refused = program.runHere('check', ['--since', 'HEAD']);
      assert.equal(refused.status, 1);
      assert.match(refused.stderr, /error: removed\.yaml does not name [\s\S]*dashboard-dev is deleted/);
      const unknown = program.runHere('check', ['--since', 'nowhere']);
      assert.equal(unknown.status, 1);
      assert.equal(
        unknown.stderr,
        'error: --since: given "nowhere"; allowed: a commit of this repository that is fetched\n',
      );
    } finally {
      rmSync(join(repository, '.git'), { recursive: true });
    }
  });
});

describe('npm run check', () => {
  it('names each file that is not what the sources give, and writes nothing', () => {
    startHere({ 'dashboard.yaml': GOOD });
    assert.equal(program.runHere('check', []).status, 0);
    const file = join(repository, 'dist', 'tenants', 'dev', 'dashboard.yaml');
    writeFileSync(file, 'changed: by hand\n');
    const { status, stderr } = program.run('check', []);
    assert.equal(status, 1);
    assert.match(stderr, /dist\/tenants\/dev\/dashboard\.yaml is not what the sources give/);
    assert.equal(readFileSync(file, 'utf8'), 'changed: by hand\n');
  });
});

describe('npm run preview', () => {
  const preview = (input: string | Buffer, ...args: readonly string[]) => program.runHere('preview', args, input);
  const composite = (spec: string) =>
    `apiVersion: platform.io/v1\nkind: XNodeApp\nmetadata: {name: shop, namespace: shop-dev}\nspec: ${spec}\n`;
  const minimal =
    '{team: t, environment: dev, frontend: {image: a.io/b:1}, backend: {image: a.io/b:1}, database: {name: d}}';

  it('prints the composed resources as YAML documents', () => {
    const { status, stdout, stderr } = program.run('preview', ['-'], { input: composite(minimal) });
    assert.equal(stderr, '');
    assert.equal(status, 0);
    assert.match(stdout, /^kind: Deployment$/m);
    assert.match(stdout, /^kind: Cluster$/m);
    assert.match(stdout, /crossplane\.io\/composition-resource-name: frontend/);
  });

  const refused: Readonly<Record<string, readonly [string | Buffer, RegExp]>> = {
    'a missing field': [composite('{team: t}'), /-: spec\.environment: /],
    'an unknown field': [
      composite(minimal.replace('team: t', 'team: t, colour: red')),
      /-: spec\.colour: unknown field/,
    ],
    'a port out of range': [
      composite(minimal.replace('backend: {', 'backend: {port: 80, ')),
      /-: spec\.backend\.port: /,
    ],
    'fields that exclude each other': [
      composite(
        minimal.replace('backend: {', 'backend: {replicas: 1, autoscaling: {minReplicas: 2, maxReplicas: 3}, '),
      ),
      /-: spec\.backend: .*replicas and autoscaling exclude each other/,
    ],
    'another kind': [
      'apiVersion: v1\nkind: Secret\n',
      /-: given v1, Secret; allowed: apiVersion platform\.io\/v1, kind XNodeApp/,
    ],
    'several documents': [`${composite(minimal)}---\n${composite(minimal)}`, /-: given 2 YAML documents; allowed: one/],
    'what is no YAML': ['a: b\nc: [', /^error: -: line 2: given what is not YAML \(.*\); allowed: one XNodeApp\n$/],
    'an alias': [
      'a: &a 1\nb:\n  c: *a\n',
      /^error: -: line 1: a: given the anchor &a; allowed: .*\n-: line 3: b\.c: given the alias \*a; allowed: values without aliases, anchors and tags\n$/,
    ],
    'a tag': [
      'a: !!binary aGk=\n',
      /^error: -: line 1: a: given the tag .*binary; allowed: values without aliases, anchors and tags\n$/,
    ],
    'a merge key': [
      'a:\n  <<: {b: 1}\n',
      /^error: -: line 2: a: given the key <<; allowed: values written where they belong\n$/,
    ],
    'a key that is no text': [
      'a:\n  true: 1\n  ? [b]\n  : 2\n',
      /^error: -: line 2: a: given the key true, which is no text; .*\n-: line 3: a: given the key of several values, /,
    ],
    'a number that kustomize reads otherwise': [
      composite(minimal.replace('backend: {', 'backend: {port: 03001, env: {1_000: x, DAY: 2024-01-01}, ')),
      /^error: -: line 4: spec\.backend\.port: given 03001, which not every program reads alike; allowed: a number in plain digits, or a text in quotes\n-: line 4: spec\.backend\.env\.1_000: .*\n-: line 4: spec\.backend\.env\.DAY: given 2024-01-01, /,
    ],
    'a key twice': ['a: 1\nb: 2\na: 3\n', /^error: -: line 3: given what is not YAML \(Map keys must be unique\); /],
    'a directive': [
      `%YAML 1.1\n---\n${composite(minimal)}`,
      /^error: -: line 1: given a directive; allowed: YAML 1\.2 without it\n$/,
    ],
    'nothing but comments': ['# nothing\n---\n', /^error: -: given 0 YAML documents; allowed: one\n$/],
    'UTF-16': [
      Buffer.from(`\ufeff${composite(minimal)}`, 'utf16le'),
      /^error: -: file: given UTF-16; allowed: UTF-8\n$/,
    ],
    'UTF-16 without a byte order mark': [
      Buffer.from(composite(minimal), 'utf16le'),
      /^error: -: line 1: given the control character \\u\{0\}; allowed: YAML 1\.2 without it\n$/,
    ],
    'bytes that are no text': [
      Buffer.from([0x61, 0xff]),
      /^error: -: file: given bytes that are not UTF-8; allowed: UTF-8\n$/,
    ],
    'a long text, which it does not repeat whole': [
      `"${'x'.repeat(5000)}"\n`,
      /^error: -: given "x{199}…; allowed: one XNodeApp\n$/,
    ],
    'a long value, which it does not repeat whole': [
      composite(
        minimal.replace(
          'backend: {',
          `backend: {replicas: 1, autoscaling: {minReplicas: 2, maxReplicas: 3}, env: {A: ${'x'.repeat(4000)}}, `,
        ),
      ),
      /^error: -: spec\.backend: given .{200}…; replicas and autoscaling exclude each other\n$/,
    ],
    'a kind that is no text': ['apiVersion: v1\nkind: {a: 1}\n', /^error: -: given v1, \{"a":1\}; allowed: /],
    'a label that is no text': [
      composite(minimal).replace('shop-dev', 'shop-dev, labels: {tier: 1}'),
      /-: metadata\.labels\.tier: takes string, not integer/,
    ],
    'a generation that is no number': [
      composite(minimal).replace('shop-dev', 'shop-dev, generation: x'),
      /-: metadata\.generation: takes integer, not string/,
    ],
    'a kind that would act upon a terminal': [
      'apiVersion: v1\nkind: "\\e[2J"\n',
      /^error: -: given v1, \\u\{1b\}\[2J; allowed: /,
    ],
  };
  for (const [what, [input, message]] of Object.entries(refused)) {
    it(`refuses ${what}, naming the field`, () => {
      const { status, stdout, stderr } = preview(input, '-');
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /\n\s+at /);
      assert.equal(stdout, '');
      assert.equal(status, 1);
    });
  }

  const alike: Readonly<Record<string, (text: string) => string>> = {
    'an empty document behind it': (text) => `${text}---\n`,
    'documents around it that hold nothing': (text) => `---\n# nothing\n---\n${text}---\nnull\n---\n`,
    'an end of the document': (text) => `${text}...\n`,
    'a byte order mark': (text) => `\ufeff${text}`,
    'the line ends of Windows': (text) => text.replaceAll('\n', '\r\n'),
  };
  for (const [what, change] of Object.entries(alike)) {
    it(`prints the same with ${what}`, () => {
      const { status, stdout, stderr } = preview(change(composite(minimal)), '-');
      assert.deepEqual([stderr, status, stdout], ['', 0, preview(composite(minimal), '-').stdout]);
    });
  }

  it('keeps environment variables with the names of what every object of JavaScript has', () => {
    const env = '{__proto__: a, constructor: b, toString: c, hasOwnProperty: d}';
    const { stdout, stderr } = preview(composite(minimal.replace('backend: {', `backend: {env: ${env}, `)), '-');
    assert.equal(stderr, '');
    assert.match(stdout, /^data:\n {2}__proto__: a\n {2}constructor: b\n {2}toString: c\n {2}hasOwnProperty: d\n/m);
  });

  it('asks for a file, and says of one that is not there that it is not', () => {
    assert.match(preview('').stderr, /no file is given/);
    assert.match(preview('', 'missing.yaml').stderr, /missing\.yaml: cannot be read: it is not there/);
    assert.match(preview('', '.').stderr, /\.: cannot be read: it is a folder/);
  });

  it('looks for the file where npm was called, not where it runs', () => {
    const folder = join(repository, 'overlays', 'dev');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'app.yaml'), composite(minimal));
    const from = (cwd: string, INIT_CWD: string, file: string) =>
      program.run('preview', [file], { cwd, env: { ...process.env, INIT_CWD } });
    assert.equal(from(repository, folder, 'app.yaml').stderr, '');
    assert.equal(from(repository, join(repository, 'apps'), '../overlays/dev/app.yaml').stderr, '');
    // Called by itself, below a script of npm's that runs elsewhere.
    assert.equal(from(folder, repository, 'app.yaml').stderr, '');
  });
});
