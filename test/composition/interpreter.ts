import { createHash } from 'node:crypto';
import { evaluate } from '@marcbachmann/cel-js';
import { RE2JS } from 're2js';
import type { Json } from '../../constructs/composition';

/*
 * A literal reading of the rules that function-patch-and-transform and function-cel-filter document: slow, plain, and
 * sharing nothing with constructs/composition. What it does not know it refuses.
 * @see https://docs.crossplane.io/latest/guides/function-patch-and-transform/
 */

type Transform = {
  readonly type: string;
  readonly map?: Readonly<Record<string, Json>>;
  readonly match?: {
    readonly patterns: readonly { readonly type: string; readonly regexp: string; readonly result: Json }[];
    readonly fallbackValue: Json;
  };
  readonly convert?: { readonly toType: string };
  readonly string?: { readonly type: string; readonly fmt?: string; readonly convert?: string };
};

export interface Patch {
  readonly type: string;
  readonly patchSetName?: string;
  readonly fromFieldPath?: string;
  readonly toFieldPath?: string;
  readonly transforms?: readonly Transform[];
  readonly policy?: { readonly toFieldPath: string };
  readonly combine?: {
    readonly variables: readonly { readonly fromFieldPath: string }[];
    readonly strategy: string;
    readonly string: { readonly fmt: string };
  };
}

/** What function-patch-and-transform is told. */
export interface Resources {
  readonly patchSets?: readonly PatchSet[];
  readonly resources: readonly { readonly name: string; readonly base: Json; readonly patches: readonly Patch[] }[];
}

/** What function-cel-filter is told. */
export interface Filters {
  readonly filters: readonly { readonly name: string; readonly expression: string }[];
}

export interface CompositionManifest {
  readonly spec: {
    readonly pipeline: readonly { readonly step: string; readonly input: Partial<Resources & Filters> }[];
  };
}

interface PatchSet {
  readonly name: string;
  readonly patches: readonly Patch[];
}

/** What the two functions make of a composite. */
export function interpret(
  composition: CompositionManifest,
  composite: object,
  observed: ReadonlyMap<string, object>,
): { readonly composed: Readonly<Record<string, Json>>; readonly status: Json | undefined } {
  let composed: Readonly<Record<string, Json>> = {};
  let status: Json | undefined;
  for (const { input } of composition.spec.pipeline) {
    if (input.filters) composed = filter(input as Filters, composite, composed);
    else ({ composed, status } = patchAndTransform(input as Resources, composite, observed));
  }
  return { composed, status };
}

/** What function-patch-and-transform makes of a composite. */
export function patchAndTransform(
  { patchSets = [], resources }: Resources,
  composite: object,
  observed: ReadonlyMap<string, object>,
): { readonly composed: Readonly<Record<string, Json>>; readonly status: Json | undefined } {
  const xr = throughStruct(composite);
  const composed: Record<string, Json> = {};
  const desired = {} as { readonly status?: Json };
  for (const { name, base, patches } of resources) {
    const object = throughStruct(base);
    const seen = observed.get(name);
    for (const patch of patches.flatMap((one) => expand(one, patchSets))) {
      if (!patch.type.includes('ToComposite')) apply(patch, xr, object as object);
      else if (seen) apply(patch, throughStruct(seen), desired);
    }
    composed[name] = object;
  }
  return { composed, status: desired.status };
}

/** What function-cel-filter leaves of what was composed before it. */
export function filter(
  { filters }: Filters,
  composite: object,
  composed: Readonly<Record<string, Json>>,
): Readonly<Record<string, Json>> {
  const kept = { ...composed };
  const xr = throughStruct(composite);
  for (const { name, expression } of filters) {
    const keep = evaluate(expression, { observed: { composite: { resource: xr } } });
    if (typeof keep !== 'boolean') throw new Error(`${expression} gives no boolean`);
    for (const resource of Object.keys(kept)) {
      if (!keep && new RegExp(`^${name}$`).test(resource)) delete kept[resource];
    }
  }
  return kept;
}

/** Objects reach functions as google.protobuf.Struct: JSON. */
function throughStruct(object: object | Json): Json {
  return JSON.parse(JSON.stringify(object)) as Json;
}

function expand(patch: Patch, patchSets: readonly PatchSet[]) {
  if (patch.type !== 'PatchSet') return [patch];
  const found = patchSets.find(({ name }) => name === patch.patchSetName);
  if (!found) throw new Error(`there is no patch set ${patch.patchSetName}`);
  return found.patches;
}

/** One patch, whose policy is the default one: where a field is missing, nothing is patched. */
function apply(patch: Patch, from: Json, to: object): void {
  let value: Json;
  if (patch.type === 'FromCompositeFieldPath' || patch.type === 'ToCompositeFieldPath') {
    const found = getValue(from, patch.fromFieldPath as string);
    if (found === undefined) return;
    value = found;
  } else if (patch.type === 'CombineFromComposite' || patch.type === 'CombineToComposite') {
    const { variables, strategy, string } = patch.combine as NonNullable<Patch['combine']>;
    if (strategy !== 'string') throw new Error(`unknown strategy ${strategy}`);
    const values = variables.map(({ fromFieldPath }) => getValue(from, fromFieldPath));
    if (values.includes(undefined)) return;
    value = sprintf(string.fmt, values as Json[]);
  } else {
    throw new Error(`unknown patch ${patch.type}`);
  }
  for (const one of patch.transforms ?? []) value = transform(one, value);
  const { policy } = patch;
  if (policy && policy.toFieldPath !== 'MergeObjects') throw new Error(`unknown policy ${JSON.stringify(policy)}`);
  const path = patch.toFieldPath as string;
  setValue(to, path, policy ? merged(getValue(to as Json, path), value) : value);
}

/** What is there wins; that one of two maps is within another was not thought of here. */
function merged(there: Json | undefined, more: Json): Json {
  const isMap = (json: Json | undefined) => typeof json === 'object' && json !== null && !Array.isArray(json);
  if (!isMap(more) || !isMap(there ?? {})) throw new Error('only maps are merged');
  if (Object.values(more as object).some(isMap)) throw new Error('only maps of single values are merged');
  return { ...(more as object), ...(there as object) } as Json;
}

function transform({ type, map, match, convert, string }: Transform, input: Json): Json {
  if (type === 'map' && map) {
    if (typeof input !== 'string' || !Object.hasOwn(map, input)) throw new Error(`map has no ${input}`);
    return map[input] as Json;
  }
  if (type === 'match' && match) {
    const found = match.patterns.find(({ regexp }) => RE2JS.compile(regexp).matcher(goValue(input)).find());
    return found ? found.result : match.fallbackValue;
  }
  if (type === 'convert' && convert?.toType === 'string') {
    return typeof input === 'number' ? formatFloat(input) : String(input);
  }
  if (type === 'convert' && convert?.toType === 'int64') {
    if (typeof input !== 'string' || !/^[+-]?\d+$/.test(input)) throw new Error(`${input} is no int64`);
    return Number(input);
  }
  if (type === 'string' && string?.type === 'Format') return sprintf(string.fmt as string, [input]);
  if (type === 'string' && string?.convert === 'ToJson') return goJson(input);
  if (type === 'string' && string?.convert === 'ToSha256') {
    return createHash('sha256')
      .update(typeof input === 'string' ? input : goJson(input))
      .digest('hex');
  }
  throw new Error(`unknown transform ${type} ${JSON.stringify(string)}`);
}

/** The verbs of Go's fmt package that a Composition uses; any other combination prints Go's complaint. */
function sprintf(format: string, values: readonly Json[]): string {
  let next = 0;
  const text = format.replace(/%(?:\.0f|.|$)/gu, (verb) => {
    if (verb === '%%') return '%';
    if (next >= values.length) return `%!${verb.slice(1)}(MISSING)`;
    const value = values[next++];
    if (verb === '%s' && typeof value === 'string') return value;
    if (verb === '%t' && typeof value === 'boolean') return String(value);
    if (verb === '%.0f' && typeof value === 'number') return BigInt(value).toString();
    return `%!${verb.slice(1)}(${typeof value}=${value})`;
  });
  return next >= values.length ? text : `${text}%!(EXTRA)`;
}

/** `%v` of a value. */
function goValue(value: Json): string {
  if (typeof value === 'object') throw new Error('maps are matched as JSON');
  if (typeof value === 'number' && Math.abs(value) >= 1e6) return `${value.toExponential()}`;
  return String(value);
}

/** `strconv.FormatFloat(value, 'f', -1, 64)`: the fewest digits that give this number again, and no exponent ever. */
export function formatFloat(value: number): string {
  const [, sign = '', digits = '', exponent = ''] = /^(-?)([\d.]+)e(.+)$/.exec(value.toExponential()) ?? [];
  const all = digits.replace('.', '');
  // The digits are moved, not rounded again: toFixed rounds half of the last one up where Go rounds to even.
  const point = Number(exponent) + 1;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${all}`;
  return point >= all.length ? `${sign}${all.padEnd(point, '0')}` : `${sign}${all.slice(0, point)}.${all.slice(point)}`;
}

/** `json.Marshal`. */
function goJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(goJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    return `{${keys.map((key) => `${goJson(key)}:${goJson((value as Record<string, Json>)[key] as Json)}`).join(',')}}`;
  }
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('&', '\\u0026')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

/** Crossplane's field paths: `a.b[0][c.d]`; what is in brackets is an index where it is a number. */
export function parseFieldPath(text: string): readonly (string | number)[] {
  const segments: (string | number)[] = [];
  let rest = text;
  while (rest !== '') {
    const bracketed = /^\[([^[\]]+)\]/.exec(rest);
    const named = /^([^.[\]]+)/.exec(rest);
    const [whole, content] = (bracketed ?? named ?? []) as [string?, string?];
    if (whole === undefined || content === undefined) throw new Error(`${text} is no field path: ${rest}`);
    const isIndex = bracketed !== null && /^\d+$/.test(content) && Number(content) < 2 ** 32;
    segments.push(isIndex ? Number(content) : bracketed ? content.replace(/^['"]|['"]$/g, '') : content);
    rest = rest.slice(whole.length);
    if (rest.startsWith('.')) {
      rest = rest.slice(1);
      if (rest === '' || /^[.[]/.test(rest)) throw new Error(`${text} is no field path: a period ends it`);
    } else if (rest !== '' && !rest.startsWith('[')) {
      throw new Error(`${text} is no field path: ${rest}`);
    }
  }
  return segments;
}

/** The value at a field path; undefined where it is missing. */
export function getValue(object: Json, path: string): Json | undefined {
  let value: Json | undefined = object;
  for (const segment of parseFieldPath(path)) {
    if (typeof value !== 'object' || value === null) throw new Error(`${path}: not an object`);
    if (Array.isArray(value) !== (typeof segment === 'number')) throw new Error(`${path}: ${segment} of another type`);
    if (!Object.hasOwn(value, segment)) return undefined;
    value = (value as Record<string, Json>)[segment];
  }
  return value;
}

function setValue(object: object, path: string, value: Json): void {
  const segments = parseFieldPath(path);
  let parent = object as Record<string | number, Json>;
  for (const [i, segment] of segments.entries()) {
    if (Array.isArray(parent) !== (typeof segment === 'number')) throw new Error(`${path}: ${segment} of another type`);
    if (i === segments.length - 1) parent[segment] = value;
    else if (!Object.hasOwn(parent, segment)) parent[segment] = typeof segments[i + 1] === 'number' ? [] : {};
    parent = parent[segment] as unknown as Record<string | number, Json>;
  }
}
