import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { readRegistrations } from '../../constructs/registration/read';
import { mountIsMissing, whileMounted } from '../output/mounts';
import { ProgramCopy } from './program';

let program: ProgramCopy;
let repository: string;
before(() => {
  program = new ProgramCopy();
  repository = program.folder;
});
beforeEach(() => {
  rmSync(join(repository, 'apps'), { recursive: true, force: true });
  mkdirSync(join(repository, 'apps'));
});
after(() => program.remove());

const apps = () => readdirSync(join(repository, 'apps'));
const register = (...args: readonly string[]) => program.runHere('register', args);
const SHOP = ['--name', 'shop', '--team', 'shop-team', '--database', 'orders'];

describe('npm run register', () => {
  it('writes a registration that is read as it was given, and says what comes next', () => {
    const options = ['--api-port', '8080', '--monitoring', 'false', '--description', 'Sells: #1'];
    const { status, stdout, stderr } = program.run('register', [...SHOP, ...options]);
    assert.equal(stderr, '');
    assert.equal(status, 0);
    assert.match(stdout, /^apps\/shop\.yaml is written\.$/m);
    assert.match(stdout, /shop-frontend, shop-backend and shop-deploy: pulumi up --stack github creates them/);
    assert.match(stdout, /^Next: npm start/m);
    assert.deepEqual(readRegistrations(join(repository, 'apps')), [
      {
        name: 'shop',
        team: 'shop-team',
        database: 'orders',
        apiPort: 8080,
        monitoring: false,
        repositories: 'pulumi',
        openTo: 'dev',
        description: 'Sells: #1',
      },
    ]);
  });

  it('writes no more than what was given, and where it begins', () => {
    register(...SHOP, '--repositories', 'backstage', '--open-to', 'prod');
    assert.equal(
      readFileSync(join(repository, 'apps', 'shop.yaml'), 'utf8'),
      '# Answers of the form "Node Development".\nname: shop\nteam: shop-team\ndatabase: orders\n' +
        'apiPort: 3001\nmonitoring: true\nrepositories: backstage\nopenTo: prod\n',
    );
  });

  it('refuses to write over a registration', () => {
    register(...SHOP);
    const { status, stderr } = register(...SHOP, '--api-port', '8080');
    assert.equal(status, 1);
    assert.match(stderr, /^error: apps\/shop\.yaml: is there already; allowed: the name of a new app$/m);
    assert.doesNotMatch(readFileSync(join(repository, 'apps', 'shop.yaml'), 'utf8'), /8080/);
  });

  const full = (kind: 'full' | 'read-only') => {
    const folder = join(repository, 'apps');
    const options = kind === 'full' ? 'size=4k' : 'ro';
    whileMounted(folder, ['-t', 'tmpfs', '-o', options, 'none'], () => {
      if (kind === 'full') writeFileSync(join(folder, '.filled'), 'x'.repeat(4096));
      const { status, stderr, stdout } = register(...SHOP);
      const reason = kind === 'full' ? 'the disk is full' : 'the file system is read-only';
      assert.equal(stderr, `error: apps/shop.yaml: cannot be written: ${reason}\n`);
      assert.equal(stdout, '');
      assert.equal(status, 1);
      assert.deepEqual(
        apps().filter((name) => name !== '.filled'),
        [],
      );
    });
  };
  it('leaves nothing where the disk is full', { skip: mountIsMissing }, () => full('full'));
  it('says what is wrong with a folder that is read-only', { skip: mountIsMissing }, () => full('read-only'));

  const refused: Readonly<Record<string, readonly [readonly string[], RegExp]>> = {
    'nothing at all': [[], /--name: given nothing; allowed: .*\n--team: given nothing; .*\n--database: given nothing/],
    'a bad name': [['--name', 'Shop', ...SHOP.slice(2)], /--name: given "Shop"; allowed: 1 to 30 lower-case/],
    'a name that is kept': [['--name', 'monitoring', ...SHOP.slice(2)], /--name: given "monitoring"; allowed: a name /],
    'a name that leads out of the folder': [['--name', '../x', ...SHOP.slice(2)], /--name: given "\.\.\/x"; allowed/],
    'a port out of range': [[...SHOP, '--api-port', '80'], /--api-port: given "80"; allowed: .*1024 to 65535/],
    'a port that is no number': [[...SHOP, '--api-port', '3e3'], /--api-port: given "3e3"; allowed: /],
    'a boolean that is none': [[...SHOP, '--monitoring', 'yes'], /--monitoring: given "yes"; allowed: true or false/],
    'an environment that there is not': [
      [...SHOP, '--open-to', 'nowhere'],
      /--open-to: given "nowhere"; allowed: dev, /,
    ],
    'a description of two lines': [[...SHOP, '--description', 'a\nb'], /--description: given "a\\u\{A\}b"; allowed/],
  };
  for (const [what, [args, message]] of Object.entries(refused)) {
    it(`refuses ${what}, with status 1, and writes nothing`, () => {
      const { status, stderr, stdout } = register(...args);
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /\n\s+at /);
      assert.equal(stdout, '');
      assert.equal(status, 1);
      assert.deepEqual(apps(), []);
    });
  }

  it('writes nothing where the other registrations are wrong, and names them', () => {
    writeFileSync(join(repository, 'apps', 'bad.yaml'), 'name: bad\n');
    const { status, stderr } = register(...SHOP);
    assert.equal(status, 1);
    assert.match(stderr, /apps\/bad\.yaml: team: given nothing/);
    assert.deepEqual(apps(), ['bad.yaml']);
  });
});

describe('the commands that ask GitHub', () => {
  for (const [command, env, message] of [
    ['discover', {}, /GITHUB_TOKEN is not set/],
    ['discover', { GITHUB_APP_ID: '1' }, /GITHUB_APP_PRIVATE_KEY is not set: the key of /],
    ['discover', { GITHUB_APP_PRIVATE_KEY: 'secret-token' }, /GITHUB_APP_ID is not set: the ID of /],
    [
      'discover',
      { GITHUB_APP_ID: '1', GITHUB_APP_PRIVATE_KEY: 'secret-token' },
      /GITHUB_APP_PRIVATE_KEY: given something else; allowed: a private key in PEM/,
    ],
    [
      'discover',
      { GITHUB_TOKEN: 'x', GITHUB_API_URL: 'api.github.com' },
      /GITHUB_API_URL: given "api\.github\.com"; allowed: an address with https:\/\//,
    ],
    ['registrations', {}, /MAIN is not set: the commit of main that is checked out/],
    ['registrations', { MAIN: 'a', GITHUB_TOKEN: 'x' }, /REVIEWER_TOKEN is not set/],
    [
      'discover',
      { GITHUB_TOKEN: 'secret-token', GITHUB_API_URL: 'http://127.0.0.1:1' },
      /GitHub answered GET http:\/\/127\.0\.0\.1:1\/repos\/acme\/platform with 500/,
    ],
  ] as const) {
    it(`say with one message what is missing: ${command} ${Object.keys(env).join(', ')}`, () => {
      const { status, stderr, stdout } = program.run(command, [], { env });
      assert.equal(status, 1);
      assert.match(stderr, message);
      assert.doesNotMatch(stderr + stdout, /\n\s+at |secret-token/);
    });
  }
});
