import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { RESERVED_APP_NAMES } from '../../constructs/flux/reserved-names';
import { listed } from '../../constructs/problems/listed';
import { RegistrationError } from '../../constructs/registration/error';
import { readRegistrations } from '../../constructs/registration/read';
import { ENVIRONMENTS } from '../../constructs/settings/settings';
import { UserError } from '../../constructs/settings/user-error';

let parent: string;
let folder: string;

beforeEach(() => {
  parent = fs.mkdtempSync(join(tmpdir(), 'registrations-'));
  folder = join(parent, 'apps');
  fs.mkdirSync(folder);
});
afterEach(() => fs.rmSync(parent, { recursive: true, force: true }));

function write(name: string, content: string | Uint8Array): void {
  fs.writeFileSync(join(folder, name), content);
}

/** The lines of the error that reading the folder ends with. */
function problems(taken?: readonly string[]): string[] {
  try {
    readRegistrations(folder, taken);
  } catch (error) {
    assert.ok(error instanceof RegistrationError && error instanceof UserError, String(error));
    assert.equal(error.message, error.problems.join('\n'));
    return error.message.split('\n');
  }
  assert.fail('was read');
}

const SHOP = 'name: shop\nteam: shop-team\ndatabase: orders\n';
const FIELDS = 'name, team, database, apiPort, monitoring, repositories, openTo, description';
const MAPPING = `allowed: a mapping of ${FIELDS}`;
const NAME =
  'allowed: 1 to 30 lower-case letters, digits and hyphens, beginning with a letter, not ending with a hyphen';
const ENDINGS = [...ENVIRONMENTS, 'frontend', 'backend', 'deploy', 'db'];
const FREE_NAME =
  `allowed: a name other than ${RESERVED_APP_NAMES.join(', ')} and ${ENDINGS.join(', ')}, ` +
  `which neither begins with kube- nor ends with ${ENDINGS.map((ending) => `-${ending}`).join(', ')}, ` +
  'and is none that Windows keeps for devices: con, prn, aux, nul, com1 to com9, lpt1 to lpt9';
const TEAM =
  'allowed: 1 to 63 lower-case letters, digits, hyphens and underscores, beginning and ending with a letter or digit';
const DATABASE = 'allowed: 1 to 63 lower-case letters, digits and underscores, beginning with a letter';
const FREE_DATABASE =
  'allowed: a name other than postgres, template0, template1, streaming_replica, public, none, ' +
  'which does not begin with pg_ or cnpg_ and is no reserved word of SQL, such as user or order';
const PORT = 'allowed: a whole number from 1024 to 65535';
const DESCRIPTION = 'allowed: 1 to 350 characters in one line';
const PLAIN = 'allowed: a number in plain digits, or a text in quotes';
const EXTRAS = 'allowed: values without aliases, anchors and tags';

describe('a registration is read', () => {
  test('with the answers that it gives', () => {
    write(
      'shop.yaml',
      `# From the form.\n${SHOP}apiPort: 8080\nmonitoring: false\nrepositories: pulumi\nopenTo: dev\ndescription: Sells – things.\n`,
    );
    assert.deepEqual(readRegistrations(folder), [
      {
        name: 'shop',
        team: 'shop-team',
        database: 'orders',
        apiPort: 8080,
        monitoring: false,
        repositories: 'pulumi',
        openTo: 'dev',
        description: 'Sells – things.',
      },
    ]);
  });

  test('with defaults for the answers that it leaves out', () => {
    write('shop.yaml', SHOP);
    assert.deepEqual(readRegistrations(folder), [
      {
        name: 'shop',
        team: 'shop-team',
        database: 'orders',
        apiPort: 3001,
        monitoring: true,
        repositories: 'backstage',
        openTo: 'prod',
      },
    ]);
  });

  const notations: readonly (readonly [string, string | Uint8Array])[] = [
    ['with a byte order mark', `\ufeff${SHOP}`],
    ['with the line ends of Windows', SHOP.replaceAll('\n', '\r\n')],
    ['as JSON', '{"name": "shop", "team": "shop-team", "database": "orders"}'],
    ['between document markers', `---\n${SHOP}...\n`],
    ['with a number in another notation', `${SHOP}apiPort: 0xbb9\n`],
    ['with an empty document behind it', `${SHOP}---\n`],
    ['with documents around it that hold nothing', `---\n# nothing\n---\n${SHOP}---\n---\nnull\n`],
  ];
  for (const [notation, content] of notations) {
    test(notation, () => {
      write('shop.yaml', content);
      assert.deepEqual(
        readRegistrations(folder).map(({ name, apiPort }) => ({ name, apiPort })),
        [{ name: 'shop', apiPort: 3001 }],
      );
    });
  }

  test('in the order of names, hidden files aside', () => {
    for (const name of ['shop-b', 'shop', 'zoo', 'app']) write(`${name}.yaml`, SHOP.replace('shop\n', `${name}\n`));
    write('.gitkeep', '');
    assert.deepEqual(
      readRegistrations(folder).map(({ name }) => name),
      ['app', 'shop', 'shop-b', 'zoo'],
    );
  });

  test('not at all from an empty folder', () => assert.deepEqual(readRegistrations(folder), []));
});

describe('one field is refused', () => {
  const refused: readonly (readonly [string, string, string])[] = [
    ['name', 'Shop', `given "Shop"; ${NAME}`],
    ['name', '1shop', `given "1shop"; ${NAME}`],
    ['name', '-shop', `given "-shop"; ${NAME}`],
    ['name', 'shop-', `given "shop-"; ${NAME}`],
    ['name', 'my_shop', `given "my_shop"; ${NAME}`],
    ['name', 'shop.de', `given "shop.de"; ${NAME}`],
    ['name', '""', `given ""; ${NAME}`],
    ['name', 'a'.repeat(31), `given "${'a'.repeat(31)}"; ${NAME}`],
    ['name', 'ä', `given "ä"; ${NAME}`],
    ['name', 'x'.repeat(100), `given "${'x'.repeat(40)}…"; ${NAME}`],
    ['name', '"a\\n\\u001b[2J\\u202e\\\\"', `given "a\\u{A}\\u{1B}[2J\\u{202E}\\\\"; ${NAME}`],
    ['name', '"say \\"hi\\""', `given "say \\"hi\\""; ${NAME}`],
    ['name', 'true', `given true; ${NAME}`],
    ['name', '12', `given 12; ${NAME}`],
    ['name', '', `given nothing; ${NAME}`],
    ['name', '[shop]', `given a list; ${NAME}`],
    ['name', '{shop: shop}', `given a mapping; ${NAME}`],
    ['name', 'default', `given "default"; ${FREE_NAME}`],
    ['name', 'kube-shop', `given "kube-shop"; ${FREE_NAME}`],
    ['name', 'kube-system', `given "kube-system"; ${FREE_NAME}`],
    ['name', 'monitoring', `given "monitoring"; ${FREE_NAME}`],
    ['name', 'platform', `given "platform"; ${FREE_NAME}`],
    ['name', 'prod', `given "prod"; ${FREE_NAME}`],
    ['name', 'aux', `given "aux"; ${FREE_NAME}`],
    ['name', 'com1', `given "com1"; ${FREE_NAME}`],
    ['name', 'shop-dev', `given "shop-dev"; ${FREE_NAME}`],
    ['name', 'shop-db', `given "shop-db"; ${FREE_NAME}`],
    ['team', 'Shop Team', `given "Shop Team"; ${TEAM}`],
    ['team', 'team-', `given "team-"; ${TEAM}`],
    ['team', 'a'.repeat(64), `given "${'a'.repeat(40)}…"; ${TEAM}`],
    ['team', '~', `given nothing; ${TEAM}`],
    ['database', 'Orders', `given "Orders"; ${DATABASE}`],
    ['database', 'my-orders', `given "my-orders"; ${DATABASE}`],
    ['database', '1st', `given "1st"; ${DATABASE}`],
    ['database', 'd'.repeat(64), `given "${'d'.repeat(40)}…"; ${DATABASE}`],
    ['database', 'postgres', `given "postgres"; ${FREE_DATABASE}`],
    ['database', 'template1', `given "template1"; ${FREE_DATABASE}`],
    ['database', 'streaming_replica', `given "streaming_replica"; ${FREE_DATABASE}`],
    ['database', 'pg_orders', `given "pg_orders"; ${FREE_DATABASE}`],
    ['database', 'public', `given "public"; ${FREE_DATABASE}`],
    ['database', 'cnpg_pooler_pgbouncer', `given "cnpg_pooler_pgbouncer"; ${FREE_DATABASE}`],
    ['database', 'order', `given "order"; ${FREE_DATABASE}`],
    ['apiPort', '80', `given 80; ${PORT}`],
    ['apiPort', '1023', `given 1023; ${PORT}`],
    ['apiPort', '65536', `given 65536; ${PORT}`],
    ['apiPort', '-3001', `given -3001; ${PORT}`],
    ['apiPort', '3001.5', `given 3001.5; ${PORT}`],
    ['apiPort', '"3001"', `given "3001"; ${PORT}`],
    ['apiPort', '3_001', `given 3_001, which not every program reads alike; ${PLAIN}`],
    ['apiPort', '.nan', `given .nan, which not every program reads alike; ${PLAIN}`],
    ['apiPort', '123456789012345678901234567890', `given 123456789012345678901234567890; ${PORT}`],
    ['apiPort', '', `given nothing; ${PORT}`],
    ['monitoring', 'yes', 'given "yes"; allowed: true or false'],
    ['monitoring', '"true"', 'given "true"; allowed: true or false'],
    ['monitoring', '1', 'given 1; allowed: true or false'],
    ['repositories', 'github', 'given "github"; allowed: backstage or pulumi'],
    ['openTo', 'nowhere', `given "nowhere"; allowed: ${listed(ENVIRONMENTS)}`],
    ['description', '""', `given ""; ${DESCRIPTION}`],
    ['description', '"two\\nlines"', `given "two\\u{A}lines"; ${DESCRIPTION}`],
    ['description', '😀'.repeat(351), `given "${'😀'.repeat(40)}…"; ${DESCRIPTION}`],
    ['team', '!secret x', `given the tag !secret; ${EXTRAS}`],
    ['team', '!!str x', `given the tag tag:yaml.org,2002:str; ${EXTRAS}`],
    ['team', '&x team', `given the anchor &x; ${EXTRAS}`],
    ['team', '*x', `given the alias *x; ${EXTRAS}`],
  ];
  for (const [field, value, message] of refused) {
    test(`${field}: ${value.slice(0, 45)}`, () => {
      const lines = SHOP.split('\n').filter((line) => line !== '' && !line.startsWith(`${field}:`));
      write('shop.yaml', [...lines, `${field}: ${value}`, ''].join('\n'));
      assert.deepEqual(problems(), [`apps/shop.yaml: ${field}: ${message}`]);
    });
  }

  for (const [field, allowed] of [
    ['name', NAME],
    ['team', TEAM],
    ['database', DATABASE],
  ] as const) {
    test(`${field} left out`, () => {
      write('shop.yaml', SHOP.replace(new RegExp(`${field}: .*\n`), ''));
      assert.deepEqual(problems(), [`apps/shop.yaml: ${field}: given nothing; ${allowed}`]);
    });
  }
});

describe('a file is refused', () => {
  const BOMB = 'a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nname: *c\nteam: shop-team\ndatabase: orders\n';
  const refused: readonly (readonly [string, string | Uint8Array, readonly string[]])[] = [
    ['that is empty', '', [`file: given nothing; ${MAPPING}`]],
    ['of comments only', '# nothing\n', [`file: given nothing; ${MAPPING}`]],
    ['of null', '---\nnull\n', [`file: given nothing; ${MAPPING}`]],
    ['with a list', '- name: shop\n', [`file: given a list; ${MAPPING}`]],
    ['with a string', 'shop\n', [`file: given "shop"; ${MAPPING}`]],
    ['with a number', '42\n', [`file: given 42; ${MAPPING}`]],
    ['with two documents', `${SHOP}---\n${SHOP}`, ['file: given 2 documents; allowed: one']],
    [
      'that is not YAML',
      `${SHOP}apiPort: 3001: 1\n`,
      [`line 4: given what is not YAML (Nested mappings are not allowed in compact mappings); ${MAPPING}`],
    ],
    [
      'with an open quote',
      `${SHOP}description: "x\n`,
      [`line 5: given what is not YAML (Missing closing "quote); ${MAPPING}`],
    ],
    [
      'with tabs for spaces',
      `${SHOP}description:\n\tx: 1\n`,
      [`line 5: given what is not YAML (Tabs are not allowed as indentation); ${MAPPING}`],
    ],
    [
      'nested too deeply',
      `name: ${'['.repeat(60_000)}`,
      [`line 1: given what is not YAML (too many levels); ${MAPPING}`],
    ],
    ['in UTF-16', Buffer.from(`\ufeff${SHOP}`, 'utf16le'), ['file: given UTF-16; allowed: UTF-8']],
    [
      'in UTF-16 without a byte order mark',
      Buffer.from(SHOP, 'utf16le'),
      ['line 1: given the control character \\u{0}; allowed: YAML 1.2 without it'],
    ],
    [
      'in Latin-1',
      Buffer.from(`${SHOP}description: für\n`, 'latin1'),
      ['file: given bytes that are not UTF-8; allowed: UTF-8'],
    ],
    [
      'with a control character',
      `${SHOP}description: a\u001b[2J\n`,
      ['line 4: given the control character \\u{1B}; allowed: YAML 1.2 without it'],
    ],
    ['with a directive', `%YAML 1.1\n---\n${SHOP}`, ['line 1: given a directive; allowed: YAML 1.2 without it']],
    ['larger than 64 KiB', `${SHOP}#${'x'.repeat(65_536)}`, ['file: given 65581 bytes; allowed: 65536 bytes at most']],
    ['with a key twice', `${SHOP}team: other\n`, ['team: given again in line 4; allowed: once']],
    ['with a key twice, once in quotes', `${SHOP}"team": other\n`, ['team: given again in line 4; allowed: once']],
    [
      'with a key that is close to one',
      `${SHOP}api_prot: 3001\n`,
      [`line 4: given the key "api_prot"; allowed: ${FIELDS}; did you mean apiPort?`],
    ],
    [
      'with a key that is close to none',
      `${SHOP}replicas: 3\n`,
      [`line 4: given the key "replicas"; allowed: ${FIELDS}`],
    ],
    ['with the key __proto__', `${SHOP}__proto__: {}\n`, [`line 4: given the key "__proto__"; allowed: ${FIELDS}`]],
    ['with a merge key', `${SHOP}<<: {apiPort: 1}\n`, [`line 4: given the key "<<"; allowed: ${FIELDS}`]],
    ['with a number for a key', `${SHOP}1: 2\n`, [`line 4: given the key 1; allowed: ${FIELDS}`]],
    ['with a list for a key', `${SHOP}? [a]\n: 2\n`, [`line 4: given the key a list; allowed: ${FIELDS}`]],
    ['with an anchor of it all', `&all\n${SHOP}`, [`file: given the anchor &all; ${EXTRAS}`]],
    ['with a tag of it all', `!app\n${SHOP}`, [`file: given the tag !app; ${EXTRAS}`]],
    ['with an alias for a key', `${SHOP}*x : 1\n`, [`line 4: given the alias *x; ${EXTRAS}`]],
    [
      'with an alias bomb, which is never expanded',
      BOMB,
      [
        `line 1: given the key "a"; allowed: ${FIELDS}`,
        `line 2: given the key "b"; allowed: ${FIELDS}`,
        `line 3: given the key "c"; allowed: ${FIELDS}`,
        `name: given the alias *c; ${EXTRAS}`,
      ],
    ],
  ];
  const otherwise = (value: string) => `given ${value}, which not every program reads alike; ${PLAIN}`;
  const readOtherwise: readonly (readonly [string, string, readonly string[]])[] = [
    ['with an octal number', `${SHOP}apiPort: 03001\n`, [`apiPort: ${otherwise('03001')}`]],
    ['with an underscore in a number', `${SHOP}apiPort: 3_001\n`, [`apiPort: ${otherwise('3_001')}`]],
    ['with a time for a text', `${SHOP}description: 2024-01-01\n`, [`description: ${otherwise('2024-01-01')}`]],
    ['with a binary number for a text', `${SHOP}description: 0b1\n`, [`description: ${otherwise('0b1')}`]],
    ['with infinity', `${SHOP}apiPort: .inf\n`, [`apiPort: ${otherwise('.inf')}`]],
    ['with such a number for a key', `${SHOP}1_000: 2\n`, [`line 4: ${otherwise('1_000')}`]],
    [
      'with the line end of version 1.1 in a comment',
      `${SHOP}# a\u0085apiPort: 1\n`,
      ['line 4: given the control character \\u{85}; allowed: YAML 1.2 without it'],
    ],
    [
      'with a line separator in a text',
      `${SHOP}description: a\u2028b\n`,
      ['line 4: given the control character \\u{2028}; allowed: YAML 1.2 without it'],
    ],
  ];
  for (const [what, content, messages] of [...refused, ...readOtherwise]) {
    test(what, () => {
      write('shop.yaml', content);
      assert.deepEqual(
        problems(),
        messages.map((message) => `apps/shop.yaml: ${message}`),
      );
    });
  }

  test('whose name is not that of its app', () => {
    write('store.yaml', SHOP);
    assert.deepEqual(problems(), [
      'apps/store.yaml: file: given the name "store.yaml"; allowed: "shop.yaml", since name is "shop"',
    ]);
  });

  test('whose name differs in case only', () => {
    write('Shop.yaml', SHOP);
    assert.deepEqual(problems(), [
      'apps/Shop.yaml: file: given the name "Shop.yaml"; allowed: "shop.yaml", since name is "shop"',
    ]);
  });

  for (const name of ['shop.yml', 'README.md', 'shop.yaml.orig', '.shop.yml']) {
    test(`named ${name}`, () => {
      write(name, SHOP);
      assert.deepEqual(problems(), [`apps/${name}: file: given the name "${name}"; allowed: files named <name>.yaml`]);
    });
  }

  test('whose name would act on a terminal', () => {
    write('a\n\u001b[2J.txt', SHOP);
    assert.deepEqual(problems(), [
      'apps/a\\u{A}\\u{1B}[2J.txt: file: given the name "a\\u{A}\\u{1B}[2J.txt"; allowed: files named <name>.yaml',
    ]);
  });

  test('that is a symbolic link, to outside or inside', () => {
    fs.writeFileSync(join(parent, 'outside.yaml'), SHOP);
    fs.symlinkSync('../outside.yaml', join(folder, 'shop.yaml'));
    assert.deepEqual(problems(), ['apps/shop.yaml: file: given a symbolic link; allowed: a file of this folder']);
  });

  test('that is a folder', () => {
    fs.mkdirSync(join(folder, 'shop.yaml'));
    assert.deepEqual(problems(), ['apps/shop.yaml: file: given a folder; allowed: files named <name>.yaml']);
  });

  test('that is a named pipe, which is not waited for', () => {
    execFileSync('mkfifo', [join(folder, 'shop.yaml')]);
    assert.deepEqual(problems(), ['apps/shop.yaml: file: given no regular file; allowed: files named <name>.yaml']);
  });
});

describe('a folder is refused', () => {
  test('that is missing', () => {
    fs.rmdirSync(folder);
    assert.deepEqual(problems(), ['apps: folder: given nothing; allowed: a folder of registrations, <name>.yaml each']);
  });

  test('that is a file', () => {
    fs.rmdirSync(folder);
    fs.writeFileSync(folder, SHOP);
    assert.deepEqual(problems(), ['apps: folder: given a file; allowed: a folder of registrations, <name>.yaml each']);
  });
});

describe('collisions are refused', () => {
  test('of an app with the namespace of another', () => {
    write('shop.yaml', SHOP);
    write('shop-dev.yaml', SHOP.replace('shop\n', 'shop-dev\n'));
    assert.deepEqual(problems(), [
      `apps/shop-dev.yaml: name: given "shop-dev"; ${FREE_NAME}`,
      'apps/shop-dev.yaml: name: given "shop-dev"; allowed: a name of its own: the namespace shop-dev belongs to apps/shop.yaml',
    ]);
  });

  test('of two files with the same name', () => {
    write('shop.yaml', SHOP);
    write('store.yaml', SHOP);
    assert.deepEqual(problems(), [
      'apps/store.yaml: file: given the name "store.yaml"; allowed: "shop.yaml", since name is "shop"',
      'apps/store.yaml: name: given "shop"; allowed: a name of its own: the repository shop-frontend belongs to apps/shop.yaml',
    ]);
  });

  test('with a repository of the platform', () => {
    write('shop.yaml', SHOP);
    assert.deepEqual(problems(['platform', 'Shop-Deploy']), [
      'apps/shop.yaml: name: given "shop"; allowed: a name of its own: the repository shop-deploy belongs to the platform',
    ]);
  });
});

test('all problems of all files are told at once, those of a file together', () => {
  write('b.yaml', 'name: b\nteam: T\napiPort: 1\nextra: 1\n');
  write('a.yaml', '');
  write('shop.yaml', SHOP);
  write('notes.txt', '');
  assert.deepEqual(problems(), [
    `apps/a.yaml: file: given nothing; ${MAPPING}`,
    `apps/b.yaml: line 4: given the key "extra"; allowed: ${FIELDS}`,
    `apps/b.yaml: team: given "T"; ${TEAM}`,
    `apps/b.yaml: database: given nothing; ${DATABASE}`,
    `apps/b.yaml: apiPort: given 1; ${PORT}`,
    'apps/notes.txt: file: given the name "notes.txt"; allowed: files named <name>.yaml',
  ]);
});
