import { type FieldPath, formatFieldPath, type Json, valueAt } from './field-path';

/** When a composed resource counts as ready; every composed kind has one, as there is no default that fits all. */
export interface ReadinessRule {
  /** The rule as function-patch-and-transform reads it. */
  readonly check: Json;
  /** Whether an observed resource satisfies it. */
  readonly satisfied: (observed: unknown) => boolean;
}

/** The rules to choose from. @see https://docs.crossplane.io/latest/guides/function-patch-and-transform/#readiness-checks */
export const Readiness = {
  /** Ready once it exists: for kinds that report nothing that one could wait for. */
  exists(): ReadinessRule {
    return { check: { type: 'None' }, satisfied: () => true };
  },

  /** Ready when a status condition is True. */
  condition(type: string): ReadinessRule {
    return {
      check: { type: 'MatchCondition', matchCondition: { type, status: 'True' } },
      satisfied: (observed) => {
        const conditions = valueAt(observed, ['status', 'conditions']);
        return (
          Array.isArray(conditions) &&
          conditions.some((condition) => condition.type === type && condition.status === 'True')
        );
      },
    };
  },

  /** Ready when a field is set. */
  present(path: FieldPath): ReadinessRule {
    return {
      check: { type: 'NonEmpty', fieldPath: formatFieldPath(path) },
      satisfied: (observed) => valueAt(observed, path) !== undefined,
    };
  },
} as const;
