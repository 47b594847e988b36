import { IntOrString, type NetworkPolicyPeer, type NetworkPolicyPort } from 'cdk8s-plus-28/lib/imports/k8s';

/** Ports that are reached over TCP. */
export function tcp(...ports: number[]): NetworkPolicyPort[] {
  return ports.map((port) => ({ protocol: 'TCP', port: IntOrString.fromNumber(port) }));
}

/** Ports that are reached over UDP. */
export function udp(...ports: number[]): NetworkPolicyPort[] {
  return ports.map((port) => ({ protocol: 'UDP', port: IntOrString.fromNumber(port) }));
}

/** Every pod of a namespace. */
export function namespace(name: string): NetworkPolicyPeer {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } };
}

/** One address, of IPv4 or IPv6. */
export function address(ip: string): NetworkPolicyPeer {
  return { ipBlock: { cidr: `${ip}/${ip.includes(':') ? 128 : 32}` } };
}
