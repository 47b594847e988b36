import type { GitRef } from '../../constructs/settings/settings';
import type { Repository } from '../github';

/** Names of a repository's tags, the highest version last. */
export async function tagsOf({ git }: Pick<Repository, 'git'>): Promise<string[]> {
  const tags = (await git.refs('refs/tags/')).map(({ ref }) => ref.slice('refs/tags/'.length));
  return tags.sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
}

/** The patch release after the highest. */
export async function nextTag(repository: Pick<Repository, 'git'>): Promise<string> {
  const [, minor = '0.1', patch = '-1'] = /^v(\d+\.\d+)\.(\d+)/.exec((await tagsOf(repository)).at(-1) ?? '') ?? [];
  return `v${minor}.${Number(patch) + 1}`;
}

/** The commit that Flux should deliver to whoever follows a ref; undefined where tags are followed and there is none. */
export async function wantedOf({ git }: Pick<Repository, 'git'>, ref: GitRef): Promise<string | undefined> {
  if ('branch' in ref) return git.head(ref.branch);
  const newest = (await tagsOf({ git })).at(-1);
  return newest && git.resolve(`refs/tags/${newest}`);
}
