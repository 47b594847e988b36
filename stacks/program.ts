import { join } from 'node:path';
import * as pulumi from '@pulumi/pulumi';
import { readRegistrations } from '../constructs/registration/read';
import { ENVIRONMENTS, type Environment } from '../constructs/settings/settings';
import { UserError } from '../constructs/settings/user-error';
import { ROOT } from '../constructs/synthesize';
import { settings } from '../main';
import { fluxStack } from './flux/stack';
import { githubStack } from './github/stack';
import type { SettingSource } from './settings';
import { StackState } from './state';

/** Keys of `Pulumi.<stack>.yaml` whose values are encrypted there; the language host says so. */
const SECRET_KEYS: readonly string[] = JSON.parse(process.env.PULUMI_CONFIG_SECRET_KEYS || '[]');

/** The stack of this name. @throws UserError where there is none */
async function stackOf(stack: string): Promise<pulumi.Inputs> {
  const source: SettingSource = {
    stack,
    config: (key) => pulumi.runtime.getConfig(key),
    isSecret: (key) => SECRET_KEYS.includes(key),
    environment: process.env,
  };
  const platform = settings();
  if (stack === 'github') {
    const apps = readRegistrations(join(ROOT, 'apps'), [platform.repository]);
    return githubStack(platform, apps, source, await StackState.read());
  }
  if ((ENVIRONMENTS as readonly string[]).includes(stack)) return fluxStack(platform, stack as Environment, source);
  throw new UserError(`stack: given ${JSON.stringify(stack)}; allowed: github, ${ENVIRONMENTS.join(', ')}`);
}

/** What Pulumi runs. A mistake of the user is told without a stack trace. */
export = async () => {
  try {
    return await stackOf(pulumi.getStack());
  } catch (error) {
    if (error instanceof UserError) throw new pulumi.RunError(error.message);
    throw error;
  }
};
