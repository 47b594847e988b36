import * as record from '../../imports/charts/crossplane';
import type { ValuesOf } from './chart-values';
import type { ControllerDefinition } from './controller';
import { NAMESPACES } from './namespaces';
import { SPREAD_OVER_NODES } from './spread';

type Values = ValuesOf<typeof record.values>;

/**
 * Arguments of Crossplane's program: creating one app is more events in a second than the default takes for a loop, and
 * then waits five minutes.
 */
export const CROSSPLANE_ARGUMENTS = ['--circuit-breaker-burst=500'];

/** Makes composites into what they are composed of. @see https://docs.crossplane.io/latest/get-started/install/ */
export const crossplane: ControllerDefinition<Values> = {
  chart: 'crossplane',
  record,
  namespace: { name: NAMESPACES.crossplane },
  metrics: { matchLabels: { 'app.kubernetes.io/instance': 'crossplane' }, port: 'metrics' },
  budgets: { crossplane: { app: 'crossplane' }, 'crossplane-rbac-manager': { app: 'crossplane-rbac-manager' } },
  values: (replicas): Values => {
    // What the restricted level asks for beyond the chart's defaults.
    const podSecurityContext = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
    const securityContext = { capabilities: { drop: ['ALL'] } };
    return {
      replicas,
      // No providers: composites are made of native objects.
      provider: { defaultActivations: [] },
      args: CROSSPLANE_ARGUMENTS,
      metrics: { enabled: true },
      podSecurityContextCrossplane: podSecurityContext,
      securityContextCrossplane: securityContext,
      podSecurityContextRBACManager: podSecurityContext,
      securityContextRBACManager: securityContext,
      topologySpreadConstraints: SPREAD_OVER_NODES,
      rbacManager: { replicas, topologySpreadConstraints: SPREAD_OVER_NODES },
    };
  },
};
