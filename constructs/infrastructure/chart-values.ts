/** What one value of a chart may be; `map` and `any` are checked no further. */
export type ValueKind = 'any' | 'boolean' | 'list' | 'map' | 'number' | 'string';

/** What a chart knows in one place: a kind of value, several of them, or values by their names. */
export type KnownValues = ValueKind | readonly ValueKind[] | { readonly [name: string]: KnownValues };

/** What `npm run record:charts` wrote of a chart to `imports/charts`. */
export interface ChartRecord {
  /** Name of the chart. */
  readonly chart: string;
  /** Exact version of the chart, as its `Chart.yaml` has it. */
  readonly version: string;
  /** The values that this version knows. */
  readonly values: { readonly [name: string]: KnownValues };
}

interface TypeOfKind {
  readonly any: unknown;
  readonly boolean: boolean;
  readonly list: readonly unknown[];
  readonly map: Readonly<Record<string, unknown>>;
  readonly number: number;
  readonly string: string;
}

/** The values that a chart takes, as a type: a value that it does not know does not compile. */
export type ValuesOf<Known> = Known extends ValueKind
  ? TypeOfKind[Known]
  : Known extends readonly (infer Kind extends ValueKind)[]
    ? TypeOfKind[Kind]
    : { readonly [Name in keyof Known]?: ValuesOf<Known[Name]> };

/**
 * What is wrong with the values that a chart is given, a sentence each: names that it does not know, and values of a kind
 * that it does not take. The compiler sees the same, but not through a variable nor a spread.
 */
export function valueProblems({ chart, version, values: known }: ChartRecord, given: object): string[] {
  return problems(known, given, '').map((problem) => `chart ${chart} ${version}: ${problem}`);
}

function problems(known: KnownValues, given: unknown, path: string): string[] {
  if (typeof known === 'string' || isList(known)) {
    const kinds = typeof known === 'string' ? [known] : known;
    if (kinds.some((kind) => kind === 'any' || kind === kindOf(given))) return [];
    return [`${path} is a ${kindOf(given)}; allowed: ${kinds.join(', ')}`];
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return [`${path} is a ${kindOf(given)}; allowed: map`];
  }
  return Object.entries(given).flatMap(([name, value]) => {
    const at = path === '' ? name : `${path}.${name}`;
    if (Object.hasOwn(known, name)) return problems(known[name] as KnownValues, value, at);
    return [`no value ${at}; allowed there: ${Object.keys(known).join(', ')}`];
  });
}

function isList(known: KnownValues): known is readonly ValueKind[] {
  return Array.isArray(known);
}

/** The kind that a value is of; of null, none that a chart asks for. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'object' ? 'map' : typeof value;
}
