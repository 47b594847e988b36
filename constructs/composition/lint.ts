import { relative, resolve } from 'node:path';
import type { Node, SourceFile } from 'typescript/unstable/ast';
import type { Checker, Type } from 'typescript/unstable/sync';

const { API, TypeFlags } = require('typescript/unstable/sync') as typeof import('typescript/unstable/sync');
const { SyntaxKind } = require('typescript/unstable/ast') as typeof import('typescript/unstable/ast');

/** A place in a source where a reference is used as if its value were known. */
export interface Misuse {
  /** Path of the file, from the folder of the project. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** What is wrong, and what to write instead. */
  readonly message: string;
}

const CONDITION = 'is there for every composite, and so is true: use when(…), or choose(…) for a value';
const COMPARED =
  'is compared before it has a value: use equals(…), greaterThan(…) or present(…) in when(…), or choose(…)';
const FALLBACK = 'is there for every composite: what stands in where the field is missing is said by orElse(…)';
const CALCULATED =
  'is calculated with before it has a value: have the composite say the result, or map it with choose(…)';
const CHANGED =
  'has no text of its own before there is a composite: limit the field (maxLength, pattern), or map it with choose(…) or match(…)';
const LOOKED_UP = 'is looked up before it has a value: use choose(…), which takes the same map';

/** What may be asked of a text or a number that is a reference. */
const ALLOWED = new Set(['toString', 'valueOf', 'concat']);
/** What asks a list, a map or a pattern about a value. */
const LOOK_UPS = new Set(['includes', 'indexOf', 'lastIndexOf', 'has', 'get', 'test', 'exec']);
/** What makes another value of one. */
const CONVERSIONS = /^(Number|Boolean|parseInt|parseFloat|isNaN|BigInt|Math\.\w+|Number\.\w+)$/;

/**
 * Finds what the compiler's types cannot refuse: conditions on references, comparisons, fallbacks, arithmetic, and
 * operations on texts. Each would be worked out once, at synthesis, and be the same for every composite.
 *
 * A reference is known by its type: where a prop is declared `string`, a reference that is given to it is any text.
 *
 * @param project path of a `tsconfig.json`
 * @param folders the sources to look at, from the project's folder
 * @example misuses('tsconfig.json', ['constructs'])
 */
export function misuses(project: string, folders: readonly string[]): Misuse[] {
  const config = resolve(project);
  const root = resolve(config, '..');
  const api = new API({ cwd: root });
  try {
    const opened = api.updateSnapshot({ openProjects: [config] }).getProject(config);
    if (!opened) throw new Error(`${project} is no project of TypeScript`);
    const isWithin = (file: string) => folders.some((folder) => file.startsWith(`${resolve(root, folder)}/`));
    return opened.program
      .getSourceFileNames()
      .filter((file) => isWithin(file) && !file.endsWith('.d.ts'))
      .flatMap((file) => {
        const source = opened.program.getSourceFile(file);
        return source ? misusesIn(source, opened.checker, relative(root, file)) : [];
      });
  } finally {
    api.close();
  }
}

/** An expression, and what would be wrong with it were it a reference. */
interface Suspect {
  readonly node: Node;
  readonly problem: string;
  /** Whether a map or a list may be used so. */
  readonly onlyPlain?: boolean;
}

function misusesIn(source: SourceFile, checker: Checker, file: string): Misuse[] {
  const suspects: Suspect[] = [];
  const visit = (node: Node): void => {
    suspects.push(...suspectsOf(node));
    node.forEachChild(visit);
  };
  visit(source);
  const types = checker.getTypeAtLocation(suspects.map(({ node }) => node));
  return suspects.flatMap(({ node, problem, onlyPlain = false }, i): Misuse[] => {
    const type = types[i];
    if (!type || !isReference(type, checker, onlyPlain)) return [];
    // What is not given at all, such as an optional prop, is known at synthesis.
    if ([CONDITION, COMPARED, FALLBACK].includes(problem) && mayBeNothing(type)) return [];
    const line = source.text.slice(0, node.getStart(source)).split('\n').length;
    return [{ file, line, message: `the reference ${node.getText(source)} ${problem}` }];
  });
}

/** Parts of the syntax, as far as they are looked at. */
interface Parts {
  readonly expression?: Node;
  readonly condition?: Node;
  readonly operand?: Node;
  readonly operator?: number;
  readonly left?: Node;
  readonly right?: Node;
  readonly operatorToken?: Node;
  readonly name?: Node & { readonly text?: string };
  readonly argumentExpression?: Node;
  readonly arguments?: readonly Node[];
  readonly initializer?: Node;
  readonly templateSpans?: readonly { readonly expression: Node }[];
}

function suspectsOf(node: Node): Suspect[] {
  const parts = node as unknown as Parts;
  const suspect = (problem: string, ...nodes: readonly (Node | undefined)[]): Suspect[] =>
    nodes.flatMap((one) => (one ? [{ node: bare(one), problem }] : []));
  switch (node.kind) {
    case SyntaxKind.IfStatement:
    case SyntaxKind.WhileStatement:
    case SyntaxKind.DoStatement:
      return suspect(CONDITION, parts.expression);
    case SyntaxKind.ForStatement:
    case SyntaxKind.ConditionalExpression:
      return suspect(CONDITION, parts.condition);
    case SyntaxKind.SwitchStatement:
    case SyntaxKind.CaseClause:
    case SyntaxKind.TypeOfExpression:
      return suspect(COMPARED, parts.expression);
    case SyntaxKind.PrefixUnaryExpression:
      return suspect(parts.operator === SyntaxKind.ExclamationToken ? CONDITION : CALCULATED, parts.operand);
    case SyntaxKind.BinaryExpression:
      return suspectsOfBinary(parts).flatMap(([problem, one]) => suspect(problem, one));
    case SyntaxKind.PropertyAccessExpression:
      return suspectsOfAccess(bare(parts.expression as Node), parts.name?.text);
    case SyntaxKind.ElementAccessExpression:
      return [
        ...suspect(LOOKED_UP, parts.argumentExpression),
        ...suspect(CHANGED, parts.expression).map((one) => ({ ...one, onlyPlain: true })),
      ];
    case SyntaxKind.BindingElement:
      return parts.initializer ? suspect(FALLBACK, parts.name) : [];
    case SyntaxKind.CallExpression:
      return suspectsOfCall(parts).flatMap(([problem, one]) => suspect(problem, one));
    default:
      return [];
  }
}

function suspectsOfBinary({ left, right, operatorToken }: Parts): [string, Node | undefined][] {
  switch (operatorToken?.kind) {
    case SyntaxKind.EqualsEqualsToken:
    case SyntaxKind.EqualsEqualsEqualsToken:
    case SyntaxKind.ExclamationEqualsToken:
    case SyntaxKind.ExclamationEqualsEqualsToken:
    case SyntaxKind.LessThanToken:
    case SyntaxKind.LessThanEqualsToken:
    case SyntaxKind.GreaterThanToken:
    case SyntaxKind.GreaterThanEqualsToken:
    case SyntaxKind.InKeyword:
    case SyntaxKind.InstanceOfKeyword:
      return [
        [COMPARED, left],
        [COMPARED, right],
      ];
    case SyntaxKind.AmpersandAmpersandToken:
      return [[CONDITION, left]];
    case SyntaxKind.BarBarToken:
    case SyntaxKind.QuestionQuestionToken:
    case SyntaxKind.BarBarEqualsToken:
    case SyntaxKind.QuestionQuestionEqualsToken:
      return [[FALLBACK, left]];
    case SyntaxKind.MinusToken:
    case SyntaxKind.AsteriskToken:
    case SyntaxKind.AsteriskAsteriskToken:
    case SyntaxKind.SlashToken:
    case SyntaxKind.PercentToken:
    case SyntaxKind.AmpersandToken:
    case SyntaxKind.BarToken:
    case SyntaxKind.CaretToken:
      return [
        [CALCULATED, left],
        [CALCULATED, right],
      ];
    default:
      return [];
  }
}

function suspectsOfAccess(of: Node, name: string | undefined): Suspect[] {
  if (name === undefined || ALLOWED.has(name)) return [];
  const suspects: Suspect[] = [{ node: of, problem: CHANGED, onlyPlain: true }];
  // A text with a reference in it is changed as little as the reference itself.
  if (of.kind !== SyntaxKind.TemplateExpression) return suspects;
  const spans = (of as unknown as Parts).templateSpans ?? [];
  return [...suspects, ...spans.map(({ expression }) => ({ node: bare(expression), problem: CHANGED }))];
}

function suspectsOfCall({ expression, arguments: given = [] }: Parts): [string, Node][] {
  const callee = expression as Node & Parts;
  const looksUp = callee.kind === SyntaxKind.PropertyAccessExpression && LOOK_UPS.has(callee.name?.text ?? '');
  if (looksUp) return given.map((one) => [LOOKED_UP, one]);
  return CONVERSIONS.test(callee.getText()) ? given.map((one) => [CALCULATED, one]) : [];
}

/** An expression without what stands around it and changes nothing of it. */
function bare(node: Node): Node {
  const { ParenthesizedExpression, NonNullExpression, AsExpression } = SyntaxKind;
  const isAround = [ParenthesizedExpression, NonNullExpression, AsExpression].includes(node.kind as never);
  return isAround ? bare((node as unknown as Parts).expression as Node) : node;
}

function mayBeNothing(type: Type): boolean {
  return membersOf(type).some(({ flags }) => flags & (TypeFlags.Undefined | TypeFlags.Null));
}

function membersOf(type: Type): readonly Type[] {
  return type.flags & TypeFlags.Union ? (type as Type & { getTypes(): readonly Type[] }).getTypes() : [type];
}

/** @param onlyPlain whether an object, whose fields may be asked for, is none */
function isReference(type: Type, checker: Checker, onlyPlain: boolean): boolean {
  if (type.flags & TypeFlags.Union) return membersOf(type).some((member) => isReference(member, checker, onlyPlain));
  if (!(type.flags & (TypeFlags.Intersection | TypeFlags.Object))) return false;
  const names = checker.getPropertiesOfType(type).map(({ name }) => name);
  if (!onlyPlain) return names.some((name) => /^__@(REFERENCE|EXPRESSION)@/.test(name));
  const isTextOrNumber = names.includes('charAt') || names.includes('toFixed');
  return isTextOrNumber && names.some((name) => name.startsWith('__@REFERENCE@'));
}
