import { counted, noContent, ok } from '../answers';
import { GitHubError, invalidRequest, notFound, unprocessable } from '../errors';
import { type Environment, now, type Repository } from '../model/repository';
import { requireProtection } from '../plan';
import { type Call, found, input, type Router } from '../routing';
import { environmentView, policyView } from '../views/environments';

const ENVIRONMENT = '/environments/:environment';
const POLICIES = `${ENVIRONMENT}/deployment-branch-policies` as const;

/** Environments, who must review their deployments, and which refs may be deployed. */
export function environmentRoutes(router: Router): void {
  router.onRepository('GET', '/environments', 'actions:read', (call, repository) =>
    counted(call, 'environments', [...repository.environments.values()], (environment) =>
      environmentView(call, repository, environment),
    ),
  );

  router.onRepository('GET', ENVIRONMENT, 'actions:read', (call, repository) =>
    ok(environmentView(call, repository, environmentOf(call, repository))),
  );

  router.onRepository('PUT', ENVIRONMENT, 'administration:write', (call, repository) => {
    const name = call.parameters.environment;
    const settings = settingsFrom(call, repository);
    const environment = repository.environments.get(name) ?? newEnvironment(call.state.nextId(), name);
    Object.assign(environment, settings);
    if (!settings.deploymentBranchPolicy?.custom_branch_policies) environment.policies.length = 0;
    repository.environments.set(name, environment);
    return ok(environmentView(call, repository, environment));
  });

  router.onRepository('DELETE', ENVIRONMENT, 'administration:write', (call, repository) => {
    repository.environments.delete(environmentOf(call, repository).name);
    return noContent();
  });

  router.onRepository('GET', POLICIES, 'actions:read', (call, repository) =>
    counted(call, 'branch_policies', environmentOf(call, repository).policies, policyView),
  );

  router.onRepository('POST', POLICIES, 'administration:write', (call, repository) => {
    const { policies, deploymentBranchPolicy } = environmentOf(call, repository);
    const { name, type = 'branch' } = input<{ name: string; type: 'branch' | 'tag' }>(call);
    if (!name) throw invalidRequest('"name" wasn\'t supplied.');
    if (type !== 'branch' && type !== 'tag') throw invalidRequest('"type" must be one of branch, tag.');
    if (!deploymentBranchPolicy?.custom_branch_policies) throw notFound();
    if (policies.some((other) => other.name === name && other.type === type)) throw new GitHubError(303, 'See Other');
    const policy = { id: call.state.nextId(), name, type };
    policies.push(policy);
    return ok(policyView(policy));
  });

  router.onRepository('GET', `${POLICIES}/:id`, 'actions:read', (call, repository) =>
    ok(policyView(policyOf(call, repository))),
  );

  router.onRepository('PUT', `${POLICIES}/:id`, 'administration:write', (call, repository) => {
    const policy = policyOf(call, repository);
    const { name = policy.name } = input<{ name: string }>(call);
    policy.name = name;
    return ok(policyView(policy));
  });

  router.onRepository('DELETE', `${POLICIES}/:id`, 'administration:write', (call, repository) => {
    const { policies } = environmentOf(call, repository);
    policies.splice(policies.indexOf(policyOf(call, repository)), 1);
    return noContent();
  });
}

export const environmentOf = (call: Call<'environment'>, repository: Repository): Environment =>
  found(repository.environments.get(call.parameters.environment));

const policyOf = (call: Call<'environment' | 'id'>, repository: Repository) =>
  found(environmentOf(call, repository).policies.find(({ id }) => id === Number(call.parameters.id)));

const newEnvironment = (id: number, name: string): Environment => ({
  id,
  name,
  waitTimer: 0,
  preventSelfReview: false,
  canAdminsBypass: true,
  reviewers: [],
  deploymentBranchPolicy: null,
  policies: [],
  variables: new Map(),
  secrets: new Map(),
  createdAt: now(),
});

/** What a call makes of an environment: what it doesn't name is reset. @throws GitHubError where that can't be */
function settingsFrom(call: Call<string>, repository: Repository) {
  const { owner } = repository;
  const given = input<{
    wait_timer: number;
    prevent_self_review: boolean;
    can_admins_bypass: boolean;
    reviewers: Environment['reviewers'] | null;
    deployment_branch_policy: Environment['deploymentBranchPolicy'];
  }>(call);
  const { wait_timer: waitTimer = 0, deployment_branch_policy: policy = null } = given;
  const reviewers = given.reviewers ?? [];
  if (!Number.isInteger(waitTimer) || waitTimer < 0 || waitTimer > 43_200) {
    throw unprocessable('Wait timer must be a number of minutes between 0 and 43200.');
  }
  if (policy && policy.protected_branches === policy.custom_branch_policies) {
    throw unprocessable('protected_branches and custom_branch_policies cannot have the same value');
  }
  if (reviewers.length > 0) requireProtection(repository, 'reviewers', 'required reviewers');
  if (waitTimer > 0) requireProtection(repository, 'reviewers', 'wait timer');
  if (policy) requireProtection(repository, 'environments', 'branch policy');
  if (reviewers.length > 6) throw unprocessable('Up to six users and teams can be reviewers.');
  for (const { type, id } of reviewers) {
    const teams = owner.type === 'Organization' ? owner.teams : [];
    const candidates = type === 'Team' ? teams : call.state.accounts;
    if (!candidates.some((candidate) => candidate.id === id)) throw unprocessable(`No ${type} with the id ${id}.`);
  }
  return {
    waitTimer,
    reviewers: reviewers.map(({ type, id }) => ({ type, id })),
    preventSelfReview: given.prevent_self_review ?? false,
    canAdminsBypass: given.can_admins_bypass ?? true,
    deploymentBranchPolicy: policy,
  };
}
