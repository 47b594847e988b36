import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { TestGitHub } from '.';
import { octokit } from './support';

/** What Backstage's catalog and scaffolder ask beside what other tests ask; the queries are theirs. */
let github: TestGitHub;
before(async () => {
  github = await TestGitHub.start({ webUrl: 'https://github.com' });
  const entity = 'apiVersion: backstage.io/v1alpha1\n';
  for (const name of ['a', 'b', 'c']) {
    await github.addRepository(name, { files: { 'catalog-info.yaml': `${entity}# ${name}\n` }, topics: ['service'] });
  }
  await github.addRepository('empty');
});
after(() => github.stop());

const client = () => octokit(github, github.owner.token);

describe('the catalog', () => {
  it('discovers repositories page by page, with the entity file, topics and default branch', async () => {
    const query = `
      query repositories($org: String!, $catalogPathRef: String!, $cursor: String, $repositoriesPageSize: Int!) {
        repositoryOwner(login: $org) {
          login
          repositories(first: $repositoriesPageSize, after: $cursor) {
            nodes {
              name
              catalogInfoFile: object(expression: $catalogPathRef) {
                __typename
                ... on Blob { id text }
              }
              url
              isArchived
              isFork
              visibility
              repositoryTopics(first: 100) { nodes { ... on RepositoryTopic { topic { name } } } }
              defaultBranchRef { name }
            }
            pageInfo { hasNextPage endCursor }
          }
        }
      }`;
    interface Page {
      readonly nodes: { name: string; url: string; catalogInfoFile: { text: string } | null }[];
      readonly pageInfo: { hasNextPage: boolean; endCursor: string | null };
    }
    const nodes: Page['nodes'] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const variables = { org: 'acme', catalogPathRef: 'HEAD:catalog-info.yaml', cursor, repositoriesPageSize: 3 };
      const answer = await client().graphql<{ repositoryOwner: { repositories: Page } }>(query, variables);
      const { repositories } = answer.repositoryOwner;
      nodes.push(...repositories.nodes);
      cursor = repositories.pageInfo.hasNextPage ? repositories.pageInfo.endCursor : null;
    }
    assert.deepEqual(nodes[0], {
      name: 'a',
      catalogInfoFile: { ...nodes[0]?.catalogInfoFile, text: 'apiVersion: backstage.io/v1alpha1\n# a\n' },
      url: 'https://github.com/acme/a',
      isArchived: false,
      isFork: false,
      visibility: 'PRIVATE',
      repositoryTopics: { nodes: [{ topic: { name: 'service' } }] },
      defaultBranchRef: { name: 'main' },
    });
    assert.deepEqual(
      nodes.map(({ name, catalogInfoFile }) => [name, catalogInfoFile !== null]),
      [
        ['a', true],
        ['b', true],
        ['c', true],
        ['empty', false],
      ],
    );
  });

  it('reads teams and their members', async () => {
    github.addUser('developer', { teams: ['shop-team'] });
    const query = `
      query teams($org: String!, $cursor: String, $teamsPageSize: Int!, $membersPageSize: Int!) {
        organization(login: $org) {
          teams(first: $teamsPageSize, after: $cursor) {
            pageInfo { hasNextPage, endCursor }
            nodes {
              slug combinedSlug name description avatarUrl editTeamUrl parentTeam { slug }
              members(first: $membersPageSize, membership: IMMEDIATE) {
                pageInfo { hasNextPage }
                nodes { avatarUrl, bio, email, id, login, name, organizationVerifiedDomainEmails(login: $org) }
              }
            }
          }
        }
      }`;
    const variables = { org: 'acme', teamsPageSize: 25, membersPageSize: 50 };
    type Team = { combinedSlug: string; members: { nodes: { login: string }[] } };
    const answer = await client().graphql<{ organization: { teams: { nodes: Team[] } } }>(query, variables);
    const [team] = answer.organization.teams.nodes;
    assert.deepEqual([team?.combinedSlug, team?.members.nodes[0]?.login], ['acme/shop-team', 'developer']);
  });
});

describe('the scaffolder', () => {
  const a = { owner: 'acme', repo: 'a' };

  it('asks whether a branch has a pull request already', async () => {
    const query = `
      query getPullRequestsForBranch($owner: String!, $repo: String!, $head: String!) {
        repository(name: $repo, owner: $owner) {
          ref(qualifiedName: $head) {
            associatedPullRequests(first: 1, states: OPEN) { edges { node { id number url } } }
          }
        }
      }`;
    type Found = { repository: { ref: { associatedPullRequests: { edges: { node: { number: number } }[] } } | null } };
    const ask = () => client().graphql<Found>(query, { owner: 'acme', repo: 'a', head: 'register' });
    assert.equal((await ask()).repository.ref, null);
    const { git } = github.repository('a');
    await git.setRef('refs/heads/register', (await git.head('main'))!, undefined);
    await git.commitFiles('register', { 'apps/shop.yaml': 'name: shop\n' }, 'register');
    assert.deepEqual((await ask()).repository.ref?.associatedPullRequests.edges, []);
    await client().pulls.create({ ...a, title: 'Register shop', head: 'register', base: 'main' });
    const [edge] = (await ask()).repository.ref?.associatedPullRequests.edges ?? [];
    assert.equal(edge?.node.number, 1);
  });

  it('fetches a tree by the archive that the status of a commit names', async () => {
    const { data } = await client().request('GET /repos/{owner}/{repo}/commits/{ref}/status', { ...a, ref: 'main' });
    assert.equal(data.sha, await github.repository('a').git.head('main'));
    assert.equal(data.repository.html_url, 'https://github.com/acme/a');
    const archive = data.repository.archive_url
      .replace('{archive_format}', 'tarball')
      .replace('{/ref}', `/${data.sha}`);
    assert.equal(archive, `${github.url}/api/v3/repos/acme/a/tarball/${data.sha}`);
    assert.equal((await client().request(`GET ${archive}`)).status, 200);
  });

  it('is told what of a query is not answered here', async () => {
    await assert.rejects(client().graphql('{ repository(owner: "acme", name: "a") { stargazerCount } }'), {
      message: /Cannot query field "stargazerCount" on type "Repository"/,
    });
    assert.equal(github.unhandled.at(-1)?.path, '/graphql');
  });
});
