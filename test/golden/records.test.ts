import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CASES, COMPOSITION } from './recorders/render';
import { RECORDERS } from './recorders';
import { digests, toRecord } from './record';

describe('the answers of the real engines', () => {
  it('are to what would be asked now, and of the engines that the clusters run: else run npm run record', () => {
    const stale = RECORDERS.flatMap((recorder) => recorder.stale().map((name) => `${recorder.name}: ${name}`));
    assert.deepEqual(stale, []);
  });

  it('say where a stand-in took part', () => {
    const [one] = CASES;
    assert.ok(one);
    const answer = { compositeResource: { status: { conditions: [] } }, composedResources: [], deletedResources: [], events: [] };
    const inputs = digests(COMPOSITION, one);
    assert.equal(toRecord('engine', inputs, answer, false).unconfirmed, true);
    assert.ok(!('unconfirmed' in toRecord('engine', inputs, answer, true)));
  });
});
