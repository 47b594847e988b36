import { CustomResource } from '@pulumi/kubernetes/apiextensions/customResource';
import { Namespace } from '@pulumi/kubernetes/core/v1/namespace';
import { Secret } from '@pulumi/kubernetes/core/v1/secret';
import { Chart } from '@pulumi/kubernetes/helm/v4/chart';
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  output,
  type ResourceTransform,
} from '@pulumi/pulumi';
import { fluxInstance } from '../../constructs/flux/flux-instance';
import { FLUX_INSTANCE, FLUX_NAMESPACE, GITHUB_CREDENTIAL } from '../../constructs/flux/names';
import { fluxOperator } from '../../constructs/infrastructure/flux';
import { podSecurityLabels } from '../../constructs/kubernetes/pod-security';
import type { Environment, PlatformSettings } from '../../constructs/settings/settings';
import { FluxInstance } from '../../imports/fluxcd.controlplane.io';
import type { OperatorChart } from './operator-chart';

/** The credentials of a GitHub App, as Flux reads them. @see https://fluxcd.io/flux/components/source/gitrepositories/#github */
export interface GitHubApp {
  readonly githubAppID: Input<string>;
  readonly githubAppInstallationID: Input<string>;
  /** PEM. */
  readonly githubAppPrivateKey: Input<string>;
}

/** What a cluster is begun with. */
export interface BootstrapProps {
  readonly environment: Environment;
  readonly settings: PlatformSettings;
  readonly app: GitHubApp;
  readonly operator: OperatorChart;
}

/**
 * What an empty cluster needs to run itself. Whatever becomes of the stack, nothing of it is deleted in the cluster.
 *
 * Namespace and credentials are Pulumi's, as Flux has none of them. Operator and instance are only begun: once
 * they are there, `dist/` says what they are, and Pulumi changes neither.
 */
export class Bootstrap extends ComponentResource {
  constructor(name: string, props: BootstrapProps, options: ComponentResourceOptions) {
    super('platform:flux:Bootstrap', name, {}, options);
    const { environment, settings, app, operator } = props;
    const kept = { parent: this, retainOnDelete: true } as const;

    const namespace = new Namespace(
      FLUX_NAMESPACE,
      { metadata: { name: FLUX_NAMESPACE, labels: podSecurityLabels('restricted', settings.versions.kubernetes) } },
      kept,
    );
    const within = { ...kept, dependsOn: [namespace] };
    const credential = new Secret(
      GITHUB_CREDENTIAL,
      { metadata: metadataOf(GITHUB_CREDENTIAL), type: 'Opaque', data: encoded(app) },
      within,
    );
    const chart = new Chart(
      'flux-operator',
      { ...operator, namespace: FLUX_NAMESPACE, values: fluxOperator.values(1) },
      { ...within, transforms: [begun] },
    );
    const { apiVersion, kind, metadata, spec } = FluxInstance.manifest(fluxInstance(settings, environment));
    new CustomResource(
      FLUX_INSTANCE,
      { apiVersion, kind, metadata, spec },
      { ...kept, dependsOn: [chart, credential], ignoreChanges: ['*'] },
    );
    this.registerOutputs({});
  }
}

/** What Pulumi makes, and from then on neither changes nor deletes. */
const begun: ResourceTransform = ({ props, opts }) => ({
  props,
  opts: { ...opts, retainOnDelete: true, ignoreChanges: ['*'] },
});

/** Of an object that is Pulumi's alone: whoever edited it by hand is overruled. */
function metadataOf(name: string) {
  return { name, namespace: FLUX_NAMESPACE, annotations: { 'pulumi.com/patchForce': 'true' } };
}

/** The values as a Secret holds them. */
function encoded(app: GitHubApp): Record<string, Input<string>> {
  return Object.fromEntries(
    Object.entries(app).map(([key, value]) => [
      key,
      output(value as Input<string>).apply((text) => Buffer.from(text).toString('base64')),
    ]),
  );
}
