import { KubeClusterRole, KubeClusterRoleBinding, KubeServiceAccount } from 'cdk8s-plus-28/lib/imports/k8s';
import { Construct } from 'constructs';
import { InfrastructureNamespace } from './infrastructure-namespace';
import { NAMESPACES } from './namespaces';

/** What Backstage reads, and by which rules its namespace is held. */
export interface BackstageReaderProps {
  /** Kubernetes version whose pod security rules hold. */
  readonly kubernetes: string;
  /** What Backstage shows: plural names of kinds, by API group. */
  readonly resources: Readonly<Record<string, readonly string[]>>;
}

/**
 * The account that Backstage reads a cluster as: the kinds that it shows and no other, no logs, no Secrets, nothing to
 * write. It has no token until one is made for it.
 *
 * @see https://backstage.io/docs/features/kubernetes/configuration/#role-based-access-control
 */
export class BackstageReader extends Construct {
  constructor(scope: Construct, id: string, props: BackstageReaderProps) {
    super(scope, id);
    const { kubernetes, resources } = props;
    const namespace = new InfrastructureNamespace(this, 'namespace', { name: NAMESPACES.backstage, kubernetes });
    const metadata = { name: 'backstage-reader', namespace: namespace.name };
    new KubeServiceAccount(this, 'account', { metadata, automountServiceAccountToken: false });
    new KubeClusterRole(this, 'role', {
      metadata: { name: metadata.name },
      rules: Object.entries(resources).map(([group, plurals]) => ({
        apiGroups: [group],
        resources: [...plurals],
        verbs: ['get', 'list', 'watch'],
      })),
    });
    new KubeClusterRoleBinding(this, 'binding', {
      metadata: { name: metadata.name },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: metadata.name },
      subjects: [{ kind: 'ServiceAccount', ...metadata }],
    });
  }
}
