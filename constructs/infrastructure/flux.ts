import { Construct } from 'constructs';
import { FluxInstance } from '../../imports/fluxcd.controlplane.io';
import { fluxInstance } from '../flux/flux-instance';
import { FLUX_NAMESPACE } from '../flux/names';
import type { ChartVersion, Environment, PlatformSettings } from '../settings/settings';
import { HelmController } from './helm-controller';

export interface FluxOperatorProps {
  /** The chart, pinned. */
  readonly chart: ChartVersion;
}

/**
 * What makes Flux of a FluxInstance. Pulumi installed it before Flux was there; the release takes over what it finds, and
 * upgrades it from then on.
 */
export class FluxOperator extends Construct {
  constructor(scope: Construct, id: string, props: FluxOperatorProps) {
    super(scope, id);
    new HelmController(this, 'controller', { chart: props.chart, namespace: FLUX_NAMESPACE, values: {} });
  }
}

export interface FluxProps {
  readonly settings: PlatformSettings;
  readonly environment: Environment;
}

/** Flux itself, which Pulumi made once: a change of it is a change of `dist/`, as any. */
export class Flux extends Construct {
  constructor(scope: Construct, id: string, props: FluxProps) {
    super(scope, id);
    new FluxInstance(this, 'instance', fluxInstance(props.settings, props.environment));
  }
}
