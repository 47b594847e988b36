import type { TopologySpreadConstraint } from 'cdk8s-plus-28/lib/imports/k8s';

/**
 * Lets the pods of one ReplicaSet stand on different nodes where there are several, so that no node takes all of them
 * along. The ReplicaSet's own label tells its pods from others: a chart's labels need not be known.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
export const SPREAD_OVER_NODES: readonly TopologySpreadConstraint[] = [
  {
    maxSkew: 1,
    topologyKey: 'kubernetes.io/hostname',
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: {},
    matchLabelKeys: ['pod-template-hash'],
  },
];
