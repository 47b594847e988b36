import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Json } from '../../constructs/composition';
import type { RenderCase } from './cases';
import type { RenderOutput } from './render-protocol';

/** Where the engine's answers are kept. */
export const RECORDS = join(__dirname, '..', '..', '..', 'test', 'golden', 'render');

/** What the real engine answered, and what it was asked. */
export interface RenderRecord {
  readonly engine: string;
  /** A stand-in answered for function-patch-and-transform, which could not be had. @default - the real one answered */
  readonly unconfirmed?: true;
  /** SHA-256 of each input's JSON with sorted keys: where one has changed, the record is stale. */
  readonly inputs: Readonly<Record<'composition' | 'composite' | 'observed', string>>;
  /** The composite's status without the times at which conditions changed. */
  readonly status: Json;
  /** The composed resources by their names in the Composition. */
  readonly composed: Readonly<Record<string, Json>>;
  /** Names of the resources that the engine would delete. */
  readonly deleted: readonly string[];
}

/** The digests of a case's inputs. */
export function digests(composition: object, { composite, observed }: RenderCase): RenderRecord['inputs'] {
  return { composition: digest(composition), composite: digest(composite), observed: digest([...observed.entries()]) };
}

/** An answer without what differs from run to run. @param isReal whether every function was the real one */
export function toRecord(
  engine: string,
  inputs: RenderRecord['inputs'],
  answer: RenderOutput,
  isReal: boolean,
): RenderRecord {
  const byName = answer.composedResources.map((object) => [nameOf(object), object] as const).sort(compare);
  const { status } = answer.compositeResource as { readonly status: { readonly conditions: readonly Record<string, Json>[] } };
  return {
    engine,
    ...(!isReal && { unconfirmed: true }),
    inputs,
    status: { ...status, conditions: status.conditions.map(({ lastTransitionTime: _, ...rest }) => rest) },
    composed: Object.fromEntries(byName),
    deleted: answer.deletedResources.map(nameOf).sort(),
  };
}

/** The name in the Composition of a composed resource. */
export function nameOf(object: Json | object): string {
  const { metadata } = object as { readonly metadata: { readonly annotations: Readonly<Record<string, string>> } };
  return metadata.annotations['crossplane.io/composition-resource-name'] as string;
}

function compare([a]: readonly [string, Json], [b]: readonly [string, Json]): number {
  return a < b ? -1 : 1;
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(sorted(value))).digest('hex');
}

/** The same value with the keys of its maps sorted. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}
