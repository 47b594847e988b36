import {
  assertNoRemains,
  describe,
  type Expression,
  parseNumber,
  parseObject,
  parseText,
  type Template,
} from './expression';
import type { FieldPath, Json } from './field-path';

/** A manifest in which each reference has been found: what is the same for every composite is kept as one value. */
export type ManifestNode =
  | { readonly kind: 'static'; readonly value: Json }
  | { readonly kind: 'reference'; readonly template: Template }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [string, ManifestNode])[] }
  | { readonly kind: 'list'; readonly items: readonly ManifestNode[] };

/**
 * Finds the references in a manifest.
 * @throws Error where one stands in a key, or where arithmetic was done with one
 */
export function parseManifest(value: Json, path: FieldPath = []): ManifestNode {
  if (typeof value === 'string') {
    const parsed = at(path, () => parseWhole(value));
    return typeof parsed === 'string' ? { kind: 'static', value } : { kind: 'reference', template: parsed };
  }
  if (typeof value === 'number') {
    const expression = at(path, () => parseNumber(value));
    return expression ? { kind: 'reference', template: { parts: [expression] } } : { kind: 'static', value };
  }
  if (typeof value !== 'object' || value === null) return { kind: 'static', value };
  if (Array.isArray(value)) {
    const items = value.map((item, i) => parseManifest(item, [...path, i]));
    return items.every((item) => item.kind === 'static') ? { kind: 'static', value } : { kind: 'list', items };
  }
  const whole = parseObject(value);
  if (whole) return { kind: 'reference', template: { parts: [whole] } };
  const entries = Object.entries(value as Record<string, Json>).map(([key, item]) => {
    const parsed = at(path, () => parseWhole(key));
    if (typeof parsed !== 'string') {
      const reference = parsed.parts.find((part) => typeof part !== 'string') as Expression;
      throw new Error(
        `${describe(reference)} is part of a key of ${path.join('.') || 'the manifest'}: a key is the same for every composite`,
      );
    }
    return [key, parseManifest(item, [...path, key])] as const;
  });
  return entries.every(([, item]) => item.kind === 'static') ? { kind: 'static', value } : { kind: 'map', entries };
}

function parseWhole(text: string): string | Template {
  const parsed = parseText(text);
  for (const part of typeof parsed === 'string' ? [parsed] : parsed.parts) {
    if (typeof part === 'string') assertNoRemains(part);
  }
  return parsed;
}

/** Does something with what stands at a path; what fails names it. */
function at<T>(path: FieldPath, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Error(`${path.join('.') || 'the manifest'}: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * The manifest with a value in place of each reference. A field whose value is missing is missing, and so is a map
 * that only had such fields.
 *
 * @param valueFor the value of an expression, undefined where it is missing
 */
export function resolveManifest(
  node: ManifestNode,
  valueFor: (template: Template) => Json | undefined,
): Json | undefined {
  switch (node.kind) {
    case 'static':
      return node.value;
    case 'reference':
      return valueFor(node.template);
    case 'list':
      // An item that is a map keeps its place even when all its fields are missing.
      return node.items.map((item) => resolveManifest(item, valueFor) ?? {});
    case 'map': {
      const result: Record<string, Json> = {};
      let empty = true;
      for (const [key, item] of node.entries) {
        const value = resolveManifest(item, valueFor);
        if (value === undefined) continue;
        result[key] = value;
        empty = false;
      }
      return empty ? undefined : result;
    }
  }
}

/** The manifest with another reference in place of each. */
export function mapReferences(
  node: ManifestNode,
  change: (path: FieldPath, template: Template) => Template,
  path: FieldPath = [],
): ManifestNode {
  switch (node.kind) {
    case 'static':
      return node;
    case 'reference':
      return { kind: 'reference', template: change(path, node.template) };
    case 'list':
      return { kind: 'list', items: node.items.map((item, i) => mapReferences(item, change, [...path, i])) };
    case 'map':
      return {
        kind: 'map',
        entries: node.entries.map(([key, item]) => [key, mapReferences(item, change, [...path, key])]),
      };
  }
}

/** Each reference in a manifest, and where it stands. */
export function* referencesIn(
  node: ManifestNode,
  path: FieldPath = [],
): Generator<{ readonly path: FieldPath; readonly template: Template }> {
  if (node.kind === 'reference') yield { path, template: node.template };
  if (node.kind === 'list') for (const [i, item] of node.items.entries()) yield* referencesIn(item, [...path, i]);
  if (node.kind === 'map') for (const [key, item] of node.entries) yield* referencesIn(item, [...path, key]);
}

/** Each value in a manifest that is the same for every composite, and where it stands. */
export function* literalsIn(
  node: ManifestNode,
  path: FieldPath = [],
): Generator<{ readonly path: FieldPath; readonly value: Json }> {
  if (node.kind === 'static') yield* leavesOf(node.value, path);
  if (node.kind === 'list') for (const [i, item] of node.items.entries()) yield* literalsIn(item, [...path, i]);
  if (node.kind === 'map') for (const [key, item] of node.entries) yield* literalsIn(item, [...path, key]);
}

function* leavesOf(value: Json, path: FieldPath): Generator<{ readonly path: FieldPath; readonly value: Json }> {
  if (typeof value !== 'object' || value === null) {
    yield { path, value };
  } else if (Array.isArray(value)) {
    if (value.length === 0) yield { path, value };
    for (const [i, item] of value.entries()) yield* leavesOf(item, [...path, i]);
  } else {
    const entries = Object.entries(value as Record<string, Json>);
    if (entries.length === 0) yield { path, value };
    for (const [key, item] of entries) yield* leavesOf(item, [...path, key]);
  }
}
