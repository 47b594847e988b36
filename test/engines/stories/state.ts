import assert from 'node:assert/strict';
import { namespaceOf } from '../../../constructs/registration/names';
import { platform } from '../../../platform';
import type { KubernetesObject } from '../../objects';
import type { Plane } from '../plane/plane';

/** What an app is in a cluster: its composite, what that is composed of, and its tenancy. */
const KINDS = [
  ['platform.io/v1', 'XNodeApp'],
  ['postgresql.cnpg.io/v1', 'Cluster'],
  ['postgresql.cnpg.io/v1', 'ScheduledBackup'],
  ['apps/v1', 'Deployment'],
  ['v1', 'Service'],
  ['v1', 'ServiceAccount'],
  ['v1', 'ConfigMap'],
  ['v1', 'ResourceQuota'],
  ['autoscaling/v2', 'HorizontalPodAutoscaler'],
  ['networking.k8s.io/v1', 'Ingress'],
  ['networking.k8s.io/v1', 'NetworkPolicy'],
  ['monitoring.coreos.com/v1', 'PodMonitor'],
  ['monitoring.coreos.com/v1', 'PrometheusRule'],
  ['rbac.authorization.k8s.io/v1', 'Role'],
  ['rbac.authorization.k8s.io/v1', 'RoleBinding'],
] as const;

/** Objects by kind and name: which they are, and what they are asked to be. */
export type State = Readonly<Record<string, { readonly uid: string | undefined; readonly asked: unknown }>>;

/** All that an app has in a cluster. */
export async function stateOf(plane: Plane, app: string): Promise<State> {
  const namespace = namespaceOf(app, plane.environment, platform);
  const state: Record<string, State[string]> = {};
  const scalers = await plane.cluster.list('autoscaling/v2', 'HorizontalPodAutoscaler', namespace);
  const scaled = scalers.map(({ spec }) => `${spec.scaleTargetRef.kind}/${spec.scaleTargetRef.name}`);
  for (const [apiVersion, kind] of KINDS) {
    for (const object of await plane.cluster.list(apiVersion, kind, namespace)) {
      const name = `${kind}/${object.metadata.name}`;
      // An autoscaler says how many there are, whenever it likes.
      if (scaled.includes(name)) delete object.spec.replicas;
      state[name] = { uid: object.metadata.uid, asked: askedOf(object) };
    }
  }
  return state;
}

/** What is asked of an object, without what its cluster says of it. */
function askedOf({ apiVersion: _, kind: __, metadata, status: ___, ...rest }: KubernetesObject): unknown {
  const { labels, annotations, deletionTimestamp } = metadata;
  // Written by a controller, and counted up by it.
  const { 'deployment.kubernetes.io/revision': ____, ...kept } = annotations ?? {};
  return { ...rest, labels, annotations: kept, isEnding: deletionTimestamp !== undefined };
}

/** The objects that hold data, by name, and which they are: an object that was deleted and made again is another. */
export function dataOf(state: State): Readonly<Record<string, string | undefined>> {
  const held = Object.entries(state).filter(([name]) => /^(Cluster|XNodeApp)\//.test(name));
  assert.ok(held.length > 0, 'there is data to lose');
  return Object.fromEntries(held.map(([name, { uid }]) => [name, uid]));
}
