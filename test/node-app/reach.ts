import { BlockList, isIP } from 'node:net';
import type { KubernetesObject } from '../objects';

type Labels = Readonly<Record<string, string>>;

/** A pod, as far as network policies look at it. */
export interface Pod {
  readonly namespace: string;
  readonly labels: Labels;
}

/** Who is talked to: a pod, or an address that is no pod's. */
export type Party = Pod | string;

/** One direction of a connection, at the port that is called. */
export interface Call {
  readonly from: Party;
  readonly to: Party;
  readonly port: number;
  /** @default 'TCP' */
  readonly protocol?: 'TCP' | 'UDP';
}

interface Peer {
  readonly podSelector?: { readonly matchLabels?: Labels };
  readonly namespaceSelector?: { readonly matchLabels?: Labels };
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly { readonly port: number; readonly protocol: string }[];
}

/**
 * Whether the policies of one namespace let a call through, out of it and into it. Pods of other namespaces may do
 * anything; an address is matched by blocks alone, as it is no pod's.
 *
 * @param namespace the namespace of all of the policies
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function reaches(policies: readonly KubernetesObject[], namespace: string, call: Call): boolean {
  const allows = (direction: 'Ingress' | 'Egress', pod: Party, other: Party) => {
    if (typeof pod === 'string' || pod.namespace !== namespace) return true;
    const selecting = policies.filter(
      ({ spec }) => spec.policyTypes.includes(direction) && matches(spec.podSelector, pod.labels),
    );
    if (selecting.length === 0) return true;
    return selecting.some(({ spec }) =>
      ((direction === 'Ingress' ? spec.ingress : spec.egress) ?? []).some(
        ({ from, to, ports }: Rule) =>
          ((direction === 'Ingress' ? from : to)?.some((peer) => isPeer(peer, other, namespace)) ?? true) &&
          (ports?.some(({ port, protocol }) => port === call.port && protocol === (call.protocol ?? 'TCP')) ?? true),
      ),
    );
  };
  return allows('Egress', call.from, call.to) && allows('Ingress', call.to, call.from);
}

function matches(selector: { readonly matchLabels?: Labels } | undefined, labels: Labels): boolean {
  return Object.entries(selector?.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
}

/** A peer without a namespace selector is in the policy's own namespace. */
function isPeer({ ipBlock, namespaceSelector, podSelector }: Peer, party: Party, namespace: string): boolean {
  if (typeof party === 'string') {
    return ipBlock !== undefined && within(ipBlock.cidr, party) && !ipBlock.except?.some((one) => within(one, party));
  }
  if (ipBlock) return false;
  const inNamespace = namespaceSelector
    ? matches(namespaceSelector, { 'kubernetes.io/metadata.name': party.namespace })
    : party.namespace === namespace;
  return inNamespace && matches(podSelector, party.labels);
}

/** Whether an address lies in a block, both of IPv4 or both of IPv6. */
export function within(cidr: string, address: string): boolean {
  const [first, bits] = cidr.split('/') as [string, string];
  if (isIP(first) !== isIP(address)) return false;
  const family = isIP(first) === 6 ? 'ipv6' : 'ipv4';
  const block = new BlockList();
  block.addSubnet(first, Number(bits), family);
  return block.check(address, family);
}
