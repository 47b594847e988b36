import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type KnownValues, kindOf, type ValueKind } from '../../constructs/infrastructure/chart-values';

/** A schema of values, as far as it tells their names and types. @see https://helm.sh/docs/topics/charts/#schema-files */
interface ValuesSchema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, ValuesSchema>>;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, ValuesSchema>>;
  readonly additionalProperties?: boolean | ValuesSchema;
}

type Named = { readonly [name: string]: KnownValues };

/**
 * Values that charts hand to Kubernetes as they are, by the end of their names: what they hold by default is not all that
 * they may hold.
 */
const OF_KUBERNETES =
  /(securityContext(Crossplane|RBACManager)?|affinity|nodeSelector|resources|labels|annotations|probe|strategy)$/i;

const KINDS: Readonly<Record<string, ValueKind>> = {
  array: 'list',
  boolean: 'boolean',
  integer: 'number',
  number: 'number',
  object: 'map',
  string: 'string',
};

/** The values that a chart knows: those with a default, in its schema or in a template, and those of the charts within it. */
export function knownValues(folder: string): Named {
  const defaults = read(folder, 'values.yaml') ?? {};
  const schema = read<ValuesSchema>(folder, 'values.schema.json');
  let known = ofDefaults(defaults) as Named;
  if (schema) known = merged(known, ofSchema(schema, schema, defaults)) as Named;
  known = withPaths(known, pathsInTemplates(folder));
  const { dependencies = [] } = read<ChartFile>(folder, 'Chart.yaml') ?? {};
  for (const { name, alias = name } of dependencies) {
    const within = join(folder, 'charts', name);
    if (existsSync(within)) known = merged(known, { [alias]: knownValues(within) }) as Named;
  }
  return known;
}

interface ChartFile {
  readonly dependencies?: readonly { readonly name: string; readonly alias?: string }[];
}

function read<T = unknown>(folder: string, file: string): T | undefined {
  // JSON is YAML.
  return existsSync(join(folder, file)) ? parse(readFileSync(join(folder, file), 'utf8'), { merge: true }) : undefined;
}

/** A default of null or of nothing at all does not tell what may be there. */
function ofDefaults(value: unknown, name = ''): KnownValues {
  const kind = kindOf(value);
  if (kind === 'null') return 'any';
  if (kind !== 'map') return kind as ValueKind;
  const entries = Object.entries(value as object);
  if (entries.length === 0 || OF_KUBERNETES.test(name)) return 'map';
  return Object.fromEntries(entries.map(([inner, one]) => [inner, ofDefaults(one, inner)]));
}

function ofSchema(schema: ValuesSchema, root: ValuesSchema, defaults: unknown, name = ''): KnownValues {
  if (schema.$ref !== undefined) {
    const target = root.$defs?.[schema.$ref.replace('#/$defs/', '')];
    return target ? ofSchema(target, root, defaults, name) : 'any';
  }
  const within = (inner: string) => (kindOf(defaults) === 'map' ? (defaults as Named)[inner] : undefined);
  const { properties = {}, additionalProperties: others } = schema;
  const schemas = { ...properties };
  // Of entries under names of one's own, those that there are by default.
  if (typeof others === 'object' && others.properties && kindOf(defaults) === 'map') {
    for (const inner of Object.keys(defaults as object)) schemas[inner] ??= others;
  }
  if (Object.keys(schemas).length > 0 && !OF_KUBERNETES.test(name)) {
    return Object.fromEntries(
      Object.entries(schemas).map(([inner, one]) => [inner, ofSchema(one, root, within(inner), inner)]),
    );
  }
  const types = [schema.type ?? []].flat().filter((type) => type !== 'null');
  return simplest(types.map((type) => KINDS[type] ?? 'any'));
}

/** The paths of the values that a chart's templates name. */
function pathsInTemplates(folder: string): string[][] {
  const templates = join(folder, 'templates');
  const files = readdirSync(templates, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(ya?ml|tpl)$/.test(file),
  );
  const texts = files.map((file) => readFileSync(join(templates, file), 'utf8'));
  return texts.flatMap((text) =>
    [...text.matchAll(/\.Values((?:\.[A-Za-z_]\w*)+)/g)].map(([, path]) => path!.slice(1).split('.')),
  );
}

/** Adds values that are not known where the names around them are. */
function withPaths(known: Named, paths: readonly (readonly string[])[]): Named {
  const result: Record<string, KnownValues> = { ...known };
  for (const [name, ...within] of paths as [string, ...string[]][]) {
    const there = result[name] ?? 'any';
    result[name] = within.length > 0 && isNamed(there) ? withPaths(there, [within]) : there;
  }
  return result;
}

/** What either knows. A list of names says more than `map` and `any`; where they differ otherwise, both are taken. */
function merged(one: KnownValues, other: KnownValues): KnownValues {
  if (isNamed(one) && isNamed(other)) {
    const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
    return Object.fromEntries(
      names.map((name) => {
        const [a, b] = [one[name], other[name]];
        return [name, a === undefined || b === undefined ? ((a ?? b) as KnownValues) : merged(a, b)];
      }),
    );
  }
  if (isNamed(one)) return other === 'map' || other === 'any' ? one : 'any';
  if (isNamed(other)) return merged(other, one);
  return simplest([one, other].flat().filter((kind) => kind !== 'any'));
}

function simplest(kinds: readonly ValueKind[]): KnownValues {
  const different = [...new Set(kinds)].sort();
  if (different.length > 1) return different;
  return different[0] ?? 'any';
}

function isNamed(known: KnownValues): known is Named {
  return typeof known === 'object' && !Array.isArray(known);
}
