/** A kind of which `imports/` holds the schema. */
export interface ImportedKind {
  /** Group and version, e.g. `source.toolkit.fluxcd.io/v1`; the version alone in the core group. */
  readonly apiVersion: string;
  readonly kind: string;
}

/** A CustomResourceDefinition to import, at one of its served versions. */
export interface ImportedDefinition extends ImportedKind {
  /** File that holds the definition, relative to the module's folder of definitions; it may hold others as well. */
  readonly file: string;
}

/** A Go module whose archive carries CustomResourceDefinitions. */
export interface DefinitionModule {
  /** Go module path. */
  readonly module: string;
  /** Exact version, e.g. `v2.3.4`. */
  readonly version: string;
  /** Folder of the definitions within the module. */
  readonly folder: string;
  readonly definitions: readonly ImportedDefinition[];
}

/**
 * Where the custom kinds come from.
 *
 * The versions are the ones that the charts and the Flux distribution in `platform.ts` install. The Flux Operator's
 * module carries the manifests of every Flux distribution that it can install, so Flux's own kinds come from there:
 * the folder's name is the distribution's version.
 */
export const DEFINITION_MODULES: readonly DefinitionModule[] = [
  {
    module: 'github.com/crossplane/crossplane/v2',
    version: 'v2.3.4',
    folder: 'cluster/crds',
    definitions: [
      {
        apiVersion: 'apiextensions.crossplane.io/v2',
        kind: 'CompositeResourceDefinition',
        file: 'apiextensions.crossplane.io_compositeresourcedefinitions.yaml',
      },
      {
        apiVersion: 'apiextensions.crossplane.io/v1',
        kind: 'Composition',
        file: 'apiextensions.crossplane.io_compositions.yaml',
      },
      {
        apiVersion: 'pkg.crossplane.io/v1beta1',
        kind: 'DeploymentRuntimeConfig',
        file: 'pkg.crossplane.io_deploymentruntimeconfigs.yaml',
      },
      { apiVersion: 'pkg.crossplane.io/v1', kind: 'Function', file: 'pkg.crossplane.io_functions.yaml' },
      { apiVersion: 'protection.crossplane.io/v1beta1', kind: 'Usage', file: 'protection.crossplane.io_usages.yaml' },
    ],
  },
  {
    module: 'github.com/controlplaneio-fluxcd/flux-operator',
    version: 'v0.58.0',
    folder: 'config/data/flux/v2.8.8',
    definitions: [
      { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'GitRepository', file: 'source-controller.yaml' },
      { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'HelmRepository', file: 'source-controller.yaml' },
      { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'OCIRepository', file: 'source-controller.yaml' },
      { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', file: 'kustomize-controller.yaml' },
      { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', file: 'helm-controller.yaml' },
      { apiVersion: 'notification.toolkit.fluxcd.io/v1beta3', kind: 'Alert', file: 'notification-controller.yaml' },
      { apiVersion: 'notification.toolkit.fluxcd.io/v1beta3', kind: 'Provider', file: 'notification-controller.yaml' },
      { apiVersion: 'notification.toolkit.fluxcd.io/v1', kind: 'Receiver', file: 'notification-controller.yaml' },
    ],
  },
  {
    module: 'github.com/controlplaneio-fluxcd/flux-operator',
    version: 'v0.58.0',
    folder: 'config/crd/bases',
    definitions: [
      {
        apiVersion: 'fluxcd.controlplane.io/v1',
        kind: 'FluxInstance',
        file: 'fluxcd.controlplane.io_fluxinstances.yaml',
      },
    ],
  },
  {
    module: 'github.com/cloudnative-pg/cloudnative-pg',
    version: 'v1.28.0',
    folder: 'config/crd/bases',
    definitions: [
      { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', file: 'postgresql.cnpg.io_clusters.yaml' },
      {
        apiVersion: 'postgresql.cnpg.io/v1',
        kind: 'ScheduledBackup',
        file: 'postgresql.cnpg.io_scheduledbackups.yaml',
      },
    ],
  },
  {
    module: 'github.com/cloudnative-pg/plugin-barman-cloud',
    version: 'v0.15.0',
    folder: 'config/crd/bases',
    definitions: [
      { apiVersion: 'barmancloud.cnpg.io/v1', kind: 'ObjectStore', file: 'barmancloud.cnpg.io_objectstores.yaml' },
    ],
  },
  {
    module: 'github.com/open-policy-agent/gatekeeper/v3',
    version: 'v3.23.1',
    folder: 'charts/gatekeeper/crds',
    definitions: [
      {
        apiVersion: 'config.gatekeeper.sh/v1alpha1',
        kind: 'Config',
        file: 'config-customresourcedefinition.yaml',
      },
      {
        apiVersion: 'templates.gatekeeper.sh/v1',
        kind: 'ConstraintTemplate',
        file: 'constrainttemplate-customresourcedefinition.yaml',
      },
    ],
  },
  {
    module: 'github.com/external-secrets/external-secrets',
    version: 'v1.3.2',
    folder: 'config/crds/bases',
    definitions: [
      {
        apiVersion: 'external-secrets.io/v1',
        kind: 'ClusterSecretStore',
        file: 'external-secrets.io_clustersecretstores.yaml',
      },
      {
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        file: 'external-secrets.io_externalsecrets.yaml',
      },
    ],
  },
  {
    module: 'github.com/prometheus-operator/prometheus-operator',
    version: 'v0.87.1',
    folder: 'example/prometheus-operator-crd',
    definitions: [
      { apiVersion: 'monitoring.coreos.com/v1', kind: 'PodMonitor', file: 'monitoring.coreos.com_podmonitors.yaml' },
      {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'PrometheusRule',
        file: 'monitoring.coreos.com_prometheusrules.yaml',
      },
      {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'ServiceMonitor',
        file: 'monitoring.coreos.com_servicemonitors.yaml',
      },
    ],
  },
  {
    module: 'github.com/cert-manager/cert-manager',
    version: 'v1.19.2',
    folder: 'deploy/crds',
    definitions: [
      { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', file: 'cert-manager.io_certificates.yaml' },
      { apiVersion: 'cert-manager.io/v1', kind: 'ClusterIssuer', file: 'cert-manager.io_clusterissuers.yaml' },
    ],
  },
];

/** Where Kubernetes' own kinds come from; they get no TypeScript, as cdk8s-plus has it. */
export const KUBERNETES_MODULE = {
  module: 'k8s.io/kubernetes',
  version: 'v1.37.2',
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
