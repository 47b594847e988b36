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
    const digest = digestOf(files);
    const write = () => publish(remote, commit(files, `feat: follow dist/ of ${platform.repository}`));
    return { digest, hook: hook(`publish-${name}`, name, () => files, write, 'holds just that already') };
  }
  const write = (files: readonly SkeletonFile[]) =>
    seed(remote, commit(files, 'feat: start from the template Node Development'));
  return {
    hook: hook(
      `seed-${name}`,
      name,
      () => seedOf(repository, platform),
      write,
      'holds work already: it is left as it is',
    ),
  };
}

/** In a preview it says what it would do. */
function hook(
  id: string,
  name: string,
  filesOf: () => readonly SkeletonFile[],
  write: (files: readonly SkeletonFile[]) => Promise<boolean>,
  otherwise: string,
): ResourceHook {
  const call = async () => {
    const files = filesOf();
    const commit = `${name}: one commit of ${files.length} files`;
    if (runtime.isDryRun()) await log.info(`${commit}, unless it ${otherwise}`);
    else await log.info((await write(files)) ? commit : `${name} ${otherwise}`);
  };
  return new ResourceHook(id, call, { onDryRun: true });
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
