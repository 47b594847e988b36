import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isKeptByWindows } from '../../constructs/output/file-name';

describe('a name that Windows keeps', () => {
  for (const name of [
    'con',
    'PRN',
    'aux',
    'nul',
    'com1',
    'LPT9',
    'aux.yaml',
    'nul.tar.gz',
    'aux .txt',
    'a.',
    'a ',
    'a:b',
    'a?',
    'a|b',
    'a\t',
  ]) {
    it(`is ${JSON.stringify(name)}`, () => assert.equal(isKeptByWindows(name), true));
  }

  for (const name of [
    'shop',
    'console',
    'com',
    'com0',
    'com10',
    'auxiliary.yaml',
    'shop-aux',
    '.gitignore',
    '${{ values.name }}.yaml',
    'a b',
  ]) {
    it(`is not ${JSON.stringify(name)}`, () => assert.equal(isKeptByWindows(name), false));
  }
});
