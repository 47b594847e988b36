import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { APP_DEFAULTS } from '../../constructs/node-app/app-defaults';
import { allowedBy, checkSettings, problemsOfNames, type SettingSchema } from '../../constructs/settings/check';
import { settingsSchema } from '../../constructs/settings/schema';
import { ENVIRONMENTS, type PlatformSettings } from '../../constructs/settings/settings';
import { UserError } from '../../constructs/settings/user-error';
import { ROOT } from '../../constructs/synthesize';
import { settings } from '../../main';
import { platform } from '../settings';

const SCHEMA = settingsSchema(APP_DEFAULTS) as SettingSchema;

/** A path in the settings: its parts joined by dots, an item of a list by its index. */
type Path = string;

/** The settings of `platform.ts` with some values exchanged; undefined takes a field out. */
function changed(changes: Readonly<Record<Path, unknown>>): PlatformSettings {
  const copy = structuredClone(platform);
  for (const [path, value] of Object.entries(changes)) {
    const parts = path.split('.');
    const last = parts.pop() as string;
    // biome-ignore lint/suspicious/noExplicitAny: any value at any place
    const parent = parts.reduce((at: any, part) => at[part], copy);
    if (value === undefined) delete parent[last];
    else parent[last] = value;
  }
  return copy;
}

const check = (given: PlatformSettings) =>
  checkSettings(given, { app: APP_DEFAULTS, taken: ['template-node-development'] });

/** What is said of the settings with some values exchanged, a line each. */
function problemsOf(changes: Readonly<Record<Path, unknown>>): string[] {
  try {
    check(changed(changes));
    return [];
  } catch (error) {
    assert.ok(error instanceof UserError, String(error));
    return error.message.split('\n');
  }
}

const DEV = 'environments.dev';
const PROD = 'environments.prod';
const BACKUPS = `${PROD}.app.database.backups`;
const DIGEST = `@sha256:${'0'.repeat(64)}`;

const CONTROLLERS = Object.keys(platform.versions.fluxControllers);

/** What each setting must not be. */
const WRONG: Readonly<Record<Path, readonly unknown[]>> = {
  organization: ['', 'acme/platform', '-acme', 'acme-', 'a--b', 'a'.repeat(40), 'acme.io', 1, undefined, null, {}],
  repository: ['', 'platform.git', 'acme/platform', '..', '.', 'platform.wiki', 'a b', 'a'.repeat(101), undefined],
  registry: ['', 'ghcr.io/', 'https://ghcr.io/acme', 'ghcr.io/Acme', 'ghcr', 'ghcr.io//acme', 'ghcr.io/acme:1', 1],
  clusterIssuer: ['', 'Letsencrypt', 'lets_encrypt', '-a', 'a'.repeat(241)],
  contact: ['', 'platform-team', 'a@b', 'Team <a@example.com>', 'a@example.com, b@example.com', 'mailto:a@example.com'],
  'signIn.issuer': [
    '',
    'http://login.example.com',
    'login.example.com',
    'https://',
    'https://a b.example.com',
    'https://login.example.com?a',
    'https://login.example.com/#a',
  ],
  'repositories.visibility': ['', 'Private', 'secret'],
  'repositories.plan': ['', 'pro', 'Free', undefined],
  'repositories.secretProtection': ['yes', 1, undefined],
  'repositories.teams.platform': ['', 'Platform Team', '@acme/platform', 'acme/platform', 'platform-', undefined],
  'repositories.teams.release': ['Release'],
  'repositories.teams.readers': ['all developers'],
  'repositories.actions.0': ['', 'docker', 'docker/login-action', 'docker/login-action @*', 'a/b@*, c/d@*', '*'],
  [`${DEV}.namespaceSuffix`]: ['true', 1, undefined],
  [`${PROD}.reviewers`]: ['', 'readers', 'release-team', 1],
  [`${DEV}.cluster`]: ['', 'acme dev', 'acme/dev', '-a', 'a'.repeat(64)],
  [`${DEV}.domain`]: [
    '',
    'example',
    'Apps.example.com',
    'https://apps.example.com',
    '*.example.com',
    'example.com.',
    '10.0.0.1',
    'a_b.example.com',
    `${'a.'.repeat(115)}io`,
  ],
  [`${DEV}.platformRef.branch`]: [
    '',
    'refs heads',
    'a..b',
    '/main',
    'main/',
    'a.lock',
    'a.lock/b',
    'a/.b',
    'HEAD',
    '-f',
  ],
  [`${DEV}.deployRef.branch`]: ['main~1'],
  [`${PROD}.platformRef.semver`]: [
    '',
    'latest',
    'v',
    '>=',
    '1.0.0 || ',
    '>=1.0.0 latest',
    '1.2.3.4',
    '>>1.0.0',
    'main',
  ],
  [`${PROD}.deployRef.semver`]: ['latest', 'stable'],
  [`${DEV}.pollInterval`]: ['', '1', '0m', '60s', '1h', '1.5m', '-1m', '1 m', '1m30s', 1],
  [`${DEV}.fluxSize`]: ['', 'huge'],
  [`${DEV}.dns`]: [[], 'kube-dns', {}],
  [`${DEV}.dns.0`]: [
    '',
    'coredns',
    '10.0.0.0/8',
    '10.0.0',
    'fe80::1%eth0',
    '::ffff:1.2.3.4',
    '0:0:0:0:0:FFFF:0102:0304',
    1,
  ],
  [`${DEV}.identity`]: ['', 'irsa', 'aks'],
  [`${DEV}.controllerReplicas`]: [0, -1, 1.5, 10, '1', Number.NaN, Number.POSITIVE_INFINITY, undefined],
  [`${DEV}.quota.cpu`]: ['', '4 cores', '0', '-1', '1e3', '1.5.2', 4, 'four'],
  [`${DEV}.quota.memory`]: ['', '8GB', '8', '8gi', '0Gi', '8 Gi', '1.5Gi', '8m'],
  [`${DEV}.quota.storage`]: ['20GB', 20],
  [`${DEV}.quota.pods`]: [0, '20', 1.5, 10_001],
  [`${DEV}.app.protected`]: ['yes', 1, undefined],
  [`${DEV}.app.frontend.size`]: ['', 'huge', undefined],
  [`${DEV}.app.frontend.replicas`]: [0, 51, '2', 1.5],
  [`${DEV}.app.backend.size`]: ['big'],
  [`${DEV}.app.backend.replicas`]: [-1],
  [`${PROD}.app.frontend.autoscaling.minReplicas`]: [0, 1, 51, '2', 7],
  [`${PROD}.app.frontend.autoscaling.maxReplicas`]: [1, 201, '6'],
  [`${PROD}.app.backend.autoscaling.minReplicas`]: [1, 7],
  [`${PROD}.app.backend.autoscaling.maxReplicas`]: [1],
  [`${DEV}.app.database.size`]: ['huge'],
  [`${DEV}.app.database.instances`]: [0, 10, 1.5, '1'],
  [`${DEV}.app.database.storage`]: ['', '5GB', '5', '0Gi', '5 Gi', '1Mi', 5],
  [`${BACKUPS}.schedule`]: [
    '',
    '0 2 * * *',
    'daily',
    '@daily',
    '* * * * * *',
    '0 0 25 * * *',
    '0 0 0 30 2 *',
    '0 0 2 */31 1 MON',
    '0 0 2 * * 7',
    1,
  ],
  [`${BACKUPS}.retention`]: ['', '30', '30 days', '0d', 30],
  [`${BACKUPS}.destination`]: [
    '',
    'acme-postgres',
    's3://',
    'gs://acme',
    's3://acme-postgres/',
    's3://Acme',
    's3://a..b/x',
  ],
  [`${BACKUPS}.role`]: ['', 'acme-postgres', 'arn:aws:iam::1234:role/a', 'arn:aws:iam::123456789012:user/a'],
  'versions.kubernetes': ['', 'v1.37.2', '1.37', '1.x', 'latest', 1.37],
  'versions.flux': ['', 'v2.9.4', '2.x', '2.9'],
  ...Object.fromEntries(CONTROLLERS.map((name) => [`versions.fluxControllers.${name}`, ['', 'v1.2.3', '1.2', '1.x']])),
  'versions.tools.node': ['', 'v24', '24.1.0', 'latest', 24],
  'versions.tools.go': ['', '1.26.x'],
  'versions.postgresql.17': [
    '',
    'ghcr.io/cloudnative-pg/postgresql:17.1',
    `ghcr.io/cloudnative-pg/postgresql:18.1${DIGEST}`,
    `ghcr.io/cloudnative-pg/postgresql${DIGEST}`,
    undefined,
  ],
  'versions.postgresql.18': [`ghcr.io/cloudnative-pg/postgresql:17.1${DIGEST}`],
  'versions.functions.celFilter.package': ['', 'function-cel-filter', 'xpkg.crossplane.io/a/b:v1.0.0'],
  'versions.functions.celFilter.version': ['', '0.2.0', 'v0.2', 'latest'],
  'versions.functions.patchAndTransform.package': ['function-patch-and-transform'],
  'versions.functions.patchAndTransform.version': ['latest'],
};
const CHARTS = Object.keys(platform.versions.charts);
const WRONG_CHARTS = Object.fromEntries(
  CHARTS.flatMap((name) => [
    [`versions.charts.${name}.repository`, ['', 'charts.example.com', 'http://charts.example.com', 'oci://a.io/b/']],
    [`versions.charts.${name}.chart`, ['', 'acme/chart', 'Chart']],
    [`versions.charts.${name}.version`, ['', 'latest', '1.2', '^1.2.3', '1.x']],
    [`versions.charts.${name}.appVersion`, ['', 'v1.2.3', 'latest']],
  ]),
);

/** Where a message says that a path is. */
function placeOf(path: Path): string {
  const [, version] = /^versions\.(.*)/.exec(path) ?? [];
  return version === undefined ? `platform.ts: ${path.replace(/\.(\d+)$/, '[$1]')}` : `versions.ts: ${version}`;
}

describe('the settings', () => {
  it('of platform.ts and versions.ts are right', () => {
    assert.doesNotThrow(settings);
  });

  const context: Readonly<Record<Path, unknown>> = { [`${DEV}.dns`]: ['kube-dns'] };
  for (const [path, values] of Object.entries({ ...WRONG, ...WRONG_CHARTS })) {
    it(`${path} is refused by its path where it is wrong`, () => {
      const before = path.startsWith(`${DEV}.dns.`) ? context : {};
      for (const value of values) {
        const found = problemsOf({ ...before, [path]: value });
        assert.equal(found.length, 1, `${String(value)}: ${found.join('\n') || 'passes'}`);
        const [line = ''] = found;
        const owner = /(replicas|branch|semver)$/.test(path) && value === undefined ? path.replace(/\.\w+$/, '') : path;
        assert.ok(line.startsWith(`${placeOf(owner)}: given `), line);
        assert.match(line, /; allowed: ./);
        if (typeof value === 'number') assert.ok(line.includes(`given ${value};`), line);
        if (value === undefined || value === null) assert.ok(line.includes('given nothing;'), line);
      }
    });
  }

  it('are each refused somewhere above', () => {
    const covered = new Set(
      Object.keys({ ...WRONG, ...WRONG_CHARTS }).map((path) => path.replace(/(dev|prod)(?=\.)/, '*')),
    );
    const leaves = (schema: SettingSchema, path: string): string[] => {
      const below = (name: string) => (path === '' ? name : `${path}.${path === 'environments' ? '*' : name}`);
      if (schema.anyOf?.every((one) => one.properties)) return schema.anyOf.flatMap((one) => leaves(one, path));
      if (schema.items) return leaves(schema.items, `${path}.0`);
      if (!schema.properties) return [path];
      return Object.entries(schema.properties).flatMap(([name, one]) => leaves(one, below(name)));
    };
    const missing = [...new Set(leaves(SCHEMA, ''))].filter((path) => !covered.has(path));
    // What follows a branch in one environment may follow versions in another.
    assert.deepEqual(missing, []);
  });

  const right: Readonly<Record<string, Readonly<Record<Path, unknown>>>> = {
    'an organization of capitals': { organization: 'Acme-Corp1' },
    'a repository with a dot': { repository: '.github' },
    'a registry with a port': { registry: 'registry.example.com:5000/acme/apps' },
    'an issuer with a path that ends with /': { 'signIn.issuer': 'https://login.example.com:8443/realms/acme/' },
    'ranges of versions': {
      [`${PROD}.platformRef.semver`]: '1.x',
      [`${PROD}.deployRef.semver`]: '>=1.2.3 <2.0.0 || ~3.1',
    },
    'a range with a hyphen and one with commas': {
      [`${PROD}.platformRef.semver`]: '1.2 - 1.4.5',
      [`${PROD}.deployRef.semver`]: '>= 1.0.0-rc.1, < 2',
    },
    'thousandths of a core': { [`${DEV}.quota.cpu`]: '500m' },
    'resolvers of all sorts': { [`${DEV}.dns`]: ['kube-dns', 'node-local-dns', '10.96.0.10', 'fd00::a'] },
    'an identity': { [`${DEV}.identity`]: 'eks-pod-identity' },
    'backups without a role': { [`${BACKUPS}.role`]: undefined },
    'no backups': { [BACKUPS]: undefined },
    'a version of a function with a suffix': { 'versions.functions.celFilter.version': 'v1.0.0-rc.1' },
  };
  for (const [what, changes] of Object.entries(right)) {
    it(`may have ${what}`, () => assert.deepEqual(problemsOf(changes), []));
  }

  const objects: Readonly<Record<string, readonly [Readonly<Record<Path, unknown>>, string]>> = {
    'a field that there is not': [
      { 'environments.dev.domian': 'a.example.com' },
      'environments.dev: given the field "domian"; allowed: cluster, domain, .*; did you mean domain\\?',
    ],
    'a field of its own at the top': [{ colour: 'red' }, 'platform: given the field "colour"; allowed: organization, '],
    'an environment that there is not': [
      { 'environments.nowhere': platform.environments.qa },
      `environments: given the field "nowhere"; allowed: ${ENVIRONMENTS.join(', ')}`,
    ],
    'an environment that is missing': [
      { 'environments.qa': undefined },
      'environments\\.qa: given nothing; allowed: an object with cluster, ',
    ],
    'a fixed number of pods and a range of it': [
      { 'environments.prod.app.frontend.replicas': 2 },
      'environments\\.prod\\.app\\.frontend: given an object; allowed: an object with size, one of replicas and autoscaling',
    ],
    'neither a number of pods nor a range of it': [
      { 'environments.dev.app.backend.replicas': undefined },
      'environments\\.dev\\.app\\.backend: given an object; allowed: an object with size, one of replicas and autoscaling',
    ],
    'a branch and versions': [
      { 'environments.dev.platformRef': { branch: 'main', semver: '1.x' } },
      'environments\\.dev\\.platformRef: given an object; allowed: an object with one of branch and semver',
    ],
    'a text for a reference': [
      { 'environments.dev.platformRef': 'main' },
      'environments\\.dev\\.platformRef: given "main"; allowed: an object with one of branch and semver',
    ],
    'a list for an object': [{ signIn: [] }, 'signIn: given an empty list; allowed: an object with issuer'],
  };
  for (const [what, [changes, message]] of Object.entries(objects)) {
    it(`are refused with ${what}`, () => {
      const found = problemsOf(changes);
      assert.equal(found.length, 1, found.join('\n'));
      assert.match(found[0] as string, new RegExp(`^platform\\.ts: ${message}`));
    });
  }

  it('are refused where the first environment has reviewers: nothing would be merged without one', () => {
    assert.deepEqual(problemsOf({ [`${DEV}.reviewers`]: 'release' }), [
      'platform.ts: environments.dev.reviewers: given "release"; allowed: nothing, since every app begins there',
    ]);
  });

  it('are refused with an environment whose name is not one, or is taken', () => {
    assert.deepEqual(problemsOfNames(['dev', 'staging', 'qa2']), []);
    for (const name of ['', 'Dev', 'pre-prod', '1st', 'a'.repeat(21), 'github', 'base', 'db', 'constructor.x']) {
      const [{ where, given, allowed } = assert.fail(`${name} passes`)] = problemsOfNames([name]);
      assert.deepEqual([where, given], ['environments', `the name ${JSON.stringify(name)}`]);
      assert.match(allowed, /^1 to 20 lower-case letters and digits/);
    }
  });

  it('are refused where two environments share what is one’s own', () => {
    const backups = { schedule: '0 0 2 * * *', retention: '7d' };
    assert.deepEqual(
      problemsOf({
        'environments.qa.domain': 'DEV.apps.example.com'.toLowerCase(),
        'environments.prod.cluster': 'Acme-Dev',
        'environments.qa.app.database.backups': { ...backups, destination: 's3://acme-postgres-prod' },
      }),
      [
        'platform.ts: environments.prod.cluster: given "Acme-Dev"; allowed: another than environments.dev.cluster has',
        'platform.ts: environments.qa.domain: given "dev.apps.example.com"; allowed: another than environments.dev.domain has',
        'platform.ts: environments.prod.app.database.backups.destination: given "s3://acme-postgres-prod"; allowed: another than environments.qa.app.database.backups.destination has',
      ],
    );
  });

  it('are refused where they ask for what the plan has not', () => {
    assert.deepEqual(
      problemsOf({
        'repositories.plan': 'free',
        'repositories.visibility': 'internal',
        'repositories.secretProtection': true,
      }),
      [
        'platform.ts: repositories.visibility: given "internal"; allowed: private or public, since plan is free: internal repositories take enterprise',
        'platform.ts: repositories.secretProtection: given true; allowed: false, since plan is free: Secret Protection takes team or enterprise',
      ],
    );
    assert.deepEqual(problemsOf({ 'repositories.plan': 'team', 'repositories.visibility': 'private' }), []);
    assert.deepEqual(problemsOf({ 'repositories.visibility': 'internal' }), []);
  });

  it('are refused where the fewest pods are more than the most', () => {
    assert.deepEqual(problemsOf({ 'environments.prod.app.backend.autoscaling.minReplicas': 7 }), [
      'platform.ts: environments.prod.app.backend.autoscaling.minReplicas: given 7; allowed: 6 at most, which maxReplicas is',
    ]);
  });

  it('are refused where the platform’s repository is one that it makes', () => {
    assert.deepEqual(problemsOf({ repository: 'Template-Node-Development' }), [
      'platform.ts: repository: given "Template-Node-Development"; allowed: a name other than template-node-development',
    ]);
  });

  it('are refused where a list repeats itself', () => {
    assert.deepEqual(problemsOf({ 'environments.dev.dns': ['kube-dns', '10.0.0.10', 'kube-dns'] }), [
      'platform.ts: environments.dev.dns[2]: given "kube-dns"; allowed: another than environments.dev.dns[0] has',
    ]);
  });

  it('are told all that is wrong at once', () => {
    const wrong = Object.entries({ ...WRONG, ...WRONG_CHARTS }).filter(([path]) => !path.includes('.dns'));
    const found = problemsOf(Object.fromEntries(wrong.map(([path, [value]]) => [path, value])));
    for (const [path] of wrong) {
      assert.ok(
        found.some((line) => line.startsWith(`${placeOf(path)}: given `)),
        path,
      );
    }
  });

  it('do not act upon a terminal', () => {
    assert.match(problemsOf({ organization: '\u001b[2J' })[0] as string, /given "\\u\{1B\}\[2J"/);
  });
});

describe('whoever uses the settings', () => {
  it('takes them where they are checked', () => {
    const sources = ['scripts', 'stacks'].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => join(folder, file)),
    );
    assert.ok(sources.length > 30);
    const past = sources.filter((file) => /from '(\.\.\/)+platform'/.test(readFileSync(join(ROOT, file), 'utf8')));
    assert.deepEqual(past, []);
  });
});

describe('the page on settings', () => {
  const page = readFileSync(join(ROOT, 'docs', 'settings.md'), 'utf8');

  /** A row for each setting, as the page has them: once for all environments and all charts. */
  function rows(schema: SettingSchema, path: string): string[] {
    const below = (properties: NonNullable<SettingSchema['properties']>, required: readonly string[] = []) =>
      Object.entries(properties).flatMap(([name, one]) => {
        const at = path === '' ? name : `${path}.${name}`;
        const found = rows(one, at);
        return required.includes(name) || one.properties
          ? found
          : found.map((line) => line.replace(/ \|$/, '; may be left out |'));
      });
    const { properties = {} } = schema;
    const names = Object.keys(properties);
    const same = names.length > 1 && new Set(Object.values(properties).map((one) => JSON.stringify(one))).size === 1;
    if (same && Object.values(properties)[0]?.properties) {
      return rows(Object.values(properties)[0] as SettingSchema, `${path}.*`);
    }
    if (schema.anyOf?.every((one) => one.properties)) {
      return [...new Set(schema.anyOf.flatMap((one) => rows(one, path)))];
    }
    return names.length > 0 ? below(properties, schema.required) : [`| \`${path}\` | ${allowedBy(schema)} |`];
  }

  it('says what each allows', () => {
    const expected = rows(SCHEMA, '');
    const listed = page.split('\n').filter((line) => line.startsWith('| `'));
    assert.deepEqual(listed, expected, `\n${expected.join('\n')}\n`);
  });
});
