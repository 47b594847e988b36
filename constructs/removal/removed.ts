import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { isScalar, isSeq } from 'yaml';
import { writeWhole } from '../output/whole-file';
import { type Problem, told } from '../problems/problem';
import { type Environments, environmentsOf, namespaceOf } from '../registration/names';
import { answerOf } from '../registration/parse';
import type { Registration } from '../registration/schema';
import { registrationPath } from '../registration/write';
import { parseYaml, refusalOf, textOf } from '../registration/yaml';
import { codeOf, reasonOf } from '../settings/file-problem';
import { UserError } from '../settings/user-error';
import { type Going, inWords } from './going';

const ALLOWED = 'a list of namespaces, one a line: - <environment>/<namespace>, such as - dev/shop-dev';
const LINE = /^[a-z0-9-]+\/[a-z0-9-]+$/;

/**
 * The namespaces that may go with their databases: `removed.yaml`, a line each. It is in git, so that reviewers read what
 * goes, and apart from `apps/`, since no line can stand in a registration that is no more.
 *
 * A line is about a namespace that no app has. So none can be left over and agree to a later removal: who registers the app
 * again has to take the line away.
 */
export class Removed {
  private constructor(
    private readonly path: string,
    private readonly text: string,
    private readonly namespaces: ReadonlySet<string>,
  ) {}

  /**
   * @param path of `removed.yaml`; where there is no file, no namespace may go
   * @param apps the registrations, which are all namespaces that there are
   * @throws UserError listing all that is wrong with the file
   */
  static read(path: string, apps: readonly Registration[], settings: Environments): Removed {
    const file = basename(path);
    const text = textIn(path, file);
    if (typeof text !== 'string') throw new UserError(told(file, text));
    const { namespaces, problems } = parse(text, ownersOf(apps, settings));
    if (problems.length > 0) throw new UserError(problems.map((problem) => told(file, problem)).join('\n'));
    return new Removed(path, text, namespaces);
  }

  /** What the file does not name of what goes. */
  lacks(going: readonly Going[]): readonly Going[] {
    return going.filter((one) => !this.namespaces.has(keyOf(one)));
  }

  /**
   * Refuses a change that takes away what the file does not name.
   * @throws UserError naming app, environment, namespace and database of each, and what to do
   */
  refuse(going: readonly Going[]): void {
    const lacking = this.lacks(going);
    if (lacking.length === 0) return;
    const apps = [...new Set(lacking.map(({ app }) => app))];
    const file = basename(this.path);
    throw new UserError(
      [
        `${file} does not name what this change takes from the clusters:`,
        ...lacking.map((one) => `  ${inWords(one)}`),
        'A renamed app is a new one: it begins with an empty database.',
        `Where that is meant: npm start -- ${apps.map((app) => `--confirm ${app}`).join(' ')}`,
        `That adds a line for each to ${file}; commit it with the change.`,
      ].join('\n'),
    );
  }

  /** Adds a line for each namespace that the file does not name. @throws UserError where it cannot be written */
  add(going: readonly Going[]): void {
    const lacking = this.lacks(going);
    if (lacking.length === 0) return;
    const lines = lacking.map((one) => `- ${keyOf(one)} # ${inWords(one)}\n`);
    const before = this.text === '' || this.text.endsWith('\n') ? this.text : `${this.text}\n`;
    writeWhole(this.path, before + lines.join(''), basename(this.path));
  }
}

/** How the file names a namespace. */
function keyOf({ environment, namespace }: Pick<Going, 'environment' | 'namespace'>): string {
  return `${environment}/${namespace}`;
}

/** The app of each namespace that there is. */
function ownersOf(apps: readonly Registration[], settings: Environments): ReadonlyMap<string, string> {
  return new Map(
    apps.flatMap((app) =>
      environmentsOf(app).map((environment) => {
        return [keyOf({ environment, namespace: namespaceOf(app.name, environment, settings) }), app.name] as const;
      }),
    ),
  );
}

function textIn(path: string, file: string): string | Problem {
  try {
    return textOf(readFileSync(path));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return '';
    throw new UserError(`${file}: cannot be read: ${reasonOf(error)}`);
  }
}

function parse(
  text: string,
  owners: ReadonlyMap<string, string>,
): { readonly namespaces: ReadonlySet<string>; readonly problems: readonly Problem[] } {
  const namespaces = new Set<string>();
  const refused = (problem: Problem) => ({ namespaces, problems: [problem] });
  const parsed = parseYaml(text, ALLOWED, true);
  if ('where' in parsed) return refused(parsed);
  const { documents, lines } = parsed;
  if (documents.length > 1) return refused({ where: 'file', given: `${documents.length} documents`, allowed: 'one' });
  const root = documents[0]?.contents ?? null;
  if (root === null) return { namespaces, problems: [] };
  if (!isSeq(root) || root.flow === true) {
    const given = isSeq(root) ? 'a list in brackets' : answerOf(root).given;
    return refused({ where: 'file', given, allowed: ALLOWED });
  }
  const problems: Problem[] = [];
  for (const item of root.items) {
    const node = item as Parameters<typeof answerOf>[0];
    const where = `line ${lines.linePos(node?.range?.[0] ?? 0).line}`;
    const { given, value } = answerOf(node);
    const refusal = refusalOf(node);
    const owner = owners.get(String(value));
    if (refusal !== undefined) problems.push({ where, ...refusal });
    else if (!isScalar(node) || typeof value !== 'string' || !LINE.test(value)) {
      problems.push({ where, given, allowed: ALLOWED });
    } else if (namespaces.has(value)) problems.push({ where, given: `${given} again`, allowed: 'once' });
    else if (owner !== undefined) {
      const allowed = `a namespace that no app has; this one is of ${registrationPath(owner)}: delete the line`;
      problems.push({ where, given, allowed });
    } else namespaces.add(value);
  }
  return { namespaces, problems };
}
