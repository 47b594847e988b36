import { parse } from 'yaml';
import { NEVER_PRUNED } from '../flux/names';
import { Database } from '../node-app/database';
import type { Changes, OutputTree } from '../output/tree';
import { ENVIRONMENTS } from '../settings/settings';

/** Texts of files by path, from the root of `dist/`. */
export type Files = ReadonlyMap<string, string>;

/** An app's namespace that a change takes from a cluster, and all that is in it. */
export interface Going {
  readonly app: string;
  /** Environment whose cluster has the namespace. */
  readonly environment: string;
  readonly namespace: string;
  /** The PostgreSQL cluster in it. */
  readonly database: string;
  /** Whether Flux leaves namespace and database where they are: they are protected, but nothing is delivered any more. */
  readonly stays: boolean;
}

/** What is read of a Namespace in `dist/tenants`. */
interface Namespace {
  readonly metadata: {
    readonly name: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

const PRUNE = 'kustomize.toolkit.fluxcd.io/prune';
const TENANTS = /^tenants\/([^/]+)\//;

/**
 * The namespaces of apps that a change of `dist/` takes away, by whatever way: a registration that goes or is renamed, an
 * app that is open to fewer environments, an environment that goes, a namespace that is called otherwise.
 *
 * @param before the files that the change removes or changes, as they were; of others only `dist/tenants` is looked at
 * @param after the files that it adds or changes, as they will be
 * @returns what goes, sorted by app; what is deleted before what stays, and what is of a later environment before what is of an earlier one
 */
export function whatGoes(before: Files, after: Files): readonly Going[] {
  const left = new Set(
    [...namespacesOf(after)].map(([environment, { metadata }]) => `${environment}/${metadata.name}`),
  );
  const going: Going[] = [];
  for (const [environment, { metadata }] of namespacesOf(before)) {
    const { name: namespace, labels = {}, annotations = {} } = metadata;
    if (left.has(`${environment}/${namespace}`)) continue;
    const app = labels['app.kubernetes.io/part-of'] ?? namespace;
    const stays = annotations[PRUNE] === NEVER_PRUNED[PRUNE];
    going.push({ app, environment, namespace, database: Database.nameOf(app), stays });
  }
  return going.sort((a, b) => {
    if (a.app !== b.app) return a.app < b.app ? -1 : 1;
    return Number(a.stays) - Number(b.stays) || placeOf(b) - placeOf(a);
  });
}

/** What goes where a folder that holds `dist/` becomes a tree. @param read gives the text of a file of the folder */
export function goingWith(changes: Changes, tree: OutputTree, read: (path: string) => string): readonly Going[] {
  const files = (paths: readonly string[], textOf: (path: string) => string): Files =>
    new Map(paths.filter((path) => TENANTS.test(path)).map((path) => [path, textOf(path)]));
  return whatGoes(
    files([...changes.changed, ...changes.removed], read),
    files([...changes.changed, ...changes.added], (path) => String(tree.file(path)?.content)),
  );
}

/** A namespace that goes in a line: `shop: dev: the namespace shop-dev is deleted, and with it the database shop-db`. */
export function inWords({ app, environment, namespace, database, stays }: Going): string {
  const what = stays
    ? `the namespace ${namespace} and its database ${database} are protected and stay, but nothing is delivered there any ` +
      'more, and its quota goes'
    : `the namespace ${namespace} is deleted, and with it the database ${database}`;
  return `${app}: ${environment}: ${what}`;
}

/** Where an environment stands among all; -1 for one that is no more. */
function placeOf({ environment }: Going): number {
  return (ENVIRONMENTS as readonly string[]).indexOf(environment);
}

/** The Namespaces in `dist/tenants`, each with its environment. Other documents are not parsed: there are thousands. */
function* namespacesOf(files: Files): Generator<readonly [environment: string, namespace: Namespace]> {
  for (const [path, text] of files) {
    const environment = TENANTS.exec(path)?.[1];
    if (environment === undefined) continue;
    for (const document of text.split(/^---$/m)) {
      if (/^kind: Namespace$/m.test(document)) yield [environment, parse(document) as Namespace];
    }
  }
}
