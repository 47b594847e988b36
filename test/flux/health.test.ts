import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { evaluate } from '@marcbachmann/cel-js';
import { conditionHealth, type HealthCheckExpressions, rolloutHealth } from '../../constructs/flux/health';
import { PACKAGE_HEALTH, PACKAGE_STATES } from './condition-states';
import { type HealthStatus, ROLLOUT_STATES, type RolloutState } from './rollout-states';

/** What kustomize-controller's own evaluator answered; the file says which one. */
interface HealthRecord {
  readonly judge: { readonly module: string; readonly version: string };
  readonly expressions: HealthCheckExpressions;
  readonly answers: Readonly<
    Record<string, { readonly object: unknown; readonly status: HealthStatus; readonly error?: string }>
  >;
}

const ROLLOUT_HEALTH = rolloutHealth({
  apiVersion: 'platform.io/v1',
  kind: 'XNodeApp',
  components: ['frontend', 'backend'],
});

function readRecord(name: string): HealthRecord {
  return JSON.parse(readFileSync(join('test/golden/health', `${name}.json`), 'utf8')) as HealthRecord;
}

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
  const recorded = readRecord(name);

  test('the record is of these expressions and states', () => {
    assert.deepEqual(recorded.expressions, health, 'stale record: the expressions changed since');
    assert.deepEqual(Object.keys(recorded.answers), Object.keys(states), 'stale record: other states');
    for (const [state, { object }] of Object.entries(states)) {
      assert.deepEqual(recorded.answers[state]?.object, object, `stale record: ${state} changed since`);
    }
  });

  for (const [state, { expected, object }] of Object.entries(states)) {
    test(`${state} is ${expected}`, () => {
      assert.equal(recorded.answers[state]?.status, expected, `as ${recorded.judge.module} answered`);
      assert.equal(statusOf(health, object), expected, 'as evaluated here');
    });
  }
}

describe('the rollout gate', () => {
  compare('rollout', ROLLOUT_HEALTH, ROLLOUT_STATES);

  test('calls nothing healthy that is not ready and rolled out', () => {
    const healthy = Object.entries(ROLLOUT_STATES).filter(([, state]) => state.expected === 'Current');
    assert.deepEqual(
      healthy.map(([name]) => name),
      ['ready', 'scaled-by-hand', 'scaled-by-autoscaler'],
    );
  });

  test('the controller waits on an object without status, and says why only in the end', () => {
    assert.match(readRecord('rollout').answers['new-without-status']?.error ?? '', /no such attribute.*status/);
  });

  test('asks for each component that it is given', () => {
    const health = rolloutHealth({ apiVersion: 'a/v1', kind: 'A', components: ['web'] });
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
