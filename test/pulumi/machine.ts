import { spawnSync } from 'node:child_process';

/**
 * Why this machine cannot run Pulumi; nothing where it can.
 * @param provider one that is needed, in the SDK's version: where it is not there, it is fetched, if it can be
 */
export function missing(provider?: 'github' | 'kubernetes'): string | undefined {
  if (pulumi('version').status !== 0) return 'the program pulumi is not on this machine';
  if (provider === undefined) return undefined;
  const { version } = require(`@pulumi/${provider}/package.json`) as { readonly version: string };
  const plugins = JSON.parse(pulumi('plugin', 'ls', '--json').stdout) as { name: string; version: string }[];
  if (plugins.some((plugin) => plugin.name === provider && plugin.version === version)) return undefined;
  if (pulumi('plugin', 'install', 'resource', provider, version).status === 0) return undefined;
  return `Pulumi's provider ${provider} ${version} is not on this machine, and cannot be fetched`;
}

function pulumi(...args: readonly string[]) {
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: 'true' };
  return spawnSync('pulumi', [...args], { encoding: 'utf8', env, timeout: 120_000 });
}
