import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';

const ROOT = join(__dirname, '../../..');
const OTHERS = ['README.md', 'constructs/composition/README.md', 'test/engines/README.md', 'test/github/README.md'];
const DOCS = readdirSync(join(ROOT, 'docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : []));
const pages = new Map([...OTHERS, ...DOCS].map((page) => [page, readFileSync(join(ROOT, page), 'utf8')]));
const readme = pages.get('README.md') as string;
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object };

/** The links of a page that lead to a file: from the root, with the heading that is meant. */
function linksOf(page: string): { file: string; heading?: string }[] {
  const targets = [...(pages.get(page) as string).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(
    ([, target]) => target as string,
  );
  return targets.map((target) => {
    const [path, heading] = target.split('#') as [string, string?];
    return { file: path === '' ? page : join(dirname(page), path), ...(heading !== undefined && { heading }) };
  });
}

/** The anchors that GitHub gives to a page's headings. */
function anchorsOf(text: string): string[] {
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading as string);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}

describe('the pages', () => {
  for (const [page, text] of pages) {
    test(`${page} leads to what is there`, () => {
      const dead = linksOf(page).filter(({ file, heading }) => {
        const path = join(ROOT, file);
        return !existsSync(path) || (heading !== undefined && !anchorsOf(readFileSync(path, 'utf8')).includes(heading));
      });
      assert.deepEqual(dead, []);
    });

    test(`${page} names commands that there are`, () => {
      const named = [...text.matchAll(/npm run (?:--silent )?([a-z][a-z:]*)/g)].map(([, name]) => name as string);
      assert.deepEqual(
        named.filter((name) => !(name in scripts)),
        [],
      );
    });
  }

  test('are all found from another', () => {
    const found = new Set(
      [...pages.keys()].flatMap((page) => linksOf(page).flatMap(({ file }) => (file === page ? [] : [file]))),
    );
    assert.deepEqual(
      DOCS.filter((page) => !found.has(page)),
      [],
    );
  });

  test('tell of each command', () => {
    const untold = Object.keys(scripts).filter(
      (name) => !new RegExp(`npm (run )?(--silent )?${name}(?![a-z:])`).test(readme),
    );
    assert.deepEqual(untold, []);
  });

  test('tell of each part of the program', () => {
    const parts = readdirSync(join(ROOT, 'constructs')).map(
      (name) => `constructs/${name}${name.includes('.') ? '' : '/'}`,
    );
    const [, layout = ''] = /^## Layout\n(.*?)^## /ms.exec(readme) ?? [];
    assert.deepEqual(
      [...parts, 'scripts/', 'stacks/'].filter((part) => !layout.includes(`\`${part}\``)),
      [],
    );
  });
});
