import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Composition, Readiness } from '../../constructs/composition';
import { add, addThing, compositeOf, composition, manifestOf } from './support';

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

describe('a rule for one resource', () => {
  it('stands in place of its kind’s', () => {
    const scope = composition({});
    const own = addThing(scope, {}, 'own');
    addThing(scope, {}, 'other');
    Composition.of(own).readyWhen(own, Readiness.condition('Complete'));
    const [first, second] = manifestOf(scope).spec.pipeline[0]!.input.resources as never as readonly {
      readonly readinessChecks: object;
    }[];
    assert.deepEqual(first?.readinessChecks, [Readiness.condition('Complete').check]);
    assert.deepEqual(second?.readinessChecks, [Readiness.exists().check]);
    const seen = (status: string) =>
      new Map<string, object>([
        ['own', withConditions({ type: 'Complete', status })],
        ['other', {}],
      ]);
    assert.deepEqual(scope.render(compositeOf({}), seen('False')).unready, ['own']);
    assert.deepEqual(scope.render(compositeOf({}), seen('True')).unready, []);
  });

  it('makes a rule for its kind needless', () => {
    const scope = composition({});
    const secret = add(scope, 'secret', { apiVersion: 'v1', kind: 'Secret' });
    scope.readyWhen(secret, Readiness.exists());
    assert.doesNotThrow(() => manifestOf(scope));
  });

  it('is refused for what is not of the composition', () => {
    const [one, other] = [composition({}), composition({}, {}, 'other')];
    const thing = addThing(other, {});
    assert.throws(() => one.readyWhen(thing, Readiness.exists()), { message: 'other/thing is not composed by test' });
  });
});
