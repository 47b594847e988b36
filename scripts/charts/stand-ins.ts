import type { ChartName } from '../../constructs/settings/settings';

/** A chart that is recorded at another version than the pinned one. */
export interface StandIn {
  /** Version that `versions.ts` pins. */
  readonly pinned: string;
  /** Version that is recorded. */
  readonly recorded: string;
}

/**
 * Charts whose pinned version only their registry has, which was out of reach when the others were recorded. What is held
 * to such a record is held to another version. `npm run record:charts` where the registry is in reach, and the entry goes.
 */
export const STAND_INS: Partial<Readonly<Record<ChartName, StandIn>>> = {
  barmanCloud: { pinned: '0.8.1', recorded: '0.7.0' },
  externalSecrets: { pinned: '2.14.0', recorded: '2.9.0' },
  fluxOperator: { pinned: '0.58.0', recorded: '0.49.0' },
};
