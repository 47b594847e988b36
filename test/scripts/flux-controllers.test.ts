import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkFluxController } from '../../scripts/imports/flux';
import { versions } from '../../versions';

const FILE = 'config/data/flux/v2.9.4/source-controller.yaml';
const running = (version: string) => `      containers:\n        image: fluxcd/source-controller:v${version}\n`;

describe('the controllers of the Flux distribution', () => {
  it('are those of the table of versions', () => {
    checkFluxController(FILE, running(versions.fluxControllers.source));
    checkFluxController('config/crd/bases/fluxinstances.yaml', running('0.0.1'));
  });

  it('are refused where the distribution has others', () => {
    for (const version of ['0.0.1', `${versions.fluxControllers.source}0`]) {
      assert.throws(() => checkFluxController(FILE, running(version)), {
        name: 'UserError',
        message: new RegExp(`^versions.ts: fluxControllers.source: given .*; allowed: ${version}, as Flux`),
      });
    }
  });
});
