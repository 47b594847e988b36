import { NAMESPACES } from '../infrastructure/namespaces';
import { CLUSTER_KUSTOMIZATIONS, FLUX_ACCOUNTS, FLUX_NAMESPACE, PLATFORM_SOURCE } from './names';

/**
 * Names that no app may have: an app's source, Kustomization and account live beside the platform's own, and its
 * namespace may be called as it is. An app called `helm-controller` would deploy as an administrator.
 */
export const RESERVED_APP_NAMES: readonly string[] = [
  ...new Set([
    'default',
    'platform',
    'kube-node-lease',
    'kube-public',
    'kube-system',
    FLUX_NAMESPACE,
    PLATFORM_SOURCE,
    ...FLUX_ACCOUNTS,
    ...CLUSTER_KUSTOMIZATIONS,
    ...Object.values(NAMESPACES),
  ]),
];
