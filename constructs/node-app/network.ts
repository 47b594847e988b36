import { KubeNetworkPolicy, type NetworkPolicyPeer } from 'cdk8s-plus-28/lib/imports/k8s';
import { Construct } from 'constructs';
import type { Component } from './component';
import { labelsOf } from './labels';
import type { NodeDevelopment } from './node-development';
import { namespace, tcp } from './policy-peers';

/** Namespaces of the controllers that reach into the apps'. */
export interface NetworkNamespaces {
  readonly ingress: string;
  readonly monitoring: string;
  readonly databaseOperator: string;
}

type PolicySpec = NonNullable<NonNullable<ConstructorParameters<typeof KubeNetworkPolicy>[2]>['spec']>;

/**
 * Who may talk to whom: nobody, but whom each component lets in. What differs from cluster to cluster, as who resolves
 * names, is a ClusterNetwork's.
 */
export class Network extends Construct {
  constructor(
    private readonly composition: NodeDevelopment,
    id: string,
    private readonly components: readonly Component[],
  ) {
    super(composition, id);
    const { composite } = composition;
    const ofTheApp = { 'app.kubernetes.io/instance': composite.metadata.name };
    this.policy('default-deny', ofTheApp, { policyTypes: ['Ingress', 'Egress'] });
    for (const component of components) {
      composition.whereEnabled(component.node.id, () => {
        this.policy(component.node.id, component.network.pods, {
          policyTypes: ['Ingress', 'Egress'],
          ingress: this.ingressOf(component),
          egress: this.egressOf(component),
        });
      });
    }
    for (const { network } of components) {
      for (const [name, { condition, egress }] of Object.entries(network.egressWhere ?? {})) {
        composition.when(condition, () => this.policy(name, network.pods, { policyTypes: ['Egress'], egress }));
      }
    }
    composition.when(composite.spec.monitoring, () => {
      const from = [namespace(composition.surroundings.namespaces.monitoring)];
      const ports = tcp(...components.flatMap(({ metrics }) => metrics?.portNumber ?? []));
      this.policy('monitoring', ofTheApp, { policyTypes: ['Ingress'], ingress: [{ from, ports }] });
    });
  }

  private ingressOf({ network }: Component): NonNullable<PolicySpec['ingress']> {
    const { namespaces } = this.composition.surroundings;
    return network.ingress.map(({ from, ports }) => ({
      from: ['component' in from ? this.podsOf(from.component) : namespace(namespaces[from.namespace])],
      ports: tcp(...ports),
    }));
  }

  /** To whoever lets it in, and to what it asks for itself. */
  private egressOf({ node, network }: Component): NonNullable<PolicySpec['egress']> {
    const others = this.components.flatMap((other) =>
      other.network.ingress
        .filter(({ from }) => 'component' in from && from.component === node.id)
        .map(({ ports }) => ({ to: [this.podsOf(other.node.id)], ports: tcp(...ports) })),
    );
    return [...others, ...(network.egress ?? [])];
  }

  private podsOf(name: string): NetworkPolicyPeer {
    const component = this.components.find(({ node }) => node.id === name);
    if (!component) throw new Error(`${this.node.path}: ${name} is no component`);
    return { podSelector: { matchLabels: { ...component.network.pods } } };
  }

  private policy(
    id: string,
    matchLabels: Readonly<Record<string, string>>,
    spec: Omit<PolicySpec, 'podSelector'>,
  ): void {
    const labels = this.composition.labelsFor('network');
    new KubeNetworkPolicy(this, id, {
      metadata: { name: `${labels.app}-${id}`, labels: labelsOf(labels) },
      spec: { podSelector: { matchLabels: { ...matchLabels } }, ...spec },
    });
  }
}
