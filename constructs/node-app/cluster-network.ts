import { KubeNetworkPolicy, type NetworkPolicyPeer, type NetworkPolicyPort } from 'cdk8s-plus-28/lib/imports/k8s';
import { Construct } from 'constructs';
import type { CloudIdentity, DnsResolver, EnvironmentSettings } from '../settings/settings';
import { Database } from './database';
import { address, namespace, tcp, udp } from './policy-peers';

export interface ClusterNetworkProps {
  /** Name of the app. */
  readonly app: string;
  /** Namespace of the app in this cluster. */
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Of each policy. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
  readonly environment: Pick<EnvironmentSettings, 'dns' | 'identity'>;
}

/** Where each resolver is found by pods, to which a policy may apply before or after the cluster has redirected them. */
const RESOLVERS: Readonly<Record<DnsResolver, readonly NetworkPolicyPeer[]>> = {
  'kube-dns': [systemPods('kube-dns')],
  'node-local-dns': [systemPods('node-local-dns'), address('169.254.20.10')],
  'gke-cloud-dns': [address('169.254.169.254')],
  'aks-local-dns': [address('169.254.10.10'), address('169.254.10.11')],
};

type Endpoint = readonly [peers: readonly NetworkPolicyPeer[], ports: NetworkPolicyPort[]];

/** Where each cloud gives pods their identity. */
const IDENTITIES: Readonly<Record<CloudIdentity, readonly Endpoint[]>> = {
  'eks-pod-identity': [[[address('169.254.170.23'), address('fd00:ec2::23')], tcp(80)]],
  'gke-metadata': [
    [[address('169.254.169.254')], tcp(80, 8080)], // With Dataplane V2.
    [[address('169.254.169.252')], tcp(987, 988)], // Without it.
  ],
};

/**
 * What an app's pods may reach because of the cluster that they run in: its resolvers of names, and for the database
 * the cloud's identity. The Composition is the same in every cluster, and so opens neither.
 */
export class ClusterNetwork extends Construct {
  constructor(scope: Construct, id: string, props: ClusterNetworkProps) {
    super(scope, id);
    const { dns = ['kube-dns'], identity } = props.environment;
    // Of every pod, the operator's jobs and what has no policy of its own included: that may reach nothing else then.
    this.policy(props, 'dns', undefined, [[dns.flatMap(resolverOf), [...udp(53), ...tcp(53)]]]);
    if (identity === undefined) return;
    // Of the database's pods alone: with the identity anything in the object store can be read.
    this.policy(props, 'identity', { 'cnpg.io/cluster': Database.nameOf(props.app) }, IDENTITIES[identity]);
  }

  private policy(
    { namespace, labels, annotations }: ClusterNetworkProps,
    name: string,
    matchLabels: Record<string, string> | undefined,
    endpoints: readonly Endpoint[],
  ): void {
    new KubeNetworkPolicy(this, name, {
      metadata: {
        name,
        namespace,
        labels: { ...labels },
        ...(annotations && { annotations: { ...annotations } }),
      },
      spec: {
        podSelector: matchLabels ? { matchLabels } : {},
        policyTypes: ['Egress'],
        egress: endpoints.map(([to, ports]) => ({ to: [...to], ports })),
      },
    });
  }
}

/** A resolver by its name, or by its address. */
function resolverOf(resolver: string): readonly NetworkPolicyPeer[] {
  return Object.hasOwn(RESOLVERS, resolver) ? RESOLVERS[resolver as DnsResolver] : [address(resolver)];
}

function systemPods(name: string): NetworkPolicyPeer {
  return { ...namespace('kube-system'), podSelector: { matchLabels: { 'k8s-app': name } } };
}
