import {
  type FluxInstanceProps,
  FluxInstanceSpecClusterSize,
  FluxInstanceSpecClusterType,
  FluxInstanceSpecComponents,
  FluxInstanceSpecSyncKind,
  FluxInstanceSpecSyncProvider,
} from '../../imports/fluxcd.controlplane.io';
import type { Environment, GitRef, PlatformSettings } from '../settings/settings';
import {
  CANCEL_HEALTH_CHECK,
  FLUX_INSTANCE,
  FLUX_NAMESPACE,
  GITHUB_CREDENTIAL,
  NEVER_PRUNED,
  PLATFORM_SOURCE,
} from './names';

const SIZES = {
  small: FluxInstanceSpecClusterSize.SMALL,
  medium: FluxInstanceSpecClusterSize.MEDIUM,
  large: FluxInstanceSpecClusterSize.LARGE,
} as const;

/**
 * A cluster's Flux: the controllers in use, locked down for many tenants, following `dist/clusters/<env>` of the
 * platform repository. Pulumi makes it once; from then on it is one of the files that Flux applies, as everything is.
 *
 * @see https://fluxcd.control-plane.io/operator/fluxinstance/
 */
export function fluxInstance(settings: PlatformSettings, environment: Environment): FluxInstanceProps {
  const { organization, repository, versions, environments } = settings;
  const { platformRef, pollInterval, fluxSize } = environments[environment];
  return {
    // To delete it is to uninstall Flux: no slip in Git may do that.
    metadata: { name: FLUX_INSTANCE, namespace: FLUX_NAMESPACE, annotations: NEVER_PRUNED },
    spec: {
      distribution: { version: versions.flux, registry: 'ghcr.io/fluxcd' },
      components: [
        FluxInstanceSpecComponents.SOURCE_HYPHEN_CONTROLLER,
        FluxInstanceSpecComponents.KUSTOMIZE_HYPHEN_CONTROLLER,
        FluxInstanceSpecComponents.HELM_HYPHEN_CONTROLLER,
        FluxInstanceSpecComponents.NOTIFICATION_HYPHEN_CONTROLLER,
      ],
      cluster: {
        type: FluxInstanceSpecClusterType.KUBERNETES,
        size: SIZES[fluxSize],
        multitenant: true,
        tenantDefaultServiceAccount: 'default',
        networkPolicy: true,
      },
      sync: {
        kind: FluxInstanceSpecSyncKind.GIT_REPOSITORY,
        name: PLATFORM_SOURCE,
        provider: FluxInstanceSpecSyncProvider.GITHUB,
        url: `https://github.com/${organization}/${repository}`,
        ref: 'branch' in platformRef ? `refs/heads/${platformRef.branch}` : 'refs/heads/main',
        path: `dist/clusters/${environment}`,
        pullSecret: GITHUB_CREDENTIAL,
        interval: pollInterval,
      },
      kustomize: { patches: [cancelHealthChecks(), ...('semver' in platformRef ? [followTags(platformRef)] : [])] },
    },
  };
}

/** The instance has no field of its own for what a controller is started with. */
function cancelHealthChecks() {
  return {
    target: { kind: 'Deployment', name: '(kustomize-controller|helm-controller)' },
    patch: JSON.stringify([{ op: 'add', path: '/spec/template/spec/containers/0/args/-', value: CANCEL_HEALTH_CHECK }]),
  };
}

/** The instance's own `sync.ref` takes one name; a range of versions is set on the source that it makes. */
function followTags(ref: Extract<GitRef, { semver: string }>) {
  return {
    target: { kind: 'GitRepository', name: PLATFORM_SOURCE },
    patch: JSON.stringify([{ op: 'replace', path: '/spec/ref', value: ref }]),
  };
}
