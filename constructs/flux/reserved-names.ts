import { NAMESPACES } from '../infrastructure/namespaces';
import { CLUSTER_KUSTOMIZATIONS } from './cluster';
import { FLUX_NAMESPACE, PLATFORM_SOURCE } from './names';

/**
 * Names that no app may have: an app's source, Kustomization and account live beside the platform's own, and its
 * namespace in prod is called as it is. An app called `helm-controller` would deploy as an administrator.
 */
export const RESERVED_APP_NAMES: ReadonlySet<string> = new Set([
  'default',
  'kube-node-lease',
  'kube-public',
  'kube-system',
  FLUX_NAMESPACE,
  PLATFORM_SOURCE,
  ...CLUSTER_KUSTOMIZATIONS,
  ...Object.values(NAMESPACES),
  // Accounts of Flux.
  'flux-operator',
  'helm-controller',
  'image-automation-controller',
  'image-reflector-controller',
  'kustomize-controller',
  'notification-controller',
  'source-controller',
  'source-watcher',
]);
