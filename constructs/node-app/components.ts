import type { RolledOutComponent } from '../flux/health';
import { Backend } from './backend';
import type { ComponentClass } from './component';
import { Database } from './database';
import { Frontend } from './frontend';
import { Rollout } from './workload-spec';

/**
 * The components of an app, by their names in the composite's spec and status. What must know of all of them goes by this
 * list: the definition's schema, the gate of a rollout, network rules, monitoring, the files of a deploy repository and
 * the catalog.
 */
export const COMPONENTS = {
  frontend: Frontend,
  backend: Backend,
  database: Database,
} as const;

/** Name of a component. */
export type ComponentName = keyof typeof COMPONENTS;

/** The components with their names, in order. */
export function components(): readonly (readonly [name: ComponentName, component: ComponentClass])[] {
  return Object.entries(COMPONENTS) as [ComponentName, ComponentClass][];
}

/** The components whose rollouts are waited for. */
export function rolledOutComponents(): readonly RolledOutComponent[] {
  return components().flatMap(([name, { status, enabledBy }]) =>
    status === Rollout ? [{ name, ...(enabledBy !== undefined && { enabledBy }) }] : [],
  );
}
