import { Duration, type Size } from 'cdk8s';

/**
 * An amount as cdk8s has it: storage and memory ({@link Size}), a time ({@link Duration}), or CPU as of cdk8s-plus' `Cpu`.
 * Kubernetes reads each as a text: `256Mi`, `90s`, `250m`.
 */
export type Amount = Size | Duration | { readonly amount: string };

/** An amount as Kubernetes reads it; any other value as it is. */
export function amountText<V>(value: V | Amount): V | string {
  if (value instanceof Duration) {
    const milliseconds = value.toMilliseconds();
    return milliseconds % 1000 === 0 ? `${milliseconds / 1000}s` : `${milliseconds}ms`;
  }
  if (typeof value !== 'object' || value === null) return value as V;
  if ('asString' in value) return value.asString();
  return 'amount' in value ? String(value.amount) : (value as V);
}
