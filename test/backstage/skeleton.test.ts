import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { readSkeleton, renderSkeleton, type SkeletonFile } from '../../constructs/backstage/skeleton';
import { type SkeletonValues, skeletonValues } from '../../constructs/backstage/values';
import type { Registration } from '../../constructs/registration/schema';
import { platform } from '../settings';

const shop: Registration = {
  name: 'shop',
  team: 'shop-team',
  database: 'orders',
  apiPort: 8080,
  monitoring: false,
  repositories: 'backstage',
  openTo: 'prod',
};
const VALUES: SkeletonValues = skeletonValues(platform, shop);

function render(content: string | Buffer, path = 'file'): SkeletonFile {
  const [file] = renderSkeleton([{ path, content, executable: false }], VALUES);
  return file as SkeletonFile;
}

describe('the values of an app', () => {
  it('are the answers of the form and what the platform adds', () => {
    assert.deepEqual(VALUES, {
      name: 'shop',
      team: 'shop-team',
      database: 'orders',
      apiPort: 8080,
      monitoring: false,
      description: 'A web app: a frontend, a backend and a PostgreSQL database.',
      organization: 'acme',
      registry: 'ghcr.io/acme',
      registryHost: 'ghcr.io',
    });
    assert.equal(skeletonValues(platform, { ...shop, description: 'Sells.' }).description, 'Sells.');
  });
});

describe('a skeleton is rendered', () => {
  const texts: readonly (readonly [string, string])[] = [
    ['name: ${{ values.name }}\n', 'name: shop\n'],
    ['port: ${{ values.apiPort }}\nmonitoring: ${{values.monitoring}}\n', 'port: 8080\nmonitoring: false\n'],
    ['${{ values.description | dump }}', '"A web app: a frontend, a backend and a PostgreSQL database."'],
    ['{% if values.monitoring %}on{% else %}off{% endif %}', 'off'],
    ['{% raw %}${{ github.sha }}{% endraw %}', '${{ github.sha }}'],
    ['const a = { b: `${c}` };\n', 'const a = { b: `${c}` };\n'],
    ['no placeholder, no newline', 'no placeholder, no newline'],
    ['{{ values.name }}', '{{ values.name }}'],
    ['', ''],
  ];
  for (const [content, expected] of texts) {
    it(JSON.stringify(content), () => assert.equal(render(content).content, expected));
  }

  it('in its paths', () => assert.equal(render('', 'src/${{ values.name }}.ts').path, 'src/shop.ts'));

  it('without touching what is no text', () => {
    const bytes = Buffer.from([0x89, 0x50, 0x00, ...Buffer.from('${{ values.name }}')]);
    assert.equal(render(bytes).content, bytes);
  });

  it('with quotes, markup and other letters as they are', () => {
    const description = 'It\'s "our" <b>shop</b> & – café 😀 {{ x }} ${{ y }}';
    const [file] = renderSkeleton([{ path: 'a', content: '${{ values.description }}', executable: false }], {
      ...VALUES,
      description,
    });
    assert.equal(file?.content, description);
  });
});

describe('a skeleton is refused', () => {
  const ALLOWED =
    'allowed: values.name, values.team, values.database, values.apiPort, values.monitoring, values.description, ' +
    'values.organization, values.registry, values.registryHost; anything else stands in {% raw %}…{% endraw %}';
  const refused: Readonly<Record<string, readonly [string, string]>> = {
    'with a value that there is not': ['a\n${{ values.nmae }}', `file: line 2: given \${{ values.nmae }}; ${ALLOWED}`],
    'with an expression of GitHub': [
      '{% raw %}\n{% endraw %}\nsha: ${{ github.sha }}',
      `file: line 3: given \${{ github.sha }}; ${ALLOWED}`,
    ],
    'with a condition on what there is not': [
      '{% if values.colour %}{% endif %}',
      `file: line 1: given {% if values.colour %}; ${ALLOWED}`,
    ],
  };
  for (const [what, [content, message]] of Object.entries(refused)) {
    it(what, () => assert.throws(() => render(content), { message }));
  }

  it('naming the file where it is not understood', () => {
    assert.throws(() => render('{% if values.name %}', 'src/a.ts'), /^Error: src\/a\.ts: /);
    assert.throws(() => render('${#array[@]}', 'a.sh'), /^Error: a\.sh: /);
  });
});

describe('a folder is read as a skeleton', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'skeleton-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (path: string, content: string | Buffer) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };

  it('with hidden files, sorted, with bytes where it is no text', () => {
    write('src/b.ts', 'ü\n');
    write('.github/workflows/ci.yaml', 'name: ci\n');
    write('a', '');
    write('logo.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x00]));
    write('latin-1', Buffer.from('caf\xe9', 'latin1'));
    const files = readSkeleton(folder);
    assert.deepEqual(
      files.map(({ path, content }) => [path, typeof content]),
      [
        ['.github/workflows/ci.yaml', 'string'],
        ['a', 'string'],
        ['latin-1', 'object'],
        ['logo.png', 'object'],
        ['src/b.ts', 'string'],
      ],
    );
    assert.equal(files.at(-1)?.content, 'ü\n');
  });

  it('without what its .gitignore names', () => {
    write('.gitignore', '# made\nnode_modules/\n/dist\n*.log\n.env*\n!.env.example\n');
    for (const path of ['node_modules/a/b.js', 'src/node_modules/c.js', 'dist/a.js', 'src/dist/kept.ts', 'x/a.log']) {
      write(path, '');
    }
    write('.env', 'SECRET=1');
    write('.env.example', '');
    assert.deepEqual(
      readSkeleton(folder).map(({ path }) => path),
      ['.env.example', '.gitignore', 'src/dist/kept.ts'],
    );
  });

  it('knowing what can be run, from a folder however it is written', () => {
    write('run.sh', '#!/bin/sh\n');
    write('read.me', '');
    // On some file systems all files have one mode.
    for (const mode of [0o755, 0o644]) {
      for (const file of ['run.sh', 'read.me']) chmodSync(join(folder, file), mode);
      assert.deepEqual(
        readSkeleton(`${folder}/`).map(({ path, executable }) => [path, executable]),
        [
          ['read.me', false],
          ['run.sh', true],
        ],
      );
    }
  });
});
