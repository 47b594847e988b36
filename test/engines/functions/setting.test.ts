import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { UserError } from '../../../constructs/settings/user-error';
import { PATCH_AND_TRANSFORM, type PatchAndTransform, patchAndTransform } from './setting';

const IMAGE = 'xpkg.crossplane.io/crossplane-contrib/function-patch-and-transform';
const DIGEST = `sha256:${'0'.repeat(64)}`;

const NAMED: Readonly<Record<string, PatchAndTransform>> = {
  '': { is: 'stand-in' },
  [process.execPath]: { is: 'program', path: process.execPath },
  'localhost:9443': { is: 'address', address: 'localhost:9443' },
  [`${IMAGE}:v1.2.3`]: { is: 'image', image: `${IMAGE}:v1.2.3` },
  [`${IMAGE}@${DIGEST}`]: { is: 'image', image: `${IMAGE}@${DIGEST}` },
  'registry.local:5000/function:v1': { is: 'image', image: 'registry.local:5000/function:v1' },
};

describe('the setting that names function-patch-and-transform', () => {
  afterEach(() => {
    delete process.env[PATCH_AND_TRANSFORM];
  });

  for (const [given, expected] of Object.entries(NAMED)) {
    it(`takes ${given || 'nothing'} for ${expected.is}`, () => {
      process.env[PATCH_AND_TRANSFORM] = given;
      assert.deepEqual(patchAndTransform(), expected);
    });
  }

  for (const given of ['/no/such/program', 'function', `${IMAGE} --privileged`, '--volume=/:/host']) {
    it(`refuses ${given}`, () => {
      process.env[PATCH_AND_TRANSFORM] = given;
      assert.throws(patchAndTransform, (error: unknown) => {
        assert.ok(error instanceof UserError);
        assert.match(
          error.message,
          /FUNCTION_PATCH_AND_TRANSFORM: given .*; allowed: the path of the program, the host:port/,
        );
        return true;
      });
    });
  }
});
