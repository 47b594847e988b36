import { readFileSync } from 'node:fs';
import { App, Chart } from 'cdk8s';
import { LineCounter, parseAllDocuments } from 'yaml';
import { admit } from '../constructs/node-app/admission';
import { toYaml } from '../constructs/output/yaml';
import { UserError } from '../constructs/settings/user-error';
import { nodeDevelopment } from '../constructs/synthesize';
import { platform } from '../platform';
import { run } from './console';

const HELP = `Usage: npm run --silent preview -- FILE

Prints what the XNodeApp in FILE becomes at first sight: the composed resources as crossplane render would make them,
as YAML documents. FILE is a YAML file, or - for standard input, such as the output of kustomize build.
`;

run(
  HELP,
  {},
  (_, [file]) => {
    if (!file) throw new UserError(`no file is given\n${HELP}`);
    const composition = nodeDevelopment(new Chart(new App(), 'preview'), platform);
    const { composed } = composition.render(admit(read(file), file));
    process.stdout.write([...composed.values()].map(toYaml).join('---\n'));
  },
  1,
);

/** @throws UserError where there is no such file, or it is not one YAML document */
function read(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new UserError(`${file}: cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { prettyErrors: false, lineCounter: lines });
  if (!Array.isArray(documents) || documents.length !== 1) {
    const given = Array.isArray(documents) ? documents.length : 0;
    throw new UserError(`${file}: given ${given} YAML documents; allowed: one`);
  }
  const [document] = documents;
  const [problem] = document?.errors ?? [];
  if (problem) {
    const { line } = lines.linePos(problem.pos[0]);
    throw new UserError(`${file}: line ${line}: given what is not YAML (${problem.message}); allowed: one XNodeApp`);
  }
  try {
    return document?.toJS({ maxAliasCount: 0 });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    throw new UserError(`${file}: given an alias; allowed: values without aliases`);
  }
}
