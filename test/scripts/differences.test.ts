import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { byDanger, listOf } from '../../scripts/differences';

const changes = (added: readonly string[], changed: readonly string[], removed: readonly string[]) => {
  return { added, changed, removed, unchanged: [] };
};

describe('differences', () => {
  test('come by danger: what clusters apply, what goes, and prod first', () => {
    const differences = byDanger(
      changes(
        ['preview/prod/shop/backend.yaml', 'tenants/dev/shop.yaml', 'tenants/prod/shop.yaml'],
        ['infrastructure/dev/configs/flux.yaml', 'platform/compositions/node-development.yaml', 'backstage/a.yaml'],
        ['preview/dev/old/backend.yaml', 'tenants/dev/old.yaml', 'tenants/qa/old.yaml', 'clusters/prod/a.yaml'],
      ),
    );
    assert.deepEqual(
      differences.map(({ kind, path }) => `${kind} ${path}`),
      [
        'removed clusters/prod/a.yaml',
        'removed tenants/qa/old.yaml',
        'removed tenants/dev/old.yaml',
        'changed platform/compositions/node-development.yaml',
        'changed infrastructure/dev/configs/flux.yaml',
        'added tenants/prod/shop.yaml',
        'added tenants/dev/shop.yaml',
        'removed preview/dev/old/backend.yaml',
        'changed backstage/a.yaml',
        'added preview/prod/shop/backend.yaml',
      ],
    );
  });

  test('that are many are counted, and none of what goes is hidden behind what comes', () => {
    const many = Array.from({ length: 30 }, (_, index) => `repositories/shop-deploy/${index}`);
    const lines = listOf(changes([...many, 'preview/dev/shop/a.yaml'], [], ['tenants/dev/old.yaml']));
    assert.equal(lines[0], '- tenants/dev/old.yaml');
    assert.equal(lines.length, 21);
    assert.equal(lines.at(-1), '… and 12 more: 11 added in repositories, 1 added in preview');
    assert.deepEqual(listOf(changes([], [], [])), []);
  });
});
