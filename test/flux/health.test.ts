import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { evaluate } from '@marcbachmann/cel-js';
import { conditionHealth, type HealthCheckExpressions, rolloutHealth } from '../../constructs/flux/health';
import { healthRecord, isHealthStale } from '../golden/recorders/health';
import { PACKAGE_HEALTH, PACKAGE_STATES } from './condition-states';
import {
  type HealthStatus,
  OPTIONAL_HEALTH,
  OPTIONAL_STATES,
  ROLLOUT_HEALTH,
  ROLLOUT_STATES,
  type RolloutState,
} from './rollout-states';

/** The controller's order, with the same treatment of an expression that fails. */
function statusOf(health: HealthCheckExpressions, object: Readonly<Record<string, unknown>>): HealthStatus {
  try {
    if (health.inProgress !== undefined && evaluate(health.inProgress, object)) return 'InProgress';
    if (health.failed !== undefined && evaluate(health.failed, object)) return 'Failed';
    return evaluate(health.current, object) ? 'Current' : 'InProgress';
  } catch {
    return 'Unknown';
  }
}

function compare(name: string, health: HealthCheckExpressions, states: Readonly<Record<string, RolloutState>>): void {
  const recorded = healthRecord(name);
  const skip = isHealthStale(name) && 'the record is stale';

  for (const [state, { expected, object }] of Object.entries(states)) {
    test(`${state} is ${expected}`, () => {
      assert.equal(statusOf(health, object), expected, 'as evaluated here');
    });

    test(`${state} is ${expected} to the real evaluator`, { skip }, () => {
      assert.equal(recorded?.answers[state]?.status, expected, `as ${recorded?.judge.module} answered`);
    });
  }
}

describe('the rollout gate', () => {
  compare('rollout', ROLLOUT_HEALTH, ROLLOUT_STATES);

  compare('optional', OPTIONAL_HEALTH, OPTIONAL_STATES);

  test('calls nothing healthy that is not ready and rolled out', () => {
    const healthy = Object.entries(ROLLOUT_STATES).filter(([, state]) => state.expected === 'Current');
    assert.deepEqual(
      healthy.map(([name]) => name),
      ['ready', 'scaled-by-hand', 'scaled-by-autoscaler'],
    );
  });

  test('the controller waits on an object without status, and says why only in the end', () => {
    assert.match(healthRecord('rollout')?.answers['new-without-status']?.error ?? '', /no such attribute.*status/);
  });

  test('asks for each component that it is given', () => {
    const health = rolloutHealth({ apiVersion: 'a/v1', kind: 'A', components: [{ name: 'web' }] });
    assert.match(health.current, /has\(status\.web\.available\)/);
    assert.doesNotMatch(health.current, /status\.frontend/);
  });
});

describe('the gate on conditions', () => {
  compare('conditions', PACKAGE_HEALTH, PACKAGE_STATES);

  test('never fails early', () => {
    assert.equal(conditionHealth({ apiVersion: 'a/v1', kind: 'A', conditions: ['Ready'] }).failed, undefined);
  });
});
