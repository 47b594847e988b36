import type { NetworkPolicyPeer } from 'cdk8s-plus-28/lib/imports/k8s';

/**
 * Addresses of IPv4 that are not the internet's. Clouds give pods, nodes and machines addresses of all of them, those
 * for documentation and the reserved ones included.
 *
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry/
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips#enable_reserved_ip_ranges
 */
const NOT_THE_INTERNET = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10', // Carriers' networks; Alibaba's metadata is at 100.100.100.200.
  '127.0.0.0/8',
  '168.63.129.16/32', // Azure's platform, which has a machine's certificates and settings.
  '169.254.0.0/16', // Link-local: the metadata of most clouds, and caches of DNS.
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];

/**
 * The internet, and nothing of the cluster, the cloud's own network or its metadata.
 *
 * Of IPv6 it is what IANA gives out as global, so that unique local addresses (`fc00::/7`, AWS's and Google's metadata
 * among them), link-local and mapped ones are left out; and NAT64, by which a cluster of IPv6 alone reaches IPv4.
 *
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry/
 */
export const INTERNET: readonly NetworkPolicyPeer[] = [
  { ipBlock: { cidr: '0.0.0.0/0', except: NOT_THE_INTERNET } },
  // Protocols' own, for documentation, and 6to4, which holds any address of IPv4.
  { ipBlock: { cidr: '2000::/3', except: ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'] } },
  { ipBlock: { cidr: '64:ff9b::/96', except: NOT_THE_INTERNET.map(nat64Of) } },
];

/** Addresses of IPv4 as NAT64 has them. @see https://www.rfc-editor.org/rfc/rfc6052#section-2.1 */
function nat64Of(cidr: string): string {
  const [address, bits] = cidr.split('/') as [string, string];
  const [a, b, c, d] = address.split('.').map(Number) as [number, number, number, number];
  const [high, low] = [a * 256 + b, c * 256 + d].map((group) => group.toString(16));
  const last = high !== '0' ? `${high}:${low}` : low !== '0' ? low : '';
  return `64:ff9b::${last}/${96 + Number(bits)}`;
}
