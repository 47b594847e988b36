import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { story } from './stories/story';

/*
 * Told after all stories. Node's runner waits for everything that still goes on, so the fleet ends as one of its tests.
 */
story('the fleet is ended', (step, fleet) => {
  step('nothing that was started is left', async () => {
    const { folder, running } = fleet();
    await fleet().stop();
    assert.deepEqual(running(), []);
    assert.equal(existsSync(folder), false);
  });
});
