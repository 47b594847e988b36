import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ClusterNetwork } from '../../constructs/node-app/cluster-network';
import type { CloudIdentity, DnsResolver } from '../../constructs/settings/settings';
import { ROOT } from '../../constructs/synthesize';
import { objectsOf } from '../objects';

const page = readFileSync(join(ROOT, 'docs', 'network.md'), 'utf8');

/** What the page says of a choice: the last cell of its row. */
const placeOf = (choice: string) => new RegExp(`^\\| \`${choice}\` \\|.*\\| (.*) \\|$`, 'm').exec(page)?.[1];

/** The text of a policy of an app in a cluster like that: each address and label in it. */
const policy = (name: string, environment: { dns?: DnsResolver[]; identity?: CloudIdentity }) =>
  JSON.stringify(
    objectsOf(
      (chart) => new ClusterNetwork(chart, 'network', { app: 'shop', namespace: 'shop', labels: {}, environment }),
    ).filter(({ metadata }) => metadata.name === name),
  );

describe('the page on the network', () => {
  const resolvers: Readonly<Record<DnsResolver, true>> = {
    'kube-dns': true,
    'node-local-dns': true,
    'gke-cloud-dns': true,
    'aks-local-dns': true,
  };
  for (const resolver of Object.keys(resolvers) as DnsResolver[]) {
    it(`says where ${resolver} is, as the policy has it`, () => {
      const text = policy('dns', { dns: [resolver] });
      const addresses = [...text.matchAll(/"cidr":"([^/]+)\//g)].map(([, address]) => address as string);
      const labels = [...text.matchAll(/"k8s-app":"([^"]+)"/g)].map(([, label]) => `k8s-app: ${label}`);
      assert.ok(addresses.length + labels.length > 0);
      for (const place of [...addresses, ...labels]) assert.ok(placeOf(resolver)?.includes(place), place);
    });
  }

  const identities: Readonly<Record<CloudIdentity, true>> = { 'eks-pod-identity': true, 'gke-metadata': true };
  for (const identity of Object.keys(identities) as CloudIdentity[]) {
    it(`says where ${identity} is, as the policy has it`, () => {
      const text = policy('identity', { identity });
      const found = [...text.matchAll(/"cidr":"([^/]+)\/|"port":(\d+)/g)].map(([, address, port]) => address ?? port);
      assert.ok(found.length > 2);
      for (const place of found) assert.ok(placeOf(identity)?.includes(place as string), place);
    });
  }
});
