import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from '../../constructs/synthesize';
import { ENGINES, type Engine } from './engines';

describe('the pinned engines', () => {
  for (const engine of Object.values(ENGINES) as readonly Engine[]) {
    const file = (name: string) => readFileSync(join(ROOT, 'test/engines/modules', engine.pinnedIn, name), 'utf8');

    it(`${engine.name} is pinned at the version that the table says, with its checksum`, () => {
      assert.match(
        file('go.mod'),
        new RegExp(`^(require )?\\s*${engine.module} ${engine.version}( // indirect)?$`, 'm'),
      );
      assert.match(file('go.sum'), new RegExp(`^${engine.module} ${engine.version} h1:`, 'm'));
      assert.match(file('go.mod'), new RegExp(`^(tool )?\\s*${engine.package}$`, 'm'));
    });
  }

  it('build every part of Kubernetes of one version', () => {
    const replaced = readFileSync(join(ROOT, 'test/engines/modules/kubernetes/go.mod'), 'utf8').matchAll(
      /=> \S+ (\S+)/g,
    );
    const versions = new Set([...replaced].map(([, version]) => version));
    assert.deepEqual([...versions], [ENGINES.apiServer.version.replace('v1', 'v0')]);
  });
});
