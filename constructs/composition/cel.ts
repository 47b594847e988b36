import type { Environment } from '@marcbachmann/cel-js';
import type { Json } from './field-path';
import { toPattern } from './pattern';
import type { KindSchema } from './target';

/** Functions of Kubernetes that CEL itself does not have. @see https://kubernetes.io/docs/reference/using-api/cel/ */
const FUNCTIONS = [
  ...['quantity', 'url', 'ip', 'cidr', 'semver'].map((name) => `${name}(dyn): dyn`),
  ...['isQuantity', 'isURL', 'isIP', 'isCIDR', 'isSemver'].map((name) => `${name}(dyn): bool`),
  ...['sign', 'asInteger', 'family', 'prefixLength', 'major', 'minor', 'patch'].map((name) => `dyn.${name}(): int`),
  ...['asApproximateFloat'].map((name) => `dyn.${name}(): double`),
  ...['getScheme', 'getHost', 'getHostname', 'getPort', 'getEscapedPath'].map((name) => `dyn.${name}(): string`),
  ...['isInteger', 'isLoopback', 'isUnspecified', 'isGlobalUnicast', 'isSorted'].map((name) => `dyn.${name}(): bool`),
  ...['isGreaterThan', 'isLessThan', 'containsIP', 'containsCIDR'].map((name) => `dyn.${name}(dyn): bool`),
  ...['add', 'sub', 'min', 'max', 'sum', 'getQuery'].flatMap((name) => [`dyn.${name}(): dyn`, `dyn.${name}(dyn): dyn`]),
  'dyn.compareTo(dyn): int',
  'string.find(string): string',
  'string.findAll(string): list<string>',
  'string.replace(string, string): string',
  'string.charAt(int): string',
];

let library: Environment | undefined;
let evaluating: Environment | undefined;

/** The rules' language, loaded only where there are rules. */
function celLibrary(): Environment {
  if (!library) {
    const { Environment } = require('@marcbachmann/cel-js') as typeof import('@marcbachmann/cel-js');
    library = new Environment();
    for (const signature of FUNCTIONS) {
      library.registerFunction(signature, () => {
        throw new Error(`${signature} is Kubernetes' own`);
      });
    }
  }
  return library;
}

/** What is wrong with a rule about the values of a schema, as the API server would refuse it; undefined where nothing is. */
export function problemOfRule(rule: string, schema: KindSchema): string | undefined {
  const type = typeOf(schema);
  const environment = celLibrary().clone().registerVariable('self', type).registerVariable('oldSelf', type);
  const { valid, type: result, error } = environment.check(rule);
  if (!valid) return error?.message.split('\n')[0];
  if (result !== 'bool' && result !== 'dyn') return `it gives ${result}, not true or false`;
  return problemIn(environment.parse(rule).ast as unknown as Node, schema);
}

/** Whether a rule holds for a value; undefined where it cannot be asked here, as of functions of Kubernetes' own. */
export function holds(rule: string, self: Json): boolean | undefined {
  try {
    evaluating ??= celLibrary().clone().registerVariable('self', 'dyn');
    return evaluating.evaluate(rule, { self }) === true;
  } catch {
    return undefined;
  }
}

function typeOf({ type, 'x-kubernetes-int-or-string': isEither }: KindSchema): string {
  if (isEither) return 'dyn';
  return { string: 'string', integer: 'int', number: 'double', boolean: 'bool' }[type as string] ?? 'dyn';
}

/** A part of a rule. */
interface Node {
  readonly op: string;
  readonly args: unknown;
}

/** What the language itself lets pass: fields that the schema lacks, and patterns that RE2 does not know. */
function problemIn(node: Node, schema: KindSchema): string | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  const path = pathOf(node);
  if (path) {
    const missing = missingField(path, schema);
    if (missing) return `there is no field ${missing}`;
  }
  if (node.op === 'rcall' && Array.isArray(node.args) && node.args[0] === 'matches') {
    const [pattern] = node.args[2] as [Node?];
    if (pattern?.op === 'value' && typeof pattern.args === 'string') {
      try {
        toPattern(pattern.args);
      } catch (error) {
        return (error as Error).message;
      }
    }
  }
  for (const below of Array.isArray(node.args) ? node.args.flat() : []) {
    const problem = problemIn(below as Node, schema);
    if (problem) return problem;
  }
  return undefined;
}

/** The fields that are asked of the value itself, such as `a` and `b` of `self.a.b`. */
function pathOf(node: Node): readonly string[] | undefined {
  if (node.op === 'id') return node.args === 'self' || node.args === 'oldSelf' ? [] : undefined;
  if (node.op !== '.' || !Array.isArray(node.args)) return undefined;
  const above = pathOf(node.args[0] as Node);
  return above && [...above, node.args[1] as string];
}

function missingField(path: readonly string[], schema: KindSchema): string | undefined {
  let at: KindSchema | undefined = schema;
  for (const [i, name] of path.entries()) {
    // The metadata has more fields than the schema of a composite says.
    if (!at?.properties || name === 'metadata') return undefined;
    const found: string | undefined = Object.keys(at.properties).find((property) => celName(property) === name);
    if (found === undefined) return ['self', ...path.slice(0, i + 1)].join('.');
    at = at.properties[found];
  }
  return undefined;
}

/** A field's name as rules write it. @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#escaping */
function celName(name: string): string {
  if (
    /^(true|false|null|in|as|break|const|continue|else|for|function|if|import|let|loop|package|namespace|return)$/.test(
      name,
    )
  ) {
    return `__${name}__`;
  }
  return name
    .replaceAll('__', '__underscores__')
    .replaceAll('.', '__dot__')
    .replaceAll('-', '__dash__')
    .replaceAll('/', '__slash__');
}
