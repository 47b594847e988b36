import { Construct } from 'constructs';
import {
  Kustomization,
  KustomizationSpecDeletionPolicy,
  KustomizationSpecSourceRefKind,
} from '../../imports/kustomize.toolkit.fluxcd.io';
import type { HealthCheckExpressions } from './health';
import { FLUX_NAMESPACE, PLATFORM_APPLIER, PLATFORM_SOURCE } from './names';

export interface PlatformKustomizationProps {
  readonly name: string;
  /** Folder of the platform repository, from its root: `./dist/…`. */
  readonly path: string;
  /** Kustomizations that have to be ready first. @default - none */
  readonly dependsOn?: readonly PlatformKustomization[];
  /** How long applying and waiting may take: as long, a fix may have to wait. */
  readonly timeout: string;
  /** Whether it waits until all that it applied is healthy. @default true */
  readonly wait?: boolean;
  /** Whether it deletes what is gone from the folder. @default true */
  readonly prune?: boolean;
  /** When a kind is healthy that has no `Ready` condition. @default - as kstatus says */
  readonly health?: readonly HealthCheckExpressions[];
}

/** Applies a folder of the platform repository, as the platform itself. */
export class PlatformKustomization extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: PlatformKustomizationProps) {
    super(scope, id);
    this.name = props.name;
    const { path, timeout, dependsOn = [], wait = true, prune = true, health = [] } = props;
    new Kustomization(this, 'kustomization', {
      metadata: { name: this.name, namespace: FLUX_NAMESPACE },
      spec: {
        sourceRef: { kind: KustomizationSpecSourceRefKind.GIT_REPOSITORY, name: PLATFORM_SOURCE },
        path,
        serviceAccountName: PLATFORM_APPLIER,
        ...(dependsOn.length > 0 && { dependsOn: dependsOn.map(({ name }) => ({ name })) }),
        interval: '10m',
        retryInterval: '1m',
        timeout,
        wait,
        prune,
        // What it applied outlives it: a file that is missing from `dist/clusters` must not empty the cluster.
        deletionPolicy: KustomizationSpecDeletionPolicy.ORPHAN,
        ...(health.length > 0 && { healthCheckExprs: [...health] }),
      },
    });
  }
}
