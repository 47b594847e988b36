/** The way from an object's root to one of its fields: names of fields and indexes of lists. */
export type FieldPath = readonly (string | number)[];

/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * Writes a path as Crossplane's functions read it, e.g. `metadata.labels[app.kubernetes.io/name]`.
 *
 * @throws Error where that notation has no way to write a key: empty, `*`, with brackets, or quoted; also for
 *   `__proto__`, which is no ordinary key to JavaScript.
 * @see https://pkg.go.dev/github.com/crossplane/crossplane-runtime/v2/pkg/fieldpath
 */
export function formatFieldPath(path: FieldPath): string {
  let text = '';
  for (const segment of path) {
    if (typeof segment === 'number') {
      text += `[${segment}]`;
    } else if (segment === '' || segment === '*' || segment === '__proto__' || /[[\]]|^['"]|['"]$/.test(segment)) {
      throw new Error(`the key ${JSON.stringify(segment)} cannot be written in a field path`);
    } else if (segment.includes('.')) {
      text += `[${segment}]`;
    } else {
      text += text === '' ? segment : `.${segment}`;
    }
  }
  return text;
}

/** The value at a path; undefined where any part of the way is missing. */
export function valueAt(root: unknown, path: FieldPath): Json | undefined {
  let value: unknown = root;
  for (const segment of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.hasOwn(value, segment) ? (value as Record<string | number, unknown>)[segment] : undefined;
  }
  return value as Json | undefined;
}

/** Sets the value at a path within `root`, making the maps on the way. */
export function setValueAt(root: Record<string, Json>, path: FieldPath, value: Json): void {
  let parent: Record<string | number, unknown> = root;
  path.slice(0, -1).forEach((segment, i) => {
    if (!Object.hasOwn(parent, segment)) parent[segment] = typeof path[i + 1] === 'number' ? [] : {};
    parent = parent[segment] as Record<string | number, unknown>;
  });
  parent[path.at(-1) as string | number] = value;
}
