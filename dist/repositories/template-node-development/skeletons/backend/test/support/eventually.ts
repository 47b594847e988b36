import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until something holds, for ten seconds at most. */
export async function eventually(holds: () => Promise<boolean> | boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await holds())) {
    assert.ok(Date.now() < end, `not within ten seconds: ${holds}`);
    await sleep(50);
  }
}
