import { Construct } from 'constructs';
import type { Environment } from '../settings/settings';
import { conditionHealth } from './health';
import type { CLUSTER_KUSTOMIZATIONS } from './names';
import { PlatformKustomization, type PlatformKustomizationProps } from './platform-kustomization';

export interface ClusterProps {
  /** Environment whose cluster this is. */
  readonly environment: Environment;
}

type Name = (typeof CLUSTER_KUSTOMIZATIONS)[number];

/** Folder, from the root of the platform repository, that one of a cluster's Kustomizations applies. */
export function folderOf(name: Name, environment: Environment): string {
  switch (name) {
    case 'infrastructure-controllers':
      return `dist/infrastructure/${environment}/controllers`;
    case 'infrastructure-configs':
      return `dist/infrastructure/${environment}/configs`;
    case 'platform-definitions':
      return 'dist/platform/definitions';
    case 'platform-compositions':
      return 'dist/platform/compositions';
    case 'tenants':
      return `dist/tenants/${environment}`;
  }
}

/** When the kinds of the platform are healthy that kstatus knows too little of. */
const HEALTH = {
  composite: conditionHealth({
    apiVersion: 'apiextensions.crossplane.io/v2',
    kind: 'CompositeResourceDefinition',
    conditions: ['Established'],
  }),
  function: conditionHealth({
    apiVersion: 'pkg.crossplane.io/v1',
    kind: 'Function',
    conditions: ['Installed', 'Healthy'],
  }),
  // While it has no status, kstatus takes it for ready.
  issuer: conditionHealth({ apiVersion: 'cert-manager.io/v1', kind: 'ClusterIssuer', conditions: ['Ready'] }),
};

/**
 * What a cluster's Flux applies, in the order in which it can be: one unknown kind fails all that is applied with it,
 * so definitions come first, in Kustomizations of their own.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies
 */
export class Cluster extends Construct {
  constructor(scope: Construct, id: string, props: ClusterProps) {
    super(scope, id);
    const kustomization = (name: Name, options: Omit<PlatformKustomizationProps, 'name' | 'path'>) =>
      new PlatformKustomization(this, name, { name, path: `./${folderOf(name, props.environment)}`, ...options });

    const controllers = kustomization('infrastructure-controllers', { timeout: '5m' });
    const configs = kustomization('infrastructure-configs', {
      dependsOn: [controllers],
      timeout: '3m',
      health: [HEALTH.function, HEALTH.issuer],
    });
    const definitions = kustomization('platform-definitions', {
      dependsOn: [configs],
      timeout: '1m',
      // A definition that is deleted takes every composite with it, and their databases: that is done by hand.
      prune: false,
      health: [HEALTH.composite],
    });
    const compositions = kustomization('platform-compositions', { dependsOn: [definitions], timeout: '1m' });
    kustomization('tenants', {
      dependsOn: [compositions],
      timeout: '1m',
      // An app that is not healthy is its team's to mend: it must not hold up the others.
      wait: false,
    });
  }
}
