import { Construct } from 'constructs';
import type { PodSecurityLevel } from '../kubernetes/pod-security';
import type { ChartName, PlatformSettings } from '../settings/settings';
import type { ChartRecord } from './chart-values';
import { HelmController } from './helm-controller';
import { InfrastructureNamespace } from './infrastructure-namespace';
import type { InfrastructureNamespaceName } from './namespaces';
import { OneAtATime } from './one-at-a-time';

/** Where a controller's pods serve metrics. */
export interface PodMetrics {
  /** Labels that all of the controller's pods carry. */
  readonly matchLabels: Readonly<Record<string, string>>;
  /** Name of the container port. */
  readonly port: string;
}

/** A namespace that a controller brings, or the name of one that is there already. */
export type ControllerNamespace =
  | string
  | {
      readonly name: InfrastructureNamespaceName;
      /** @default 'restricted' */
      readonly podSecurity?: PodSecurityLevel;
      /** @default - none but those of pod security */
      readonly labels?: Readonly<Record<string, string>>;
    };

/** An infrastructure controller: what its chart is told, and what others need to know of its pods. */
export interface ControllerDefinition<Values extends object = object> {
  /** The chart, by its name in the settings. */
  readonly chart: ChartName;
  /** What `imports/charts` holds of the chart. */
  readonly record: ChartRecord;
  readonly namespace: ControllerNamespace;
  /** The chart's values, where what elects a leader or keeps no state has as many replicas. */
  readonly values: (replicas: number) => Values;
  /** @default - it tells nothing of itself, or has monitors of its own */
  readonly metrics?: PodMetrics;
  /**
   * Pods that go one at a time, where the chart has no value for that: their labels, by the budget's name.
   * @default - none
   */
  readonly budgets?: Readonly<Record<string, PodMetrics['matchLabels']>>;
  /** Controllers that have to be ready first. @default - none */
  readonly dependsOn?: readonly ControllerDefinition[];
}

/** What a controller is installed with. */
export interface ControllerProps {
  readonly controller: ControllerDefinition;
  /** The pinned versions: the chart's, and that of Kubernetes, whose pod security rules hold. */
  readonly versions: Pick<PlatformSettings['versions'], 'charts' | 'kubernetes'>;
  /** Replicas of what elects a leader or keeps no state. */
  readonly replicas: number;
}

/** Name of the namespace that a controller's release goes into. */
export function namespaceOf({ namespace }: ControllerDefinition): string {
  return typeof namespace === 'string' ? namespace : namespace.name;
}

/** An infrastructure controller: its namespace, if that is its own, and its release from a pinned chart. */
export class Controller extends Construct {
  constructor(scope: Construct, id: string, props: ControllerProps) {
    super(scope, id);
    const { controller, versions, replicas } = props;
    const { charts, kubernetes } = versions;
    const namespace = namespaceOf(controller);
    if (typeof controller.namespace !== 'string') {
      new InfrastructureNamespace(this, 'namespace', { ...controller.namespace, kubernetes });
    }
    new HelmController(this, 'controller', {
      chart: charts[controller.chart],
      record: controller.record,
      namespace,
      values: controller.values(replicas),
      dependsOn: (controller.dependsOn ?? []).map(({ chart }) => charts[chart].chart),
    });
    for (const [name, matchLabels] of Object.entries(controller.budgets ?? {})) {
      new OneAtATime(this, `${name}-budget`, { name, namespace, matchLabels });
    }
  }
}
