import { createHash } from 'node:crypto';
import { log, ResourceHook, runtime } from '@pulumi/pulumi';
import type { SkeletonFile } from '../../constructs/backstage/skeleton';
import type { PlatformSettings } from '../../constructs/settings/settings';
import { publish, type Remote, seed } from './commit';
import type { Governed } from './governed';
import { seedOf } from './seeds';

/** What writes a repository's files, when Pulumi calls it. */
export interface Content {
  readonly hook: ResourceHook;
  /** Digest of the files, where the repository follows them; @default - they are what it starts with */
  readonly digest?: string;
}

/** How the files of a repository that Pulumi makes get into it: one commit at its start, and of the template one a change. */
export function contentOf(repository: Governed, platform: PlatformSettings, remote: Remote): Content {
  const { name, follows } = repository;
  const commit = (files: readonly SkeletonFile[], message: string) => ({
    files,
    message,
    author: { name: platform.repository, email: platform.contact },
  });
  if (follows) {
    const files = seedOf(repository, platform);
    const message = `feat: follow dist/ of ${platform.repository}`;
    const write = () => publish(remote, commit(files, message));
    const texts = { condition: 'where they differ', otherwise: 'holds just these files already' };
    return { digest: digestOf(files), hook: hook(name, () => files, write, texts) };
  }
  const write = (files: readonly SkeletonFile[]) =>
    seed(remote, commit(files, 'feat: start from the template Node Development'));
  const texts = { condition: 'if it is empty', otherwise: 'holds work already: it is left as it is' };
  return { hook: hook(name, () => seedOf(repository, platform), write, texts) };
}

/** Writes a repository's files when Pulumi calls it; in a preview it says what it would do. */
function hook(
  name: string,
  filesOf: () => readonly SkeletonFile[],
  write: (files: readonly SkeletonFile[]) => Promise<boolean>,
  { condition, otherwise }: { readonly condition: string; readonly otherwise: string },
): ResourceHook {
  const call = async () => {
    const files = filesOf();
    const commit = `${name}: one commit of ${files.length} files`;
    if (runtime.isDryRun()) await log.info(`${commit}, ${condition}`);
    else await log.info((await write(files)) ? commit : `${name} ${otherwise}`);
  };
  return new ResourceHook(`content-of-${name}`, call, { onDryRun: true });
}

/** SHA-256 of paths, rights and contents. */
export function digestOf(files: readonly SkeletonFile[]): string {
  const hash = createHash('sha256');
  for (const { path, executable, content } of files) {
    const digest = createHash('sha256').update(content).digest('hex');
    hash.update(`${digest} ${executable ? 'x' : '-'} ${path}\n`);
  }
  return hash.digest('hex');
}
