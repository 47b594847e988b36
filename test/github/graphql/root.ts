import { GraphQLError } from 'graphql';
import { authorize, sees, userOf } from '../access';
import { type Account, nodeId } from '../model/accounts';
import type { Repository } from '../model/repository';
import type { ClassicProtection } from '../model/rules';
import type { Context } from '../routing';
import { actorNode, organizationNode, userNode } from './accounts';
import { protectionFrom, protectionNode } from './protection';
import { repositoryNode } from './repository';

interface Input {
  readonly clientMutationId?: string;
  readonly [setting: string]: unknown;
}

/** What queries and mutations begin with. */
export function rootOf(context: Context) {
  const { state, actor } = context;
  return {
    viewer: () => userNode(context, userOf(actor)),
    node: ({ id }: { id: string }) => nodeOf(context, id),
    user: ({ login }: { login: string }) => userNode(context, known(state.user(login), 'User', login)),
    organization: ({ login }: { login: string }) =>
      organizationNode(context, known(state.organization(login), 'Organization', login)),
    repositoryOwner: ({ login }: { login: string }) => {
      const account = state.account(login);
      return account ? ownerNode(context, account) : null;
    },
    repository: ({ owner, name }: { owner: string; name: string }) => {
      const repository = state.repository(owner, name);
      const visible = repository && sees(actor, repository) ? repository : undefined;
      return repositoryNode(context, known(visible, 'Repository', `${owner}/${name}`));
    },

    createBranchProtectionRule: ({ input }: { input: Input }) => {
      const { repositoryId } = input as unknown as { repositoryId: string };
      const found = state.repositories.find((entry) => entry.nodeId === repositoryId);
      const repository = authorize(actor, found ?? unresolved(repositoryId), 'administration:write');
      if (repository.protections.some(({ pattern }) => pattern === input.pattern)) {
        throw new GraphQLError(`Name already protected: ${input.pattern}`, { extensions: { type: 'UNPROCESSABLE' } });
      }
      const protection = { id: state.nextId(), ...protectionFrom(input) };
      repository.protections.push(protection);
      return payload(context, input, repository, protection);
    },
    updateBranchProtectionRule: ({ input }: { input: Input }) => {
      const { repository, protection } = protectionOf(context, input);
      return payload(context, input, repository, Object.assign(protection, protectionFrom(input, protection)));
    },
    deleteBranchProtectionRule: ({ input }: { input: Input }) => {
      const { repository, protection } = protectionOf(context, input);
      repository.protections.splice(repository.protections.indexOf(protection), 1);
      return { clientMutationId: input.clientMutationId };
    },
  };
}

const payload = (context: Context, input: Input, repository: Repository, protection: ClassicProtection) => ({
  clientMutationId: input.clientMutationId,
  branchProtectionRule: protectionNode(context, repository, protection),
});

const ownerNode = (context: Context, account: Account) =>
  account.type === 'User' ? userNode(context, account) : organizationNode(context, account);

function nodeOf(context: Context, id: string): object {
  const { state, actor } = context;
  for (const repository of state.repositories.filter((each) => sees(actor, each))) {
    if (repository.nodeId === id) return repositoryNode(context, repository);
    const protection = repository.protections.find((each) => nodeId('BPR', each.id) === id);
    if (protection) return protectionNode(context, repository, protection);
  }
  return actorNode(context, id) ?? unresolved(id);
}

function protectionOf(context: Context, input: Input): { repository: Repository; protection: ClassicProtection } {
  const { branchProtectionRuleId: id } = input as unknown as { branchProtectionRuleId: string };
  for (const repository of context.state.repositories) {
    const protection = repository.protections.find((each) => nodeId('BPR', each.id) === id);
    if (protection) return { repository: authorize(context.actor, repository, 'administration:write'), protection };
  }
  return unresolved(id);
}

function unresolved(id: string): never {
  throw new GraphQLError(`Could not resolve to a node with the global id of '${id}'`, {
    extensions: { type: 'NOT_FOUND' },
  });
}

/** @throws GraphQLError where there is none, in GitHub's words */
function known<T>(entry: T | undefined, kind: string, name: string): T {
  if (entry !== undefined) return entry;
  const named = kind === 'Repository' ? `a ${kind} with the name` : `a ${kind} with the login of`;
  throw new GraphQLError(`Could not resolve to ${named} '${name}'.`, { extensions: { type: 'NOT_FOUND' } });
}
