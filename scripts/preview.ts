import { readFileSync } from 'node:fs';
import { App, Chart } from 'cdk8s';
import { type Document, isNode, isPair, isScalar, type LineCounter, type Node, visit } from 'yaml';
import { admit } from '../constructs/node-app/admission';
import { toYaml } from '../constructs/output/yaml';
import { type Problem, printable } from '../constructs/problems/problem';
import { parseYaml, type Refusal, refusalOf, textOf } from '../constructs/registration/yaml';
import { reasonOf } from '../constructs/settings/file-problem';
import { UserError } from '../constructs/settings/user-error';
import { nodeDevelopment } from '../constructs/synthesize';
import { settings } from '../main';
import { run } from './console';
import { givenPath } from './given-path';

const HELP = `Usage: npm run --silent preview -- FILE

Prints what the XNodeApp in FILE becomes at first sight: the composed resources as crossplane render would make them,
as YAML documents. FILE is a YAML file, or - for standard input, such as the output of kustomize build. A value that
Flux's kustomize would read otherwise, such as 03001 or 1_000, is refused.
`;

run(
  HELP,
  {},
  (_, [file]) => {
    if (!file) throw new UserError(`no file is given\n${HELP}`);
    const composition = nodeDevelopment(new Chart(new App(), 'preview'), settings());
    const { composed } = composition.render(admit(read(file), file));
    process.stdout.write([...composed.values()].map(toYaml).join('---\n'));
  },
  1,
);

/** @throws UserError where there is no such file, or it is not one YAML document that Flux would read alike */
function read(file: string): unknown {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file === '-' ? 0 : givenPath(file));
  } catch (error) {
    throw new UserError(`${file}: cannot be read: ${reasonOf(error)}`);
  }
  const text = textOf(bytes);
  const parsed = typeof text === 'string' ? parseYaml(text, 'one XNodeApp', true) : text;
  if ('where' in parsed) throw refused(file, [parsed]);
  const { documents, lines } = parsed;
  const [document] = documents;
  if (!document || documents.length > 1) {
    throw new UserError(`${file}: given ${documents.length} YAML documents; allowed: one`);
  }
  const problems = problemsOf(document, lines);
  if (problems.length > 0) throw refused(file, problems);
  return document.toJS();
}

function refused(file: string, problems: readonly Problem[]): UserError {
  const said = problems.map(({ where, given, allowed }) => `${file}: ${where}: given ${given}; allowed: ${allowed}`);
  return new UserError(said.join('\n'));
}

/** What kustomize would read otherwise, or does not read. */
function problemsOf(document: Document.Parsed, lines: LineCounter): Problem[] {
  const problems: Problem[] = [];
  const refuse = (node: Node, path: readonly unknown[], refusal: Refusal) => {
    const line = `line ${lines.linePos(node.range?.[0] ?? 0).line}`;
    const field = path.map(fieldOf).filter(Boolean).join('.');
    problems.push({ where: field ? `${line}: ${field}` : line, ...refusal });
  };
  visit(document, {
    Pair(_, { key }, path) {
      if (!isNode(key) || refusalOf(key)) return;
      const isText = isScalar(key) && typeof key.value === 'string';
      const name = isScalar(key) ? printable(key.source ?? '') : 'of several values';
      if (!isText) refuse(key, path, { given: `the key ${name}, which is no text`, allowed: 'keys that are texts' });
      else if (key.value === '<<' && key.type === 'PLAIN') {
        refuse(key, path, { given: 'the key <<', allowed: 'values written where they belong' });
      }
    },
    Node(_, node, path) {
      const refusal = refusalOf(node);
      if (refusal) refuse(node, path, refusal);
    },
  });
  return problems;
}

/** The name of the field that a step of a path goes into. */
function fieldOf(step: unknown): string {
  return isPair(step) && isScalar(step.key) ? printable(String(step.key.value)) : '';
}
