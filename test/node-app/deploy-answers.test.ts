import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deployAnswers } from '../../constructs/node-app/deploy-answers';

const BACKEND = 'base/backend-deployment.yaml';

/** What is read of the port. */
function portOf(text: string): unknown {
  return deployAnswers(new Map([[BACKEND, text]])).get('apiPort');
}

describe('an answer that is read back from a deploy repository', () => {
  it('is what its file says', () => {
    assert.deepEqual(portOf('spec:\n  backend:\n    port: 8080\n'), { value: 8080, given: '8080' });
  });

  it('is read though the file ends with a document that holds nothing', () => {
    assert.deepEqual(portOf('spec:\n  backend:\n    port: 8080\n---\n'), { value: 8080, given: '8080' });
  });

  it('is wrong, not another number, where kustomize reads it otherwise', () => {
    const given = '03001, which not every program reads alike';
    assert.deepEqual(portOf('spec:\n  backend:\n    port: 03001\n'), { value: undefined, given });
  });

  it('is wrong, not missing, where it is an alias or has a tag', () => {
    assert.deepEqual(portOf('x: &x 1\nspec: {backend: {port: *x}}\n'), { value: undefined, given: 'the alias *x' });
    assert.deepEqual(portOf('spec: {backend: {port: !!float 8080}}\n'), {
      value: undefined,
      given: 'the tag tag:yaml.org,2002:float',
    });
  });

  it('is missing where the file is no YAML, or is two documents', () => {
    assert.equal(portOf('spec: ['), undefined);
    assert.equal(portOf('spec: {backend: {port: 8080}}\n---\na: 1\n'), undefined);
  });
});
