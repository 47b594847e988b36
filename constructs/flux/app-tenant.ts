import {
  KubeLimitRange,
  KubeNamespace,
  KubeResourceQuota,
  KubeRole,
  KubeRoleBinding,
  KubeServiceAccount,
  Quantity,
} from 'cdk8s-plus-28/lib/imports/k8s';
import { Construct } from 'constructs';
import {
  Kustomization,
  KustomizationSpecDeletionPolicy,
  KustomizationSpecSourceRefKind,
} from '../../imports/kustomize.toolkit.fluxcd.io';
import { GitRepository, GitRepositorySpecProvider } from '../../imports/source.toolkit.fluxcd.io';
import { KUBERNETES_ID } from '../kubernetes/backstage';
import { podSecurityLabels } from '../kubernetes/pod-security';
import { namespaceOf, repositoriesOf } from '../registration/names';
import type { Environment, NamespaceQuota, PlatformSettings } from '../settings/settings';
import { type RolledOutComponent, rolloutHealth } from './health';
import { FLUX_NAMESPACE, GITHUB_CREDENTIAL, NEVER_PRUNED } from './names';
import { RESERVED_APP_NAMES } from './reserved-names';

/** The kind of composite that an app is deployed as. */
export interface TenantComposite {
  /** API group, e.g. `platform.io`. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
}

export interface AppTenantProps {
  /** The app, and the team that owns it. */
  readonly app: { readonly name: string; readonly team: string };
  readonly environment: Environment;
  readonly settings: PlatformSettings;
  /** What the app may deploy, and nothing else. */
  readonly composite: TenantComposite;
  /** What of the composite is rolled out. */
  readonly components: readonly RolledOutComponent[];
}

/**
 * An app's place in a cluster: a namespace with its limits, and a Kustomization that applies the app's deploy repository
 * there as an account that may write composites of one kind and nothing else.
 *
 * Source, Kustomization and account live in Flux's namespace, since the Kustomization looks for account and source in
 * its own, and so the one credential serves all apps. The team can change none of them: its account reaches its own
 * namespace only, and `targetNamespace` wins over any namespace that its files name.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#role-based-access-control
 */
export class AppTenant extends Construct {
  readonly namespace: string;
  /** Of each of its objects. */
  readonly labels: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: AppTenantProps) {
    super(scope, id);
    const { app, environment, settings } = props;
    if (RESERVED_APP_NAMES.includes(app.name)) {
      throw new Error(
        `${this.node.path}: an app cannot be called ${app.name}: the platform has an object of that name`,
      );
    }
    const { quota, app: defaults } = settings.environments[environment];
    this.namespace = namespaceOf(app.name, environment, settings);

    const labels = {
      'app.kubernetes.io/part-of': app.name,
      [KUBERNETES_ID]: app.name,
      'platform.io/team': app.team,
      'platform.io/environment': environment,
    };
    this.labels = labels;
    new KubeNamespace(this, 'namespace', {
      metadata: {
        name: this.namespace,
        labels: { ...labels, ...podSecurityLabels('restricted', settings.versions.kubernetes) },
        ...(defaults.protected && { annotations: NEVER_PRUNED }),
      },
    });
    this.limits(quota, labels);
    this.account(props, labels, defaults.protected);
    this.delivery(props, labels);
  }

  /** What the namespace may use, and what a container gets that asks for nothing. */
  private limits(quota: NamespaceQuota, labels: Record<string, string>): void {
    const metadata = { name: 'platform', namespace: this.namespace, labels };
    new KubeResourceQuota(this, 'quota', {
      metadata,
      spec: {
        hard: {
          'requests.cpu': Quantity.fromString(quota.cpu),
          'requests.memory': Quantity.fromString(quota.memory),
          'limits.memory': Quantity.fromString(quota.memory),
          'requests.storage': Quantity.fromString(quota.storage),
          pods: Quantity.fromNumber(quota.pods),
          // An app is served by the ingress controller, never past it.
          'services.loadbalancers': Quantity.fromNumber(0),
          'services.nodeports': Quantity.fromNumber(0),
        },
      },
    });
    new KubeLimitRange(this, 'defaults', {
      metadata,
      spec: {
        limits: [
          {
            type: 'Container',
            defaultRequest: { cpu: Quantity.fromString('50m'), memory: Quantity.fromString('128Mi') },
            default: { memory: Quantity.fromString('512Mi') },
          },
        ],
      },
    });
  }

  /** The account that Flux acts as for this app, and all that it may do. */
  private account({ app, composite }: AppTenantProps, labels: Record<string, string>, isProtected: boolean): void {
    new KubeServiceAccount(this, 'account', {
      metadata: { name: app.name, namespace: FLUX_NAMESPACE, labels },
      automountServiceAccountToken: false,
    });
    const metadata = { name: 'deployer', namespace: this.namespace, labels };
    new KubeRole(this, 'role', {
      metadata,
      rules: [
        {
          apiGroups: [composite.group],
          resources: [composite.plural],
          // Server-side apply reads, creates and patches; pruning deletes, which a protected environment forbids.
          verbs: ['get', 'create', 'patch', ...(isProtected ? [] : ['delete'])],
        },
      ],
    });
    new KubeRoleBinding(this, 'binding', {
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: metadata.name },
      subjects: [{ kind: 'ServiceAccount', name: app.name, namespace: FLUX_NAMESPACE }],
    });
  }

  /** The deploy repository, and its way into the namespace. */
  private delivery(props: AppTenantProps, labels: Record<string, string>): void {
    const { app, environment, settings, composite, components } = props;
    const metadata = { name: app.name, namespace: FLUX_NAMESPACE, labels };
    const { deployRef, pollInterval } = settings.environments[environment];
    new GitRepository(this, 'source', {
      metadata,
      spec: {
        url: `https://github.com/${settings.organization}/${repositoriesOf(app.name).deploy}`,
        ref: deployRef,
        interval: pollInterval,
        provider: GitRepositorySpecProvider.GITHUB,
        secretRef: { name: GITHUB_CREDENTIAL },
      },
    });
    new Kustomization(this, 'kustomization', {
      metadata,
      spec: {
        sourceRef: { kind: KustomizationSpecSourceRefKind.GIT_REPOSITORY, name: app.name },
        path: `./overlays/${environment}`,
        targetNamespace: this.namespace,
        serviceAccountName: app.name,
        interval: '5m',
        retryInterval: '1m',
        // As long, a rollout may take before it counts as failed; a newer revision does not wait for it.
        timeout: '3m',
        wait: true,
        prune: true,
        // An object that cannot be changed is an error: it is never replaced, least of all a database.
        force: false,
        // An app whose registration goes leaves with its namespace, and stays where that is protected.
        deletionPolicy: KustomizationSpecDeletionPolicy.ORPHAN,
        healthCheckExprs: [
          rolloutHealth({ apiVersion: `${composite.group}/${composite.version}`, kind: composite.kind, components }),
        ],
      },
    });
  }
}
