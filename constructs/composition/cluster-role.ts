import type { Construct } from 'constructs';
import { DeferredObject } from './deferred-object';
import type { Json } from './field-path';

/** A kind that Crossplane writes. */
export interface WrittenKind {
  /** API group; empty for the core group. */
  readonly group: string;
  readonly plural: string;
}

/** What Crossplane does with the resources that it composes. */
const VERBS = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];

/**
 * The least that Crossplane must be allowed for a composition: exactly the kinds that it composes.
 *
 * @see https://docs.crossplane.io/latest/composition/compositions/#grant-access-to-composed-resources
 */
export class ComposeClusterRole extends DeferredObject {
  constructor(scope: Construct, id: string, name: string, kinds: () => Iterable<WrittenKind>) {
    super(
      scope,
      id,
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        metadata: { name, labels: { 'rbac.crossplane.io/aggregate-to-crossplane': 'true' } },
      },
      () => {
        const rules = rulesFor(kinds());
        return rules.length > 0 ? { rules } : ({} as Record<string, Json>);
      },
    );
  }
}

function rulesFor(kinds: Iterable<WrittenKind>) {
  const plurals = new Map<string, Set<string>>();
  for (const { group, plural } of kinds) plurals.set(group, (plurals.get(group) ?? new Set()).add(plural));
  return [...plurals.keys()].sort().map((group) => ({
    apiGroups: [group],
    resources: [...(plurals.get(group) ?? [])].sort(),
    verbs: VERBS,
  }));
}
