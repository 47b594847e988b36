import { Construct } from 'constructs';
import * as record from '../../imports/charts/flux-operator';
import { FluxInstance } from '../../imports/fluxcd.controlplane.io';
import { fluxInstance } from '../flux/flux-instance';
import { FLUX_NAMESPACE } from '../flux/names';
import type { Environment, PlatformSettings } from '../settings/settings';
import type { ValuesOf } from './chart-values';
import type { ControllerDefinition } from './controller';

type Values = ValuesOf<typeof record.values>;

/**
 * What makes Flux of a FluxInstance. Pulumi installed it before Flux was there, with the same values; the release takes over
 * what it finds, and upgrades it from then on.
 */
export const fluxOperator: ControllerDefinition<Values> = {
  chart: 'fluxOperator',
  record,
  namespace: FLUX_NAMESPACE,
  metrics: { matchLabels: { 'app.kubernetes.io/name': 'flux-operator' }, port: 'http-metrics' },
  // Its web page knows no sign-in, and shows every app to all that reach it.
  values: (): Values => ({ web: { enabled: false } }),
};

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
