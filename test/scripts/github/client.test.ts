import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { UserError } from '../../../constructs/settings/user-error';
import { asUserError, clientOf, clientWith, orNothing } from '../../../scripts/github/client';
import { TestGitHub } from '../../github';

const environment = { ...process.env };
let github: TestGitHub;
beforeEach(async () => {
  github = await TestGitHub.start();
  process.env.GITHUB_API_URL = `${github.url}/api/v3`;
});
afterEach(async () => {
  process.env = { ...environment };
  await github.stop();
});

describe('a client of GitHub', () => {
  it('acts as the GitHub App that the environment names, with its rights and no others', async () => {
    const app = github.addApp('registrar', { metadata: 'read' });
    Object.assign(process.env, { GITHUB_APP_ID: String(app.id), GITHUB_APP_PRIVATE_KEY: app.privateKey });
    await github.addRepository('shop-deploy', { files: { 'README.md': '' } });
    const client = await clientOf('acme');
    const { data } = await client.rest.repos.get({ owner: 'acme', repo: 'shop-deploy' });
    assert.equal(data.name, 'shop-deploy');
    const file = { owner: 'acme', repo: 'shop-deploy', path: 'a', message: 'a', content: '' };
    await assert.rejects(client.rest.repos.createOrUpdateFileContents(file), { status: 403 });
  });

  it('acts with a token where no App is named', async () => {
    process.env.GITHUB_TOKEN = github.owner.token;
    const { data } = await (await clientOf('acme')).rest.users.getAuthenticated();
    assert.equal(data.login, 'owner');
  });

  it('says which variable is missing', async () => {
    delete process.env.GITHUB_TOKEN;
    await assert.rejects(clientOf('acme'), { message: 'GITHUB_TOKEN is not set: a token for GitHub' });
    await assert.rejects(clientWith('REVIEWER_TOKEN', ''), UserError);
  });

  it('tells what there is not from what went wrong', async () => {
    const client = await clientWith('TOKEN', github.owner.token);
    const get = () => client.rest.repos.get({ owner: 'acme', repo: 'shop-deploy' });
    assert.equal(await orNothing(get()), undefined);
    github.fail({ path: /shop-deploy/, status: 403 });
    await assert.rejects(orNothing(get()), (error) => {
      const { message } = asUserError(error) as UserError;
      assert.match(message, /^GitHub answered GET \S+\/repos\/acme\/shop-deploy with 403: /);
      return !message.includes(github.owner.token);
    });
  });

  it('leaves an error that is not GitHub’s as it is', () => {
    const error = new TypeError('x is not a function');
    assert.equal(asUserError(error), error);
  });
});
