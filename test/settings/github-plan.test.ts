import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type Offer, offerOf, shortcomingsOf } from '../../constructs/settings/github-plan';
import type { RepositorySettings } from '../../constructs/settings/settings';
import { ROOT } from '../../constructs/synthesize';
import { platform } from '../settings';

/** What is offered, by name. */
const offered = (settings: Pick<RepositorySettings, 'visibility' | 'plan' | 'secretProtection'>) =>
  Object.entries(offerOf(settings))
    .filter(([, is]) => is)
    .map(([part]) => part);

const ALL: readonly (keyof Offer)[] = [
  'rulesets',
  'environments',
  'reviewers',
  'actionPatterns',
  'autoMerge',
  'secretScanning',
];
const TEAM = ['rulesets', 'environments', 'autoMerge'];

describe('what a plan of GitHub offers', () => {
  it('is everything to public repositories', () => {
    for (const plan of ['free', 'team', 'enterprise'] as const) {
      assert.deepEqual(offered({ visibility: 'public', plan, secretProtection: false }), ALL);
    }
  });

  for (const visibility of ['private', 'internal'] as const) {
    it(`is as GitHub's documentation says to ${visibility} ones`, () => {
      assert.deepEqual(offered({ visibility, plan: 'free', secretProtection: false }), []);
      assert.deepEqual(offered({ visibility, plan: 'team', secretProtection: false }), TEAM);
      assert.deepEqual(offered({ visibility, plan: 'team', secretProtection: true }), [...TEAM, 'secretScanning']);
      assert.deepEqual(offered({ visibility, plan: 'enterprise', secretProtection: false }), ALL.slice(0, -1));
      assert.deepEqual(offered({ visibility, plan: 'enterprise', secretProtection: true }), ALL);
    });
  }
});

describe('what is not held', () => {
  const of = (plan: RepositorySettings['plan'], secretProtection = false) =>
    shortcomingsOf({ ...platform.repositories, plan, secretProtection });

  it('is told for each part that the plan lacks, and where more is said', () => {
    assert.deepEqual(of('enterprise', true), []);
    assert.equal(of('free').length, ALL.length);
    assert.deepEqual(of('team', true), [
      'private repositories on plan team have no required reviewers: deployments wait for nobody (docs/bootstrap.md)',
      'private repositories on plan team have no list of allowed actions: workflows may use any that is pinned to a commit (docs/bootstrap.md)',
    ]);
    assert.match(of('enterprise').join(), /^private repositories without Secret Protection have no secret scanning: /);
  });

  it('is on the page: a row for each part, with the plans that have it', () => {
    const page = readFileSync(join(ROOT, 'docs', 'bootstrap.md'), 'utf8');
    const rows = [...page.matchAll(/^\| `(\w+)` \| (.*?) \| (.*?) \| (.*?) \| /gm)].map(([, ...cells]) => cells);
    const yes = (plan: RepositorySettings['plan'], secretProtection: boolean) =>
      offerOf({ visibility: 'private', plan, secretProtection });
    assert.deepEqual(
      rows,
      ALL.map((part) => [
        part,
        ...(['free', 'team', 'enterprise'] as const).map((plan) => {
          if (yes(plan, false)[part]) return 'yes';
          return plan !== 'free' && yes(plan, true)[part] ? 'with Secret Protection' : 'no';
        }),
      ]),
    );
  });
});
