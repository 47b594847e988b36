import { Construct } from 'constructs';
import {
  DeploymentRuntimeConfig,
  Function as FunctionPackage,
  DeploymentRuntimeConfigSpecDeploymentTemplateSpecTemplateSpecContainersResourcesLimits as Limit,
  DeploymentRuntimeConfigSpecDeploymentTemplateSpecTemplateSpecContainersResourcesRequests as Request,
} from '../../imports/pkg.crossplane.io';
import type { FunctionVersion } from '../settings/settings';
import { NAMESPACES } from './namespaces';
import { OneAtATime } from './one-at-a-time';
import { SPREAD_OVER_NODES } from './spread';

export interface FunctionsProps {
  /** The functions that Compositions call, pinned. */
  readonly functions: readonly FunctionVersion[];
  /** Pods of each; Crossplane spreads its calls over them. */
  readonly replicas: number;
}

/** Name of an installed function, as a Composition refers to it: the last part of its package. */
export function functionName(version: FunctionVersion): string {
  return version.package.slice(version.package.lastIndexOf('/') + 1);
}

const RUNTIME_CONFIG = 'restricted';
/** The user that Crossplane itself would choose. */
const USER = 2000;

/** The functions, in pods that pass pod security `restricted`. @see https://docs.crossplane.io/latest/packages/functions/ */
export class Functions extends Construct {
  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id);
    new DeploymentRuntimeConfig(this, 'runtime-config', {
      metadata: { name: RUNTIME_CONFIG },
      spec: {
        deploymentTemplate: {
          spec: {
            replicas: props.replicas,
            selector: {},
            template: {
              spec: {
                // A function answers Crossplane and asks the API server nothing.
                automountServiceAccountToken: false,
                securityContext: {
                  runAsNonRoot: true,
                  runAsUser: USER,
                  runAsGroup: USER,
                  seccompProfile: { type: 'RuntimeDefault' },
                },
                topologySpreadConstraints: [...SPREAD_OVER_NODES],
                containers: [
                  {
                    name: 'package-runtime',
                    securityContext: {
                      allowPrivilegeEscalation: false,
                      capabilities: { drop: ['ALL'] },
                      readOnlyRootFilesystem: true,
                    },
                    resources: {
                      requests: { cpu: Request.fromString('50m'), memory: Request.fromString('64Mi') },
                      limits: { memory: Limit.fromString('256Mi') },
                    },
                  },
                ],
              },
            },
          },
        },
      },
    });
    for (const version of props.functions) {
      const name = functionName(version);
      new FunctionPackage(this, name, {
        metadata: { name },
        spec: {
          package: `${version.package}:${version.version}`,
          runtimeConfigRef: { name: RUNTIME_CONFIG },
        },
      });
      new OneAtATime(this, `${name}-budget`, {
        name,
        namespace: NAMESPACES.crossplane,
        // Crossplane labels the pods of a function so.
        matchLabels: { 'pkg.crossplane.io/function': name },
      });
    }
  }
}
