import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codeOwners } from '../../constructs/settings/code-owners';
import { platform } from '../settings';

/** The owner of each path; undefined where it has none. */
function ownersIn(text: string): Readonly<Record<string, string | undefined>> {
  const lines = text.split('\n').filter((line) => line && !line.startsWith('#'));
  return Object.fromEntries(lines.map((line) => line.split(/\s+/)));
}

describe('the code owners', () => {
  it('are the platform’s team, and the reviewers of each environment for its tenants', () => {
    const owners = ownersIn(codeOwners(platform));
    assert.equal(owners['*'], '@acme/platform-team');
    assert.equal(owners['/dist/tenants/qa/'], '@acme/release-team');
    assert.equal(owners['/dist/tenants/prod/'], '@acme/release-team');
    for (const path of ['/apps/', '/dist/tenants/dev/', '/dist/preview/', '/dist/repositories/*-deploy/']) {
      assert.ok(path in owners, path);
      assert.equal(owners[path], undefined, path);
    }
  });

  it('follow the settings', () => {
    const { qa } = platform.environments;
    const environments = { ...platform.environments, qa: { ...qa, reviewers: 'platform' as const } };
    const owners = ownersIn(codeOwners({ ...platform, organization: 'umbrella', environments }));
    assert.equal(owners['/dist/tenants/qa/'], '@umbrella/platform-team');
  });
});
