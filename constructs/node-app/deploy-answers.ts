import { type Answer, answerOf } from '../registration/parse';
import { parseYaml, refusalOf } from '../registration/yaml';

/** Largest file that is read, in bytes; those of `base/` have some hundred. */
const MAX_SIZE = 64 * 1024;

/** Where the answers of the form are in a deploy repository: file, and path of the field. */
const PLACES = {
  name: ['base/xnodeapp.yaml', 'metadata', 'name'],
  team: ['base/xnodeapp.yaml', 'spec', 'team'],
  database: ['base/postgres-xr.yaml', 'spec', 'database', 'name'],
  apiPort: ['base/backend-deployment.yaml', 'spec', 'backend', 'port'],
  monitoring: ['base/xnodeapp.yaml', 'spec', 'monitoring'],
} as const satisfies Readonly<Record<string, readonly [file: string, ...path: string[]]>>;

/** The files that {@link deployAnswers} reads. */
export const ANSWER_FILES: readonly string[] = [...new Set(Object.values(PLACES).map(([file]) => file))];

/**
 * The answers of the form, read back from a deploy repository. What is not there, or cannot be read, is no answer:
 * whether the rest is a registration is for its check to say.
 *
 * @param files contents of {@link ANSWER_FILES}, as far as they exist
 */
export function deployAnswers(files: ReadonlyMap<string, string>): Map<string, Answer> {
  const answers = new Map<string, Answer>();
  for (const [field, [file, ...path]] of Object.entries(PLACES)) {
    const text = files.get(file);
    if (text === undefined || text.length > MAX_SIZE) continue;
    const parsed = parseYaml(text, '', true);
    if ('where' in parsed || parsed.documents.length !== 1) continue;
    const [document] = parsed.documents;
    if (!document?.hasIn(path)) continue;
    const node = document.getIn(path, true) as Parameters<typeof answerOf>[0];
    const refusal = refusalOf(node);
    answers.set(field, refusal ? { value: undefined, given: refusal.given } : answerOf(node));
  }
  return answers;
}
