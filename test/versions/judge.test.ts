import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Component } from '../../constructs/versions/component';
import { judge } from '../../constructs/versions/judge';

const kubernetes: Component = {
  name: 'Kubernetes',
  version: '1.36.4',
  comesAs: 'the clusters',
  release: '1.36',
  ends: { on: '2027-06-28' },
  page: 'https://kubernetes.example',
  seen: '2026-11-29',
};

const operator: Component = {
  name: 'Operator',
  version: '1.30.0',
  comesAs: 'chart operator 0.29.0',
  release: '1.30',
  needs: [{ name: 'Kubernetes', from: '1.34', to: '1.36' }],
  ends: { withRelease: '1.32', newest: '1.30' },
  page: 'https://operator.example',
  seen: '2026-11-29',
};

/** What is found, as `level: message`. */
function found(components: readonly Component[], day: `${number}-${number}-${number}` = '2026-11-29'): string[] {
  return judge(components, day).map(({ level, message }) => `${level}: ${message}`);
}

describe('a set of versions', () => {
  it('is supported where everything fits and no end is near', () => {
    assert.deepEqual(found([kubernetes, operator]), []);
  });

  it('does not fit beyond the first and the last release that another is made for', () => {
    for (const version of ['1.34.0', '1.36.99']) {
      assert.deepEqual(found([{ ...kubernetes, version, release: version.slice(0, 4) }, operator]), []);
    }
    for (const version of ['1.33.9', '1.37.0', '1.100.0', '2.35.0']) {
      assert.deepEqual(found([{ ...kubernetes, version, release: version }, operator]), [
        `error: Operator 1.30.0 is made for Kubernetes 1.34 to 1.36, not ${version}: https://operator.example`,
      ]);
    }
  });

  it('fits every later release where the makers name no last one', () => {
    const open = { ...operator, needs: [{ name: 'Kubernetes', from: '1.34' }] };
    assert.deepEqual(found([{ ...kubernetes, version: '1.99.0', release: '1.99' }, open]), []);
    assert.deepEqual(found([{ ...kubernetes, version: '1.33.0', release: '1.33' }, open]), [
      'error: Operator 1.30.0 is made for Kubernetes 1.34 and later, not 1.33.0: https://operator.example',
    ]);
  });

  it('compares as exactly as the makers say', () => {
    const exact = { ...operator, needs: [{ name: 'Kubernetes', from: '1.36.4', to: '1.36.4' }] };
    assert.deepEqual(found([kubernetes, exact]), []);
    assert.deepEqual(found([{ ...kubernetes, version: '1.36.5' }, exact]), [
      'error: Operator 1.30.0 is made for Kubernetes 1.36.4, not 1.36.5: https://operator.example',
    ]);
    for (const version of ['1.36.5-rc.1', '1.36.5+build']) {
      assert.deepEqual(found([{ ...kubernetes, version }, exact]), [
        `error: Operator 1.30.0 is made for Kubernetes 1.36.4, not ${version}: https://operator.example`,
      ]);
    }
  });

  it('names the page of what is needed, where it is another', () => {
    const elsewhere = { ...operator, needs: [{ name: 'Kubernetes', from: '1.37', page: 'https://ranges.example' }] };
    assert.deepEqual(found([kubernetes, elsewhere]), [
      'error: Operator 1.30.0 is made for Kubernetes 1.37 and later, not 1.36.4: https://ranges.example',
    ]);
  });

  it('lacks what one needs', () => {
    assert.deepEqual(found([operator]), [
      'error: Operator 1.30.0 needs Kubernetes, which is not there: https://operator.example',
    ]);
  });

  it('is in error where a version went on to another release and its facts did not', () => {
    const raised = { ...operator, version: '1.31.0' };
    assert.deepEqual(found([kubernetes, raised]), [
      'error: Operator 1.31.0: the table says what 1.30 supports; look it up anew: https://operator.example',
    ]);
    assert.deepEqual(found([kubernetes, { ...operator, version: '1.3.0' }]).length, 1);
    assert.deepEqual(found([kubernetes, { ...operator, version: '1.30.7' }]), []);
  });

  it('warns from 90 days before an end of support, and fails after it', () => {
    assert.deepEqual(found([kubernetes], '2027-03-29'), []);
    assert.deepEqual(found([kubernetes], '2027-03-30'), [
      'warning: Kubernetes 1.36.4 is supported until 2027-06-28, for 90 more days: https://kubernetes.example',
    ]);
    assert.deepEqual(found([kubernetes], '2027-06-28'), [
      'warning: Kubernetes 1.36.4 is supported until 2027-06-28, for 0 more days: https://kubernetes.example',
    ]);
    assert.deepEqual(found([kubernetes], '2027-06-29'), [
      'error: Kubernetes 1.36.4 is supported until 2027-06-28, which has passed: https://kubernetes.example',
    ]);
  });

  it('fails once the release is out that ends the support of one', () => {
    for (const newest of ['1.32', '1.33', '2.0']) {
      assert.deepEqual(found([kubernetes, { ...operator, ends: { withRelease: '1.32', newest } }]), [
        `error: Operator 1.30.0 is supported until 1.32, and ${newest} is out: https://operator.example`,
      ]);
    }
    assert.deepEqual(found([kubernetes, { ...operator, ends: { withRelease: '1.32', newest: '1.31' } }]), []);
  });

  it('asks to look again where the end has no date and was looked up more than 90 days ago', () => {
    for (const ends of [operator.ends, 'not stated'] as const) {
      assert.deepEqual(found([kubernetes, { ...operator, ends }], '2027-02-27'), []);
      assert.deepEqual(found([kubernetes, { ...operator, ends }], '2027-02-28'), [
        'warning: Operator: looked up on 2026-11-29, 91 days ago; look again: https://operator.example',
      ]);
    }
  });

  it('tells errors first, and everything that is wrong', () => {
    const levels = judge([{ ...operator, seen: '2026-01-01' }, kubernetes], '2027-06-29').map(({ level }) => level);
    assert.deepEqual(levels, ['error', 'warning']);
  });
});
