import { describe, type Expression, type Template, type Transform } from './expression';
import { type FieldPath, formatFieldPath, type Json, setValueAt } from './field-path';
import { type ManifestNode, referencesIn, resolveManifest } from './manifest';

/** One resource of function-patch-and-transform: what is fixed, and patches for what is not. */
export interface Patched {
  readonly base: Json;
  readonly patches: readonly Json[];
}

/**
 * Splits a manifest into a base and patches.
 * @see https://docs.crossplane.io/latest/guides/function-patch-and-transform/
 */
export function toPatched(manifest: ManifestNode): Patched {
  const base = resolveManifest(manifest, () => undefined) as Record<string, Json>;
  const patches: Json[] = [];
  for (const { path, template } of referencesIn(manifest)) {
    const whole = template.parts.length === 1 ? (template.parts[0] as Expression) : undefined;
    patches.push(toPatch(template, 'FromComposite', path));
    if (whole?.unless !== undefined) patches.push(toFallbackPatch(whole, path));
    else if (whole?.fallback !== undefined) setValueAt(base, path, whole.fallback);
    // A list keeps its length, so that the patch finds its place.
    else if (typeof path.at(-1) === 'number') setValueAt(base, path, placeholder(whole));
  }
  return { base, patches };
}

/**
 * A patch that sets a field to its fallback where neither the field nor the map beside it is set. No patch asks whether
 * a field is missing: this one looks at the JSON of what both are in, and merges a map with the field or an empty one.
 */
function toFallbackPatch({ path, unless = '', fallback }: Expression, to: FieldPath): Json {
  // Within a text of JSON each quote has a backslash before it, so that this is a key, and of a map.
  const regexp = `${JSON.stringify(unless)}:{`.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const other = { type: 'regexp', regexp, result: {} };
  return {
    type: 'FromCompositeFieldPath',
    fromFieldPath: formatFieldPath(path.slice(0, -1)),
    toFieldPath: formatFieldPath(to.slice(0, -1)),
    // What is set already stays: the field's own patch comes first.
    policy: { toFieldPath: 'MergeObjects' },
    transforms: [
      { type: 'string', string: { type: 'Convert', convert: 'ToJson' } },
      { type: 'match', match: { patterns: [other], fallbackValue: { [to.at(-1) as string]: fallback as Json } } },
    ],
  };
}

function placeholder(expression: Expression | undefined): Json {
  if (expression?.type === 'integer' || expression?.type === 'number') return 0;
  return expression?.type === 'boolean' ? false : '';
}

/** One patch that sets a field from one field, or from a text made of several. */
export function toPatch(template: Template, direction: 'FromComposite' | 'ToComposite', to: FieldPath): Json {
  const toFieldPath = formatFieldPath(to);
  const expressions = template.parts.filter((part) => typeof part !== 'string');
  const [first] = expressions as [Expression];
  if (expressions.length === 1) {
    const transforms = [...first.transforms];
    const formats: Json[] = [];
    if (template.parts.length > 1) {
      const verb = verbOf(first);
      // An exact integer is what %.0f prints; everything else becomes a text of its own first.
      if (transforms.at(-1)?.type === 'toString' && verb !== '%s') transforms.pop();
      else if (verb === '%s' && first.type === 'number') transforms.push({ type: 'toString' });
      formats.push({ type: 'string', string: { type: 'Format', fmt: formatOf(template, () => verb) } });
    }
    const steps = [...toTransforms(transforms, first), ...formats];
    return {
      type: `${direction}FieldPath`,
      fromFieldPath: formatFieldPath(first.path),
      toFieldPath,
      ...(steps.length > 0 && { transforms: steps }),
    };
  }
  for (const expression of expressions) {
    const exact = expression.fieldType !== 'number' && expression.transforms.every(({ type }) => type === 'toString');
    if (!exact) {
      throw new Error(
        `${describe(expression)} cannot share a text with other references: it is ${expression.fieldType === 'number' ? 'no integer' : 'mapped'}, and only a text's single reference can be converted`,
      );
    }
  }
  return {
    type: direction === 'FromComposite' ? 'CombineFromComposite' : 'CombineToComposite',
    combine: {
      variables: expressions.map(({ path }) => ({ fromFieldPath: formatFieldPath(path) })),
      strategy: 'string',
      string: { fmt: formatOf(template, verbOf) },
    },
    toFieldPath,
  };
}

function formatOf(template: Template, verb: (expression: Expression) => string): string {
  return template.parts.map((part) => (typeof part === 'string' ? part.replaceAll('%', '%%') : verb(part))).join('');
}

/** Integers reach the function as floating-point numbers: `%d` refuses them, `%v` prints 1e+06. */
function verbOf(expression: Expression): string {
  const { transforms } = expression;
  const untouched = transforms.every(({ type }) => type === 'toString');
  if (untouched && expression.fieldType === 'integer') return '%.0f';
  if (untouched && expression.fieldType === 'boolean') return '%t';
  return expression.type === 'integer' ? '%.0f' : expression.type === 'boolean' ? '%t' : '%s';
}

function toTransforms(transforms: readonly Transform[], { fieldType }: Expression): Json[] {
  return transforms.map((transform, i) => toTransform(transform, i === 0 && fieldType === 'integer'));
}

function toTransform(transform: Transform, isInteger: boolean): Json {
  switch (transform.type) {
    case 'map':
      return { type: 'map', map: { ...transform.pairs } };
    case 'match': {
      const patterns = transform.patterns.map(({ regexp, result }) => ({ type: 'regexp', regexp, result }));
      return { type: 'match', match: { patterns, fallbackValue: transform.fallback } };
    }
    case 'toString':
      return isInteger
        ? { type: 'string', string: { type: 'Format', fmt: '%.0f' } }
        : { type: 'convert', convert: { toType: 'string' } };
    case 'toInteger':
      return { type: 'convert', convert: { toType: 'int64' } };
    case 'toJson':
      return { type: 'string', string: { type: 'Convert', convert: 'ToJson' } };
    case 'sha256':
      return { type: 'string', string: { type: 'Convert', convert: 'ToSha256' } };
  }
}
