import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import Ajv from 'ajv';
import { createTemplateRenderer } from 'nunjitsu';
import { form } from '../../constructs/backstage/form';
import { output, steps } from '../../constructs/backstage/steps';
import { RegistrationSchema } from '../../constructs/registration/schema';
import { governedRepositories } from '../../stacks/github/governed';
import { repositorySettings } from '../../stacks/github/repository-settings';
import { platform } from '../settings';

const PAGES = form();
const STEPS = steps(platform);

/** The input of a step. */
function input(id: string) {
  const step = STEPS.find((candidate) => candidate.id === id);
  assert.ok(step, id);
  return step.input;
}

describe('the form', () => {
  it('asks for what a registration holds, the optional description apart', () => {
    assert.deepEqual(
      PAGES.map(({ properties }) => Object.keys(properties)),
      [['name', 'team', 'database', 'apiPort', 'monitoring'], ['description']],
    );
    assert.deepEqual(PAGES[0]?.required, RegistrationSchema.required);
  });

  it('has the titles, limits and defaults of the schema', () => {
    const { name, apiPort, monitoring } = PAGES[0]!.properties as unknown as Record<string, Record<string, unknown>>;
    assert.equal(name?.title, 'Project name');
    assert.equal(name?.maxLength, 30);
    assert.deepEqual(apiPort, JSON.parse(JSON.stringify(RegistrationSchema.properties.apiPort)));
    assert.equal(monitoring?.default, true);
  });

  it('has a message for each field, in the words of a registration’s check', () => {
    for (const { properties, errorMessage } of PAGES) {
      assert.deepEqual(Object.keys(errorMessage.properties), Object.keys(properties));
    }
    assert.equal(PAGES[0]?.errorMessage.properties.apiPort, 'Allowed: a whole number from 1024 to 65535.');
    assert.match(PAGES[0]?.errorMessage.properties.name ?? '', /1 to 30 lower-case letters.*neither begins with kube-/);
  });

  it('takes a team as the catalog’s picker answers, with a name as long as a team’s', () => {
    const isTeam = new Ajv({ strict: false }).compile(PAGES[0]?.properties.team as object);
    for (const team of ['group:default/a', 'group:default/platform-team', `group:default/${'a'.repeat(63)}`]) {
      assert.ok(isTeam(team), team);
    }
    for (const team of ['platform-team', 'group:default/', 'user:default/a', 'group:other/a', 'group:default/a-']) {
      assert.ok(!isTeam(team), team);
    }
    assert.ok(!isTeam(`group:default/${'a'.repeat(64)}`));
  });
});

describe('the steps', () => {
  it('make nothing before they know that the name is free, and register last', () => {
    assert.deepEqual(
      STEPS.map(({ action }) => action),
      [
        'catalog:fetch',
        'catalog:fetch',
        'fetch:template',
        'fetch:template',
        'fetch:template',
        'fetch:template',
        'github:repo:create',
        'github:repo:push',
        'github:repo:create',
        'github:repo:push',
        'github:repo:create',
        'github:repo:push',
        'publish:github:pull-request',
        'catalog:register',
        'catalog:register',
        'catalog:register',
      ],
    );
    assert.equal(new Set(STEPS.map(({ id }) => id)).size, STEPS.length);
  });

  it('publish the deploy repository last of the three, as what Flux may pull', () => {
    const created = STEPS.filter(({ action }) => action === 'github:repo:create');
    assert.deepEqual(
      created.map(({ id, input }) => [id, (input.topics as string[]).includes('flux-managed')]),
      [
        ['create-frontend', false],
        ['create-backend', false],
        ['create-deploy', true],
      ],
    );
    const pushed = STEPS.filter(({ action }) => action === 'github:repo:push');
    assert.deepEqual(
      pushed.map(({ id, input }) => [id, input.defaultBranch, input.protectDefaultBranch]),
      [
        ['push-frontend', 'main', false],
        ['push-backend', 'main', false],
        ['push-deploy', 'main', false],
      ],
    );
  });

  it('make repositories that are like those that Pulumi makes', () => {
    const governed = governedRepositories(platform, [])[0]!;
    const byPulumi: Readonly<Record<string, unknown>> = repositorySettings(governed, platform.repositories);
    for (const kind of ['frontend', 'backend', 'deploy']) {
      const { repoVisibility, ...given } = input(`create-${kind}`);
      assert.equal(repoVisibility, byPulumi.visibility);
      const shared = Object.entries(given).filter(([name]) => name in byPulumi && name !== 'description');
      assert.ok(shared.length > 10);
      for (const [name, value] of shared) assert.equal(value, byPulumi[name], name);
    }
  });

  it('propose the registration so that doing it again is harmless', () => {
    const { update, createWhenEmpty, branchName } = input('register');
    assert.equal(update, true);
    assert.equal(createWhenEmpty, false);
    assert.equal(branchName, 'register-${{ parameters.name }}');
    for (const step of STEPS.filter(({ action }) => action === 'catalog:register')) {
      assert.equal(step.input.optional, true);
    }
  });

  it('fill in the defaults that Backstage fills in in the browser only', () => {
    const { values } = input('fetch-deploy') as unknown as { readonly values: Readonly<Record<string, string>> };
    assert.equal(values.apiPort, '${{ parameters.apiPort | default(3001) }}');
    assert.equal(values.monitoring, '${{ parameters.monitoring | default(true) }}');
  });

  it('are called in plain words, as Backstage fills in nothing there', () => {
    for (const { name } of STEPS) assert.match(name, /^[A-Z][a-z ]+$/);
  });

  it('refuse a name that another team or another place has, and no other', () => {
    const isTaken = STEPS.find(({ id }) => id === 'taken')?.if;
    assert.ok(isTaken);
    const team = 'group:default/shop-team';
    const entity = (kind: string, owner = team, organization = 'acme') => {
      const origin = `url:https://github.com/${organization}/shop-${kind}/blob/main/catalog-info.yaml`;
      return { metadata: { annotations: { 'backstage.io/managed-by-origin-location': origin } }, spec: { owner } };
    };
    /** What is said where the catalog has these entities and no other, by their places among those that are asked for. */
    const verdict = (found: Readonly<Record<number, ReturnType<typeof entity>>>) => {
      const entities = [0, 1, 2].map((index) => found[index] ?? null);
      const context = { parameters: { name: 'shop', team }, steps: { existing: { output: { entities } } } };
      return Boolean(createTemplateRenderer().renderValue(isTaken, context));
    };
    assert.equal(verdict({}), false);
    assert.equal(verdict({ 0: entity('deploy'), 1: entity('frontend'), 2: entity('backend') }), false);
    assert.equal(verdict({ 0: entity('deploy', team, 'Acme') }), false);
    for (const [index, kind] of ['deploy', 'frontend', 'backend'].entries()) {
      assert.equal(verdict({ [index]: entity(kind, 'group:default/other-team') }), true, kind);
      assert.equal(verdict({ [index]: entity('else') }), true, kind);
    }
  });

  it('hold no credential', () => assert.doesNotMatch(JSON.stringify(STEPS), /token|secret|password/i));
});

describe('the output', () => {
  it('links to the repositories, the registration and the catalog', () => {
    const { links } = output(platform) as { readonly links: readonly { readonly title: string }[] };
    assert.deepEqual(
      links.map(({ title }) => title.replace('${{ parameters.name }}', 'shop')),
      ['shop-frontend', 'shop-backend', 'shop-deploy', 'Pull request of the registration', 'shop'],
    );
  });
});
