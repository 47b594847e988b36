import { conditionHealth, type HealthCheckExpressions } from '../../constructs/flux/health';
import type { RolloutState } from './rollout-states';

/** Expressions as the platform uses them for a package: both conditions have to hold. */
export const PACKAGE_HEALTH: HealthCheckExpressions = conditionHealth({
  apiVersion: 'pkg.crossplane.io/v1',
  kind: 'Function',
  conditions: ['Installed', 'Healthy'],
});

const INSTALLED = { type: 'Installed', status: 'True', observedGeneration: 2 };
const HEALTHY = { type: 'Healthy', status: 'True', observedGeneration: 2 };

function packageWith(status?: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return {
    apiVersion: 'pkg.crossplane.io/v1',
    kind: 'Function',
    metadata: { name: 'function-cel-filter', generation: 2 },
    spec: { package: 'xpkg.crossplane.io/crossplane-contrib/function-cel-filter:v0.2.0' },
    ...(status === undefined ? {} : { status }),
  };
}

/** Every state that the gate on a package has to tell apart, by name. */
export const PACKAGE_STATES: Readonly<Record<string, RolloutState>> = {
  'new-without-status': { expected: 'Unknown', object: packageWith() },
  'new-with-empty-status': { expected: 'InProgress', object: packageWith({}) },
  'installed-not-healthy': { expected: 'InProgress', object: packageWith({ conditions: [INSTALLED] }) },
  'healthy-not-installed': { expected: 'InProgress', object: packageWith({ conditions: [HEALTHY] }) },
  unhealthy: {
    expected: 'InProgress',
    object: packageWith({ conditions: [INSTALLED, { ...HEALTHY, status: 'False' }] }),
  },
  stale: {
    expected: 'InProgress',
    object: packageWith({ conditions: [INSTALLED, { ...HEALTHY, observedGeneration: 1 }] }),
  },
  healthy: { expected: 'Current', object: packageWith({ conditions: [INSTALLED, HEALTHY] }) },
};
