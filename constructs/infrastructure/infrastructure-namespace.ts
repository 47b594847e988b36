import { KubeNamespace } from 'cdk8s-plus-28/lib/imports/k8s';
import { Construct } from 'constructs';
import { NEVER_PRUNED } from '../flux/names';
import { type PodSecurityLevel, podSecurityLabels } from '../kubernetes/pod-security';
import type { InfrastructureNamespaceName } from './namespaces';

export interface InfrastructureNamespaceProps {
  readonly name: InfrastructureNamespaceName;
  /** Kubernetes version whose pod security rules hold. */
  readonly kubernetes: string;
  /** @default 'restricted' */
  readonly podSecurity?: PodSecurityLevel;
  /** @default - none but those of pod security */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A namespace for controllers. It is never pruned: deleting it would take all that its controllers hold with it. */
export class InfrastructureNamespace extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: InfrastructureNamespaceProps) {
    super(scope, id);
    this.name = props.name;
    new KubeNamespace(this, 'namespace', {
      metadata: {
        name: props.name,
        labels: { ...podSecurityLabels(props.podSecurity ?? 'restricted', props.kubernetes), ...props.labels },
        annotations: NEVER_PRUNED,
      },
    });
  }
}
