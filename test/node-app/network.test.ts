import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { KubernetesObject } from '../objects';
import { compose, EVERYTHING } from '../shop';

interface Pod {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

type Labels = Readonly<Record<string, string>>;
interface Peer {
  readonly podSelector?: { readonly matchLabels?: Labels };
  readonly namespaceSelector?: { readonly matchLabels?: Labels };
  readonly ipBlock?: unknown;
}
interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly { readonly port: number; readonly protocol: string }[];
}

const NAMESPACE = 'shop-dev';
const pods: Readonly<Record<string, Pod>> = {
  frontend: {
    namespace: NAMESPACE,
    labels: { 'app.kubernetes.io/instance': 'shop', 'app.kubernetes.io/component': 'frontend' },
  },
  backend: {
    namespace: NAMESPACE,
    labels: { 'app.kubernetes.io/instance': 'shop', 'app.kubernetes.io/component': 'backend' },
  },
  database: {
    namespace: NAMESPACE,
    labels: {
      'app.kubernetes.io/instance': 'shop',
      'app.kubernetes.io/component': 'database',
      'cnpg.io/cluster': 'shop-db',
    },
  },
  neighbour: {
    namespace: 'other-dev',
    labels: { 'app.kubernetes.io/instance': 'other', 'app.kubernetes.io/component': 'frontend' },
  },
  ingress: { namespace: 'traefik', labels: {} },
  prometheus: { namespace: 'monitoring', labels: {} },
  operator: { namespace: 'cnpg-system', labels: {} },
  dns: { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
};

const matches = (selector: { readonly matchLabels?: Labels } | undefined, labels: Labels) =>
  Object.entries(selector?.matchLabels ?? {}).every(([key, value]) => labels[key] === value);

/** A peer without a namespace selector is in the policy's own namespace. */
function isPeer(peer: Peer, pod: Pod): boolean {
  if (peer.ipBlock) return false;
  const inNamespace = peer.namespaceSelector
    ? matches(peer.namespaceSelector, { 'kubernetes.io/metadata.name': pod.namespace })
    : pod.namespace === NAMESPACE;
  return inNamespace && matches(peer.podSelector, pod.labels);
}

/** Whether the policies of a namespace let a pod in it talk, or be talked to. @see https://kubernetes.io/docs/concepts/services-networking/network-policies/ */
function allows(
  policies: readonly KubernetesObject[],
  direction: 'Ingress' | 'Egress',
  pod: Pod,
  other: Pod,
  port: number,
): boolean {
  if (pod.namespace !== NAMESPACE) return true;
  const selecting = policies.filter(
    ({ spec }) => spec.policyTypes.includes(direction) && matches(spec.podSelector, pod.labels),
  );
  if (selecting.length === 0) return true;
  return selecting.some(({ spec }) =>
    ((direction === 'Ingress' ? spec.ingress : spec.egress) ?? []).some((rule: Rule) => {
      const peers = direction === 'Ingress' ? rule.from : rule.to;
      return (
        (!peers || peers.some((peer) => isPeer(peer, other))) &&
        (!rule.ports || rule.ports.some((given) => given.port === port))
      );
    }),
  );
}

function reaches(spec: Parameters<typeof compose>[0], from: string, to: string, port: number): boolean {
  const policies = [...compose(spec).values()].filter(({ kind }) => kind === 'NetworkPolicy');
  const [source, target] = [pods[from] as Pod, pods[to] as Pod];
  return allows(policies, 'Egress', source, target, port) && allows(policies, 'Ingress', target, source, port);
}

describe('the network', () => {
  const open: readonly [string, string, number][] = [
    ['ingress', 'frontend', 8080],
    ['frontend', 'backend', 3001],
    ['backend', 'database', 5432],
    ['database', 'database', 5432],
    ['database', 'database', 8000],
    ['operator', 'database', 8000],
    ['frontend', 'dns', 53],
    ['backend', 'dns', 53],
    ['database', 'dns', 53],
  ];
  for (const [from, to, port] of open) {
    it(`lets ${from} reach ${to} on port ${port}`, () => assert.ok(reaches({ monitoring: false }, from, to, port)));
  }

  it('lets nothing else through', () => {
    const ports = [53, 80, 443, 3001, 5432, 6443, 8000, 8080, 9187];
    const found: [string, string, number][] = [];
    for (const from of Object.keys(pods)) {
      for (const to of ['frontend', 'backend', 'database']) {
        for (const port of ports) if (reaches({ monitoring: false }, from, to, port)) found.push([from, to, port]);
      }
    }
    const expected = open.filter(([, to]) => to !== 'dns');
    // The operator looks into its databases as well.
    assert.deepEqual(new Set(found.map(String)), new Set([...expected, ['operator', 'database', 5432]].map(String)));
  });

  it('lets Prometheus scrape all three where monitoring is on', () => {
    for (const [component, port] of [
      ['frontend', 8080],
      ['backend', 3001],
      ['database', 9187],
    ] as const) {
      assert.ok(reaches({}, 'prometheus', component, port), component);
      assert.equal(reaches({ monitoring: false }, 'prometheus', component, port), false, component);
    }
  });

  it('lets the three ask the cluster’s DNS, and nothing else beside it', () => {
    const policies = [...compose().values()].filter(({ kind }) => kind === 'NetworkPolicy');
    const other: Pod = { namespace: 'kube-system', labels: { 'k8s-app': 'other' } };
    for (const component of ['frontend', 'backend', 'database']) {
      const pod = pods[component] as Pod;
      assert.ok(allows(policies, 'Egress', pod, pods.dns as Pod, 53), component);
      assert.equal(allows(policies, 'Egress', pod, other, 53), false, component);
    }
  });

  it('lets the database alone reach the API server and its object store, over TLS', () => {
    const open = [...compose().values()].filter(
      ({ kind, spec }) => kind === 'NetworkPolicy' && spec.egress?.some((rule: Rule) => !rule.to),
    );
    assert.deepEqual(
      open.map(({ spec }) => spec.podSelector.matchLabels),
      [{ 'cnpg.io/cluster': 'shop-db' }],
    );
    const rules = open[0]?.spec.egress.filter((rule: Rule) => !rule.to);
    assert.deepEqual(rules, [{ ports: [443, 6443].map((port) => ({ protocol: 'TCP', port })) }]);
  });

  it('opens the internet to the backend alone, and only where it is asked for', () => {
    const policy = compose(EVERYTHING).get('network-backend-egress') as KubernetesObject;
    assert.deepEqual(policy.spec.podSelector.matchLabels, pods.backend?.labels);
    assert.deepEqual(policy.spec.egress[0].ports, [{ protocol: 'TCP', port: 443 }]);
    assert.deepEqual(policy.spec.egress[0].to, [
      {
        ipBlock: {
          cidr: '0.0.0.0/0',
          // Networks of one’s own, those of carriers, and the cloud’s metadata.
          except: ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'],
        },
      },
    ]);
    assert.equal(compose().has('network-backend-egress'), false);
  });

  it('follows the port of the API', () => {
    assert.ok(reaches({ backend: { port: 8000 }, monitoring: false }, 'frontend', 'backend', 8000));
    assert.equal(reaches({ backend: { port: 8000 }, monitoring: false }, 'frontend', 'backend', 3001), false);
  });
});
