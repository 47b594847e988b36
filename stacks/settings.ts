import { UserError } from '../constructs/settings/user-error';

/** A setting of a stack: what `Pulumi.<stack>.yaml` or the environment has to say. */
export interface Setting {
  /** Key in `Pulumi.<stack>.yaml`, with its namespace, e.g. `kubernetes:context`. */
  readonly key: string;
  /** What it is for, in words that continue `… is not set: `. */
  readonly purpose: string;
  /** What it may look like; of a secret, how it is given. */
  readonly example: string;
  /** Environment variable that may hold it instead. @default - none */
  readonly variable?: string;
  /** Whether it may stand in `Pulumi.<stack>.yaml` encrypted only. @default false */
  readonly secret?: boolean;
  /** What it must look like, and that in words. @default - anything but nothing */
  readonly format?: { readonly pattern: RegExp; readonly allowed: string };
  /** Whether it may be left out. @default false */
  readonly optional?: boolean;
}

/** Where settings come from. */
export interface SettingSource {
  readonly stack: string;
  /** Value of a key of `Pulumi.<stack>.yaml`, decrypted. */
  readonly config: (key: string) => string | undefined;
  /** Whether a key's value is encrypted in `Pulumi.<stack>.yaml`. */
  readonly isSecret: (key: string) => boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The values of a stack's settings, by name. */
export type SettingValues<Settings extends Readonly<Record<string, Setting>>> = {
  readonly [Name in keyof Settings]: Settings[Name]['optional'] extends true ? string | undefined : string;
};

/**
 * Reads all of a stack's settings.
 * @throws UserError telling all that are missing or wrong at once: name, purpose, example, and how to set each; a secret's
 * value is never repeated
 */
export function readSettings<const Settings extends Readonly<Record<string, Setting>>>(
  settings: Settings,
  source: SettingSource,
): SettingValues<Settings> {
  const problems: string[] = [];
  const values: Record<string, string | undefined> = {};
  for (const [name, setting] of Object.entries(settings)) {
    const problem = problemOf(setting, source);
    if (problem !== undefined) problems.push(`${problem}\n    ${remedyOf(setting, source.stack)}`);
    else values[name] = given(setting, source);
  }
  if (problems.length > 0) {
    const count = problems.length === 1 ? '1 wrong setting' : `${problems.length} wrong settings`;
    throw new UserError([`stack ${source.stack} has ${count}:`, ...problems.map((one) => `  ${one}`)].join('\n'));
  }
  return values as SettingValues<Settings>;
}

function given({ key, variable }: Setting, { config, environment }: SettingSource): string | undefined {
  return config(key) || (variable && environment[variable]) || undefined;
}

function problemOf(setting: Setting, source: SettingSource): string | undefined {
  const { key, purpose, secret, format, optional } = setting;
  const value = given(setting, source);
  if (value === undefined) return optional ? undefined : `${key} is not set: ${purpose}.`;
  if (secret && source.config(key) && !source.isSecret(key)) {
    return `${key} is readable in Pulumi.${source.stack}.yaml; allowed: a secret.`;
  }
  if (format === undefined || format.pattern.test(value)) return undefined;
  return `${key}: given ${secret ? 'something else' : JSON.stringify(value)}; allowed: ${format.allowed}.`;
}

function remedyOf({ key, variable, secret, example }: Setting, stack: string): string {
  const command = secret
    ? `pulumi config set --secret ${key} --stack ${stack} ${example}`
    : `pulumi config set ${key} ${example} --stack ${stack}`;
  return `Set it with: ${command}${variable ? `, or in the environment as ${variable}` : ''}`;
}
