import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Octokit } from '@octokit/rest';
import { TestGitHub } from '.';
import type { Plan } from './model/accounts';
import { octokit, refused } from './support';

const UPGRADE = /^Upgrade to GitHub Pro or make this repository public to enable this feature\./;
const RULESET = { name: 'main', target: 'branch', enforcement: 'active' } as const;
const PROTECTION = {
  branch: 'main',
  required_status_checks: null,
  enforce_admins: true,
  required_pull_request_reviews: null,
  restrictions: null,
};
const POLICY = { protected_branches: false, custom_branch_policies: true };
const SCANNING = { secret_scanning: { status: 'enabled' } };

for (const plan of ['free', 'team', 'enterprise'] as const satisfies readonly Plan[]) {
  describe(`on plan ${plan}`, () => {
    let github: TestGitHub;
    let owner: Octokit;
    let team: number;
    before(async () => {
      github = await TestGitHub.start({ plan });
      owner = octokit(github, github.owner.token);
      team = github.addTeam('release-team').id;
      for (const visibility of ['private', 'public'] as const) {
        await github.addRepository(visibility, { visibility, files: { 'README.md': '' } });
      }
    });
    after(() => github.stop());

    const isPaid = plan !== 'free';
    const isEnterprise = plan === 'enterprise';
    const at = (repo: string) => ({ owner: 'acme', repo });

    /** Asserts that a call is answered where the plan has what it asks for, and refused in GitHub's words elsewhere. */
    async function taken(offered: boolean, status: number, words: RegExp, call: () => Promise<unknown>): Promise<void> {
      if (offered) await call();
      else await refused(call(), status, words);
    }

    for (const repo of ['private', 'public'] as const) {
      const isPublic = repo === 'public';

      it(`a ${repo} repository ${isPaid || isPublic ? 'has' : 'lacks'} rulesets and protected branches`, async () => {
        const offered = isPaid || isPublic;
        await taken(offered, 403, UPGRADE, () => owner.repos.createRepoRuleset({ ...at(repo), ...RULESET }));
        await taken(offered, 403, UPGRADE, () => owner.repos.getRepoRulesets(at(repo)));
        await taken(offered, 403, UPGRADE, () => owner.repos.getBranchRules({ ...at(repo), branch: 'main' }));
        await taken(offered, 403, UPGRADE, () => owner.repos.updateBranchProtection({ ...at(repo), ...PROTECTION }));
      });

      it(`an environment of a ${repo} repository is protected as far as the plan has it`, async () => {
        const put = (environment_name: string, settings: object) =>
          owner.repos.createOrUpdateEnvironment({ ...at(repo), environment_name, ...settings });
        const lacks = (rule: string) => new RegExp(`ensure the billing plan supports the ${rule} protection rule`);
        await put('bare', {});
        await taken(isPaid || isPublic, 422, lacks('branch policy'), () =>
          put('dev', { deployment_branch_policy: POLICY }),
        );
        const reviewers = [{ type: 'Team' as const, id: team }];
        await taken(isEnterprise || isPublic, 422, lacks('required reviewers'), () => put('prod', { reviewers }));
        await taken(isEnterprise || isPublic, 422, lacks('wait timer'), () => put('prod', { wait_timer: 5 }));
        assert.equal(github.repository(repo).environments.has('prod'), isEnterprise || isPublic);
      });

      it(`of a ${repo} repository, patterns of actions and auto-merge are kept as far as the plan has them`, async () => {
        const actions = { ...at(repo), enabled: true, allowed_actions: 'selected' as const };
        await owner.actions.setGithubActionsPermissionsRepository(actions);
        const patterns_allowed = ['docker/*'];
        await owner.actions.setAllowedActionsRepository({ ...at(repo), patterns_allowed, github_owned_allowed: true });
        const { data } = await owner.actions.getAllowedActionsRepository(at(repo));
        assert.deepEqual(data.patterns_allowed, isEnterprise || isPublic ? patterns_allowed : []);
        const changed = await owner.repos.update({ ...at(repo), allow_auto_merge: true });
        assert.equal(changed.data.allow_auto_merge, isPaid || isPublic);
      });

      it(`secrets are looked for in a ${repo} repository where that is paid for`, async () => {
        const enable = () => owner.repos.update({ ...at(repo), security_and_analysis: SCANNING });
        const words = /Secret scanning is not available for this repository/;
        await taken(isEnterprise || isPublic, 422, words, enable);
        github.organization.secretProtection = true;
        await enable();
        github.organization.secretProtection = isEnterprise;
      });
    }

    it(`${isEnterprise ? 'has' : 'lacks'} internal repositories`, async () => {
      const create = () =>
        owner.repos.createInOrg({ org: 'acme', name: 'internal', visibility: 'internal' as 'private' });
      await taken(isEnterprise, 422, /Visibility can't be internal/, create);
    });

    it('says which it is', async () => {
      assert.equal((await owner.orgs.get({ org: 'acme' })).data.plan?.name, plan);
    });
  });
}
