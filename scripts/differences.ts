import type { Changes } from '../constructs/output/tree';
import { ENVIRONMENTS } from '../constructs/settings/settings';
import { paint } from './console';

/** How a file of `dist/` differs. */
export interface Difference {
  readonly kind: 'removed' | 'changed' | 'added';
  /** From the root of `dist/`. */
  readonly path: string;
}

/** Folders that clusters apply; a mistake in the others harms nothing that runs. */
const APPLIED = ['tenants', 'clusters', 'platform', 'infrastructure'];
const KINDS = ['removed', 'changed', 'added'] as const;
const SIGNS = { removed: ['red', '-'], changed: ['yellow', '~'], added: ['green', '+'] } as const;

/** Most differences that are listed one by one. */
const MOST = 20;

/**
 * The differences, most dangerous first: what clusters apply before what they do not; what goes before what changes and
 * what comes; what is of all environments before what is of one, of a later one before an earlier.
 */
export function byDanger(changes: Changes): readonly Difference[] {
  const differences = KINDS.flatMap((kind) => changes[kind].map((path) => ({ kind, path })));
  const danger = ({ kind, path }: Difference): readonly number[] => {
    const [folder = '', ...rest] = path.split('/');
    const applied = APPLIED.includes(folder);
    const environment = ENVIRONMENTS.findIndex((name) => rest.includes(name));
    return [applied ? 0 : 1, KINDS.indexOf(kind), environment < 0 ? 0 : ENVIRONMENTS.length - environment];
  };
  const ranked = differences.map((difference) => ({ difference, rank: danger(difference) }));
  return ranked
    .sort((a, b) => {
      const first = a.rank.findIndex((rank, index) => rank !== b.rank[index]);
      if (first >= 0) return (a.rank[first] as number) - (b.rank[first] as number);
      return a.difference.path < b.difference.path ? -1 : 1;
    })
    .map(({ difference }) => difference);
}

/** The differences as lines, most dangerous first; of many, how many more there are in which folders. */
export function listOf(changes: Changes): readonly string[] {
  const differences = byDanger(changes);
  const lines = differences.slice(0, MOST).map(({ kind, path }) => {
    const [colour, sign] = SIGNS[kind];
    return paint(colour, `${sign} ${path}`);
  });
  const rest = differences.slice(MOST);
  if (rest.length === 0) return lines;
  const folders = Map.groupBy(rest, ({ kind, path }) => `${kind} in ${path.split('/')[0]}`);
  const counts = [...folders].map(([where, { length }]) => `${length} ${where}`);
  return [...lines, `… and ${rest.length} more: ${counts.join(', ')}`];
}
