import { IntOrString, KubePodDisruptionBudget } from 'cdk8s-plus-28/lib/imports/k8s';
import { Construct } from 'constructs';

/** Pods that go one after another. */
export interface OneAtATimeProps {
  readonly name: string;
  readonly namespace: string;
  /** Labels of the pods. */
  readonly matchLabels: Readonly<Record<string, string>>;
}

/**
 * Lets one pod at a time go while nodes are drained, so that a single one is free to move.
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 */
export class OneAtATime extends Construct {
  constructor(scope: Construct, id: string, { name, namespace, matchLabels }: OneAtATimeProps) {
    super(scope, id);
    new KubePodDisruptionBudget(this, 'budget', {
      metadata: { name, namespace },
      spec: { maxUnavailable: IntOrString.fromNumber(1), selector: { matchLabels } },
    });
  }
}
