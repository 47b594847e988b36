import assert from 'node:assert/strict';
import { test } from 'node:test';
import { distributionOf, Metrics } from './metrics';

/** A histogram of one controller beside another's, in seconds. */
const reading = (within1: number, within10: number, all: number, sum: number) =>
  new Metrics(`# HELP reconcile_seconds Length of time
# TYPE reconcile_seconds histogram
reconcile_seconds_bucket{controller="one",le="1"} ${within1}
reconcile_seconds_bucket{controller="one",le="10"} ${within10}
reconcile_seconds_bucket{controller="one",le="+Inf"} ${all}
reconcile_seconds_sum{controller="one"} ${sum}
reconcile_seconds_count{controller="one"} ${all}
reconcile_seconds_bucket{controller="other",le="1"} 7
reconcile_seconds_count{controller="other"} 7
process_resident_memory_bytes 1.5e+06
`);

test('series of one name are added up, all of them or those with a label', () => {
  const metrics = reading(1, 2, 3, 30);
  assert.equal(metrics.sum('reconcile_seconds_count'), 10);
  assert.equal(metrics.sum('reconcile_seconds_count', { controller: 'one' }), 3);
  assert.equal(metrics.sum('process_resident_memory_bytes'), 1_500_000);
  assert.equal(metrics.sum('nothing'), 0);
});

test('a distribution is of what happened between two readings', () => {
  const labels = { controller: 'one' };
  const before = reading(1, 2, 3, 30);
  assert.equal(distributionOf(before, before, 'reconcile_seconds', labels), undefined);
  // 90 more within a second, 10 more within ten: the 95th is half way between the two bounds.
  const after = reading(91, 102, 103, 130);
  assert.deepEqual(distributionOf(before, after, 'reconcile_seconds', labels), { count: 100, mean: 1, p95: 5.5 });
  // Beyond the last bound nothing is known but that.
  assert.equal(distributionOf(before, reading(1, 2, 13, 230), 'reconcile_seconds', labels)?.p95, 10);
});
