import assert from 'node:assert/strict';
import { isIP } from 'node:net';
import { describe, it } from 'node:test';
import { ClusterNetwork } from '../../constructs/node-app/cluster-network';
import { validateObject } from '../../constructs/schemas/kind-schema';
import type { EnvironmentSettings } from '../../constructs/settings/settings';
import { type KubernetesObject, objectsOf } from '../objects';
import { compose, EVERYTHING } from '../shop';
import { type Party, type Pod, reaches, within } from './reach';

const NAMESPACE = 'shop-dev';
const app = (labels: Pod['labels']): Pod => ({ namespace: NAMESPACE, labels });
const instance = { 'app.kubernetes.io/instance': 'shop' };

const pods = {
  frontend: app({ ...instance, 'app.kubernetes.io/component': 'frontend' }),
  backend: app({ ...instance, 'app.kubernetes.io/component': 'backend' }),
  database: app({ ...instance, 'app.kubernetes.io/component': 'database', 'cnpg.io/cluster': 'shop-db' }),
  // One that the operator starts to set an instance up.
  job: app({ 'cnpg.io/cluster': 'shop-db', 'cnpg.io/jobRole': 'join' }),
  // One by which a certificate authority is answered.
  solver: app({ 'acme.cert-manager.io/http01-solver': 'true' }),
  neighbour: {
    namespace: 'other-dev',
    labels: { 'app.kubernetes.io/instance': 'other', 'app.kubernetes.io/component': 'frontend' },
  },
  ingress: { namespace: 'traefik', labels: {} },
  prometheus: { namespace: 'monitoring', labels: {} },
  operator: { namespace: 'cnpg-system', labels: {} },
  dns: { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
  'node-local-dns': { namespace: 'kube-system', labels: { 'k8s-app': 'node-local-dns' } },
  'metrics-server': { namespace: 'kube-system', labels: { 'k8s-app': 'metrics-server' } },
} as const satisfies Record<string, Pod>;
type Name = keyof typeof pods;

const OWN: readonly Name[] = ['frontend', 'backend', 'database', 'job', 'solver'];

type Cluster = Pick<EnvironmentSettings, 'dns' | 'identity'>;

function clusterNetwork(cluster: Cluster): KubernetesObject[] {
  const props = { app: 'shop', namespace: NAMESPACE, labels: {}, environment: cluster };
  return objectsOf((chart) => new ClusterNetwork(chart, 'network', props));
}

/** Every policy in the app's namespace: of the composite, and of the cluster. */
function policiesOf(spec: Parameters<typeof compose>[0], cluster: Cluster = {}): KubernetesObject[] {
  return [...compose(spec).values()].filter(({ kind }) => kind === 'NetworkPolicy').concat(clusterNetwork(cluster));
}

/** What one of the pods asks of another pod or of an address. */
const asker =
  (policies: readonly KubernetesObject[]) =>
  (from: Name, to: Party, port: number, protocol: 'TCP' | 'UDP' = 'TCP'): boolean =>
    reaches(policies, NAMESPACE, { from: pods[from], to, port, protocol });

describe('the network', () => {
  const open: readonly [Name, Name, number][] = [
    ['ingress', 'frontend', 8080],
    ['frontend', 'backend', 3001],
    ['backend', 'database', 5432],
    ['database', 'database', 5432],
    ['database', 'database', 8000],
    ['operator', 'database', 8000],
  ];
  const asks = asker(policiesOf({ monitoring: false }));
  for (const [from, to, port] of open) {
    it(`lets ${from} reach ${to} on port ${port}`, () => assert.ok(asks(from, pods[to], port)));
  }

  it('lets nothing else through', () => {
    const ports = [53, 80, 443, 3001, 5432, 6443, 8000, 8080, 9187];
    const found: [string, string, number][] = [];
    for (const from of Object.keys(pods) as Name[]) {
      if (from === 'job' || from === 'solver') continue;
      for (const to of ['frontend', 'backend', 'database'] as const) {
        for (const port of ports) if (asks(from, pods[to], port)) found.push([from, to, port]);
      }
    }
    // The operator looks into its databases as well.
    assert.deepEqual(new Set(found.map(String)), new Set([...open, ['operator', 'database', 5432]].map(String)));
  });

  it('lets Prometheus scrape all three where monitoring is on', () => {
    const monitored = asker(policiesOf({}));
    for (const [component, port] of [
      ['frontend', 8080],
      ['backend', 3001],
      ['database', 9187],
    ] as const) {
      assert.ok(monitored('prometheus', pods[component], port), component);
      assert.equal(asks('prometheus', pods[component], port), false, component);
    }
  });

  it('lets the database alone reach the API server and its object store, over TLS', () => {
    for (const target of ['10.0.0.1', '203.0.113.7', '2001:db8::1']) {
      for (const port of [443, 6443]) {
        assert.ok(asks('database', target, port));
        assert.ok(asks('job', target, port));
        for (const other of ['frontend', 'backend', 'solver'] as const) assert.equal(asks(other, target, port), false);
      }
      assert.equal(asks('database', target, 80), false);
    }
  });

  it('follows the port of the API', () => {
    const other = asker(policiesOf({ backend: { port: 8000 }, monitoring: false }));
    assert.ok(other('frontend', pods.backend, 8000));
    assert.equal(other('frontend', pods.backend, 3001), false);
  });
});

describe('the internet', () => {
  const asks = asker(policiesOf(EVERYTHING));
  const outside = ['1.1.1.1', '140.82.121.6', '2606:4700:4700::1111', '2a01:4f8::1', '64:ff9b::8c52:7906'];
  const inside = [
    ...['10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', '100.100.100.200'],
    ...['0.0.0.0', '127.0.0.1', '169.254.169.254', '169.254.170.23', '168.63.129.16', '224.0.0.1', '255.255.255.255'],
    // Which Google and Amazon give to pods.
    ...[
      '192.0.0.1',
      '192.0.2.1',
      '192.88.99.1',
      '198.18.0.1',
      '198.19.0.1',
      '198.51.100.1',
      '203.0.113.1',
      '240.0.0.1',
    ],
    ...['::1', 'fd00:ec2::254', 'fd00:ec2::23', 'fd20:ce::254', 'fc00::1', 'fe80::1', 'fec0::1', 'ff02::1'],
    ...['2001:db8::1', '2001::1', '3fff::1'],
    // Addresses of IPv4 in other clothes.
    ...['2002:a00:1::1', '::10.0.0.1', '64:ff9b:1::a00:1'],
    ...[
      '64:ff9b::a00:1',
      '64:ff9b::a9fe:a9fe',
      '64:ff9b::c0a8:101',
      '64:ff9b::ac1f:1',
      '64:ff9b::6440:1',
      '64:ff9b::1',
    ],
  ];

  it('is open to the backend, over HTTPS', () => {
    for (const address of outside) {
      assert.ok(asks('backend', address, 443), address);
      assert.equal(asks('backend', address, 80), false, address);
      for (const other of ['frontend', 'solver'] as const) assert.equal(asks(other, address, 443), false, other);
    }
  });

  it('is neither a network of one’s own nor a cloud’s metadata', () => {
    assert.deepEqual(
      inside.filter((address) => asks('backend', address, 443)),
      [],
    );
  });

  it('is open where it is asked for only', () => {
    const closed = asker(policiesOf({}));
    for (const address of outside) assert.equal(closed('backend', address, 443), false, address);
  });

  it('leaves out only what lies within, as the API server asks', () => {
    const policy = compose(EVERYTHING).get('network-backend-egress') as KubernetesObject;
    const blocks = policy.spec.egress[0].to as { ipBlock: { cidr: string; except: string[] } }[];
    assert.equal(blocks.length, 3);
    for (const { ipBlock } of blocks) {
      for (const except of ipBlock.except) {
        const [first = '', bits] = except.split('/');
        assert.ok(within(ipBlock.cidr, first), `${except} lies in ${ipBlock.cidr}`);
        assert.ok(Number(bits) > Number(ipBlock.cidr.split('/')[1]), except);
        assert.ok(isIP(first), except);
      }
    }
  });
});

describe('names', () => {
  /** Every resolver that there is somewhere. */
  const resolvers: Readonly<Record<string, Party>> = {
    'kube-dns': pods.dns,
    'node-local-dns': pods['node-local-dns'],
    '169.254.20.10': '169.254.20.10',
    '169.254.169.254': '169.254.169.254',
    '169.254.10.10': '169.254.10.10',
    '169.254.10.11': '169.254.10.11',
    '10.96.0.10': '10.96.0.10',
    'fd00:10:96::a': 'fd00:10:96::a',
    other: pods['metrics-server'],
    '8.8.8.8': '8.8.8.8',
  };
  const cases: readonly [what: string, dns: Cluster['dns'], reached: readonly string[]][] = [
    ['CoreDNS where nothing is said', undefined, ['kube-dns']],
    ['CoreDNS', ['kube-dns'], ['kube-dns']],
    ['NodeLocal DNSCache', ['node-local-dns'], ['node-local-dns', '169.254.20.10']],
    [
      'NodeLocal DNSCache that also answers for the Service',
      ['kube-dns', 'node-local-dns', '10.96.0.10', 'fd00:10:96::a'],
      ['kube-dns', 'node-local-dns', '169.254.20.10', '10.96.0.10', 'fd00:10:96::a'],
    ],
    ['Cloud DNS of GKE', ['gke-cloud-dns'], ['169.254.169.254']],
    ['LocalDNS of AKS', ['aks-local-dns'], ['169.254.10.10', '169.254.10.11']],
  ];
  for (const [what, dns, reached] of cases) {
    it(`are resolved by ${what}, for every pod of the app, and by nothing else`, () => {
      const asks = asker(policiesOf({}, dns && { dns }));
      for (const pod of OWN) {
        for (const protocol of ['UDP', 'TCP'] as const) {
          const found = Object.keys(resolvers).filter((name) => asks(pod, resolvers[name] as Party, 53, protocol));
          assert.deepEqual(found, reached, `${pod}, ${protocol}`);
        }
      }
    });
  }

  it('are all that is asked for there', () => {
    const asks = asker(policiesOf({}, { dns: ['gke-cloud-dns', 'kube-dns'] }));
    for (const pod of OWN) assert.equal(asks(pod, '169.254.169.254', 80), false, pod);
    for (const pod of OWN) assert.equal(asks(pod, pods.dns, 9153), false, pod);
  });
});

describe('the cloud’s identity', () => {
  const endpoints = (
    ['169.254.170.23', 'fd00:ec2::23', '169.254.169.254', '169.254.169.252', 'fd00:ec2::254'] as const
  ).flatMap((address) => [80, 987, 988, 8080].map((port) => [address, port] as const));
  const cases: readonly [Cluster['identity'], readonly string[]][] = [
    [undefined, []],
    ['eks-pod-identity', ['169.254.170.23:80', 'fd00:ec2::23:80']],
    ['gke-metadata', ['169.254.169.254:80', '169.254.169.254:8080', '169.254.169.252:987', '169.254.169.252:988']],
  ];
  for (const [identity, reached] of cases) {
    it(`${identity ?? 'none'} is given to the database’s pods alone`, () => {
      const asks = asker(policiesOf(EVERYTHING, identity && { identity }));
      for (const pod of OWN) {
        const found = endpoints.filter(([address, port]) => asks(pod, address, port)).map((one) => one.join(':'));
        const expected = pod === 'database' || pod === 'job' ? reached : [];
        assert.deepEqual(new Set(found), new Set(expected), pod);
      }
    });
  }

  it('comes with valid policies', () => {
    for (const identity of ['eks-pod-identity', 'gke-metadata'] as const) {
      for (const policy of clusterNetwork({ dns: ['node-local-dns', '10.96.0.10'], identity })) {
        assert.deepEqual(validateObject(policy), []);
      }
    }
  });
});
