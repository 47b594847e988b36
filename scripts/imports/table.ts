import { versions } from '../../versions';

/** A kind of which `imports/` holds the schema. */
export interface ImportedKind {
  /** Group and version, e.g. `source.toolkit.fluxcd.io/v1`; the version alone in the core group. */
  readonly apiVersion: string;
  readonly kind: string;
}

/** A CustomResourceDefinition to import, at one of its served versions. */
export interface ImportedDefinition extends ImportedKind {
  /** File within the module that holds the definition; it may hold others as well. */
  readonly file: string;
}

/** A Go module whose archive carries CustomResourceDefinitions. */
export interface DefinitionModule {
  /** Go module path. */
  readonly module: string;
  /** Exact version, e.g. `v2.3.4`. */
  readonly version: string;
  readonly definitions: readonly ImportedDefinition[];
}

const { charts, flux, kubernetes } = versions;

/** Folder of the Flux Operator's module that holds the distribution in use. */
const FLUX = `config/data/flux/v${flux}`;

/**
 * Where the custom kinds come from, at the versions that the charts and the Flux distribution in `versions.ts` install.
 * The Flux Operator's module carries the manifests of every Flux distribution that it can install, so Flux's own kinds
 * come from there.
 */
export const DEFINITION_MODULES: readonly DefinitionModule[] = [
  {
    module: 'github.com/crossplane/crossplane/v2',
    version: `v${charts.crossplane.version}`,
    definitions: [
      {
        apiVersion: 'apiextensions.crossplane.io/v2',
        kind: 'CompositeResourceDefinition',
        file: 'cluster/crds/apiextensions.crossplane.io_compositeresourcedefinitions.yaml',
      },
      {
        apiVersion: 'apiextensions.crossplane.io/v1',
        kind: 'Composition',
        file: 'cluster/crds/apiextensions.crossplane.io_compositions.yaml',
      },
      {
        apiVersion: 'pkg.crossplane.io/v1beta1',
        kind: 'DeploymentRuntimeConfig',
        file: 'cluster/crds/pkg.crossplane.io_deploymentruntimeconfigs.yaml',
      },
      { apiVersion: 'pkg.crossplane.io/v1', kind: 'Function', file: 'cluster/crds/pkg.crossplane.io_functions.yaml' },
      {
        apiVersion: 'protection.crossplane.io/v1beta1',
        kind: 'Usage',
        file: 'cluster/crds/protection.crossplane.io_usages.yaml',
      },
    ],
  },
  {
    module: 'github.com/controlplaneio-fluxcd/flux-operator',
    version: `v${charts.fluxOperator.version}`,
    definitions: [
      {
        apiVersion: 'source.toolkit.fluxcd.io/v1',
        kind: 'GitRepository',
        file: `${FLUX}/source-controller.yaml`,
      },
      {
        apiVersion: 'source.toolkit.fluxcd.io/v1',
        kind: 'HelmRepository',
        file: `${FLUX}/source-controller.yaml`,
      },
      {
        apiVersion: 'source.toolkit.fluxcd.io/v1',
        kind: 'OCIRepository',
        file: `${FLUX}/source-controller.yaml`,
      },
      {
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        file: `${FLUX}/kustomize-controller.yaml`,
      },
      {
        apiVersion: 'helm.toolkit.fluxcd.io/v2',
        kind: 'HelmRelease',
        file: `${FLUX}/helm-controller.yaml`,
      },
      {
        apiVersion: 'notification.toolkit.fluxcd.io/v1beta3',
        kind: 'Alert',
        file: `${FLUX}/notification-controller.yaml`,
      },
      {
        apiVersion: 'notification.toolkit.fluxcd.io/v1beta3',
        kind: 'Provider',
        file: `${FLUX}/notification-controller.yaml`,
      },
      {
        apiVersion: 'notification.toolkit.fluxcd.io/v1',
        kind: 'Receiver',
        file: `${FLUX}/notification-controller.yaml`,
      },
      {
        apiVersion: 'fluxcd.controlplane.io/v1',
        kind: 'FluxInstance',
        file: 'config/crd/bases/fluxcd.controlplane.io_fluxinstances.yaml',
      },
    ],
  },
  {
    module: 'github.com/cloudnative-pg/cloudnative-pg',
    version: `v${charts.cloudNativePg.appVersion}`,
    definitions: [
      {
        apiVersion: 'postgresql.cnpg.io/v1',
        kind: 'Cluster',
        file: 'config/crd/bases/postgresql.cnpg.io_clusters.yaml',
      },
      {
        apiVersion: 'postgresql.cnpg.io/v1',
        kind: 'ScheduledBackup',
        file: 'config/crd/bases/postgresql.cnpg.io_scheduledbackups.yaml',
      },
    ],
  },
  {
    module: 'github.com/cloudnative-pg/plugin-barman-cloud',
    version: `v${charts.barmanCloud.appVersion}`,
    definitions: [
      {
        apiVersion: 'barmancloud.cnpg.io/v1',
        kind: 'ObjectStore',
        file: 'config/crd/bases/barmancloud.cnpg.io_objectstores.yaml',
      },
    ],
  },
  {
    module: 'github.com/open-policy-agent/gatekeeper/v3',
    version: `v${charts.gatekeeper.version}`,
    definitions: [
      {
        apiVersion: 'config.gatekeeper.sh/v1alpha1',
        kind: 'Config',
        file: 'charts/gatekeeper/crds/config-customresourcedefinition.yaml',
      },
      {
        apiVersion: 'templates.gatekeeper.sh/v1',
        kind: 'ConstraintTemplate',
        file: 'charts/gatekeeper/crds/constrainttemplate-customresourcedefinition.yaml',
      },
    ],
  },
  {
    module: 'github.com/prometheus-operator/prometheus-operator',
    version: `v${charts.kubePrometheusStack.appVersion}`,
    definitions: [
      {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'PodMonitor',
        file: 'example/prometheus-operator-crd/monitoring.coreos.com_podmonitors.yaml',
      },
      {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'PrometheusRule',
        file: 'example/prometheus-operator-crd/monitoring.coreos.com_prometheusrules.yaml',
      },
      {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'ServiceMonitor',
        file: 'example/prometheus-operator-crd/monitoring.coreos.com_servicemonitors.yaml',
      },
    ],
  },
  {
    module: 'github.com/cert-manager/cert-manager',
    version: charts.certManager.version,
    definitions: [
      { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', file: 'deploy/crds/cert-manager.io_certificates.yaml' },
      {
        apiVersion: 'cert-manager.io/v1',
        kind: 'ClusterIssuer',
        file: 'deploy/crds/cert-manager.io_clusterissuers.yaml',
      },
    ],
  },
];

/** Where Kubernetes' own kinds come from; they get no TypeScript, as cdk8s-plus has it. */
export const KUBERNETES_MODULE = {
  module: 'k8s.io/kubernetes',
  version: `v${kubernetes}`,
  /** The API's description within the module, Swagger 2.0. */
  file: 'api/openapi-spec/swagger.json',
  kinds: [
    { apiVersion: 'v1', kind: 'ConfigMap' },
    { apiVersion: 'v1', kind: 'LimitRange' },
    { apiVersion: 'v1', kind: 'Namespace' },
    { apiVersion: 'v1', kind: 'ResourceQuota' },
    { apiVersion: 'v1', kind: 'Secret' },
    { apiVersion: 'v1', kind: 'Service' },
    { apiVersion: 'v1', kind: 'ServiceAccount' },
    { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'MutatingAdmissionPolicy' },
    { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'MutatingAdmissionPolicyBinding' },
    { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicy' },
    { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicyBinding' },
    { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' },
    { apiVersion: 'apps/v1', kind: 'Deployment' },
    { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler' },
    { apiVersion: 'batch/v1', kind: 'CronJob' },
    { apiVersion: 'batch/v1', kind: 'Job' },
    { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' },
    { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' },
    { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget' },
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole' },
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding' },
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role' },
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding' },
  ] as readonly ImportedKind[],
} as const;
