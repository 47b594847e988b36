import { nodeId } from '../model/accounts';
import type { PullRequest } from '../model/pull-request';
import type { Repository } from '../model/repository';
import type { Context } from '../routing';
import { connection, type Page } from './connection';
import { protectionNode } from './protection';

/** A repository as GraphQL shows it. */
export function repositoryNode(context: Context, repository: Repository): object {
  const { settings, topics, fullName } = repository;
  return {
    __typename: 'Repository',
    id: repository.nodeId,
    name: repository.name,
    nameWithOwner: fullName,
    url: `${context.state.webUrl}/${fullName}`,
    isArchived: settings.archived,
    isFork: false,
    isPrivate: repository.isPrivate,
    visibility: settings.visibility.toUpperCase(),
    defaultBranchRef: () => refNode(context, repository, settings.default_branch),
    ref: ({ qualifiedName }: { qualifiedName: string }) =>
      refNode(context, repository, qualifiedName.replace(/^refs\/heads\//, '')),
    object: ({ expression }: { expression: string }) => objectNode(repository, expression),
    repositoryTopics: (page: Page) => connection(topics, page, (name) => ({ topic: { name } })),
    branchProtectionRules: (page: Page) =>
      connection(repository.protections, page, (each) => protectionNode(context, repository, each)),
  };
}

/** A file or a folder, e.g. `HEAD:catalog-info.yaml`. */
async function objectNode({ id: repository, git }: Repository, expression: string): Promise<object | null> {
  const oid = await git.resolve(expression, 'any');
  const type = oid && (await git.typeOf(oid));
  const id = `${nodeId('Object', repository)}_${oid}`;
  if (type === 'tree') return { __typename: 'Tree', id, oid };
  return type === 'blob' ? { __typename: 'Blob', id, oid, text: String(await git.readBlob(oid!)) } : null;
}

async function refNode(context: Context, repository: Repository, branch: string): Promise<object | null> {
  if (!(await repository.git.head(branch))) return null;
  return {
    name: branch,
    associatedPullRequests: ({ states, ...page }: Page & { states?: readonly string[] | null }) => {
      const pulls = repository.pulls.filter(
        (pull) => pull.head === branch && (!states || states.includes(stateOf(pull))),
      );
      return connection(pulls, page, ({ id, number }) => ({
        id: nodeId('PR', id),
        number,
        url: `${context.state.webUrl}/${repository.fullName}/pull/${number}`,
      }));
    },
  };
}

const stateOf = ({ state, merged }: PullRequest) => (merged ? 'MERGED' : state.toUpperCase());
