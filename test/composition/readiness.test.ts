import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Readiness } from '../../constructs/composition';

const withConditions = (...conditions: readonly object[]) => ({ status: { conditions } });

describe('a composed resource is ready', () => {
  it('once it exists, for kinds that report nothing', () => {
    const { check, satisfied } = Readiness.exists();
    assert.deepEqual(check, { type: 'None' });
    assert.equal(satisfied({}), true);
  });

  it('when a condition is True', () => {
    const { check, satisfied } = Readiness.condition('Available');
    assert.deepEqual(check, { type: 'MatchCondition', matchCondition: { type: 'Available', status: 'True' } });
    const other = { type: 'Progressing', status: 'True' };
    assert.equal(satisfied(withConditions(other, { type: 'Available', status: 'True' })), true);
    assert.equal(satisfied(withConditions(other, { type: 'Available', status: 'False' })), false);
    assert.equal(satisfied(withConditions({ type: 'Available', status: 'Unknown' })), false);
    assert.equal(satisfied(withConditions(other)), false);
    assert.equal(satisfied(withConditions()), false);
    assert.equal(satisfied({ status: {} }), false);
    assert.equal(satisfied({ status: { conditions: 'True' } }), false);
    assert.equal(satisfied({}), false);
  });

  it('when a field is set', () => {
    const { check, satisfied } = Readiness.present(['status', 'a.b', 0]);
    assert.deepEqual(check, { type: 'NonEmpty', fieldPath: 'status[a.b][0]' });
    assert.equal(satisfied({ status: { 'a.b': ['x'] } }), true);
    assert.equal(satisfied({ status: { 'a.b': [] } }), false);
    assert.equal(satisfied({}), false);
  });
});
