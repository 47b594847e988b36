/** Namespace that Flux runs in. Cross-namespace references are off, so sources and what uses them live here together. */
export const FLUX_NAMESPACE = 'flux-system';

/** The platform repository's GitRepository, which the FluxInstance makes. */
export const PLATFORM_SOURCE = 'flux-system';

/** The object that the Flux Operator makes Flux of; the operator takes no other name. */
export const FLUX_INSTANCE = 'flux';

/** The one credential of a cluster: the Secret of the GitHub App that reads every repository. */
export const GITHUB_CREDENTIAL = 'github-app';

/**
 * Account that applies the platform's own Kustomizations. The lockdown makes Flux act as `default`, which may do
 * nothing, unless one is named; Flux's `cluster-reconciler` binding makes this one an administrator.
 */
export const PLATFORM_APPLIER = 'kustomize-controller';

/** Account that installs the platform's charts, bound as {@link PLATFORM_APPLIER} is. */
export const PLATFORM_INSTALLER = 'helm-controller';

/**
 * Argument of the controllers that apply: a revision that arrives ends the health check of the one before. Else a revert
 * waits until the check of what it reverts has timed out. Both have it off unless told.
 *
 * @see https://fluxcd.io/flux/components/kustomize/options/#feature-gates
 */
export const CANCEL_HEALTH_CHECK = '--feature-gates=CancelHealthCheckOnNewRevision=true';

/** On an object: Flux never deletes it, though it is gone from Git. */
export const NEVER_PRUNED = { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' } as const;

/** The platform's own Kustomizations, in the order in which they are applied. */
export const CLUSTER_KUSTOMIZATIONS = [
  'infrastructure-controllers',
  'infrastructure-configs',
  'platform-definitions',
  'platform-compositions',
  'tenants',
] as const;

/** Accounts of Flux and its operator; some are administrators. */
export const FLUX_ACCOUNTS = [
  'flux-operator',
  'helm-controller',
  'image-automation-controller',
  'image-reflector-controller',
  'kustomize-controller',
  'notification-controller',
  'source-controller',
  'source-watcher',
] as const;
