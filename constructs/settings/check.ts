import type { TSchema } from 'typebox';
import { closestTo } from '../problems/closest';
import { type FieldSchema, satisfies } from '../problems/field';
import { listed } from '../problems/listed';
import { type Problem, shown, told } from '../problems/problem';
import { settingsSchema } from './schema';
import { ENVIRONMENTS, FIRST_ENVIRONMENT, type PlatformSettings } from './settings';
import { UserError } from './user-error';

/** A schema of settings, and in words what it allows where that cannot be told from the rest. */
export interface SettingSchema extends FieldSchema {
  readonly allowed?: string;
  /** Whether a text holds what no pattern says. */
  readonly holds?: (value: string) => boolean;
  readonly properties?: Readonly<Record<string, SettingSchema>>;
  readonly required?: readonly string[];
  readonly items?: SettingSchema;
  readonly minItems?: number;
  readonly uniqueItems?: boolean;
  readonly anyOf?: readonly SettingSchema[];
}

/** What the settings are checked against that is not theirs to know. */
export interface SettingsLimits {
  /** Schema of what an app starts with in one environment. */
  readonly app: TSchema;
  /** Names of repositories that the platform makes; its own repository is none of them. */
  readonly taken: readonly string[];
}

/**
 * Checks the settings as a registration is checked.
 *
 * @returns the settings
 * @throws UserError listing all that is wrong, each by file and path, with what is given and what is allowed
 */
export function checkSettings(settings: PlatformSettings, { app, taken }: SettingsLimits): PlatformSettings {
  const problems = problemsOf(settingsSchema(app) as SettingSchema, settings, '');
  problems.push(...problemsOfNames(Object.keys(settings.environments ?? {})));
  const wrong = new Set(problems.map(({ where }) => where));
  const related = relationsOf((path) => (wrong.has(path) ? undefined : valueAt(settings, path)), taken);
  if (problems.length === 0 && related.length === 0) return settings;
  throw new UserError([...problems, ...related].map(toldOf).join('\n'));
}

/** Stacks, folders, namespaces and variables are called as environments are: names that another has already are refused. */
const TAKEN_NAMES = ['github', 'base', 'frontend', 'backend', 'deploy', 'db'];

/** What is wrong with the names of environments. */
export function problemsOfNames(names: readonly string[]): Problem[] {
  const allowed = `1 to 20 lower-case letters and digits, beginning with a letter, other than ${TAKEN_NAMES.join(', ')}`;
  return names
    .filter((name) => !/^[a-z][a-z0-9]{0,19}$/.test(name) || TAKEN_NAMES.includes(name))
    .map((name) => ({ where: 'environments', given: `the name ${shown(name)}`, allowed }));
}

/** The table of versions has a file of its own. */
function toldOf(problem: Problem): string {
  const [, path] = /^versions\.(.*)/.exec(problem.where) ?? [];
  return path === undefined ? told('platform.ts', problem) : told('versions.ts', { ...problem, where: path });
}

function problemsOf(schema: SettingSchema, value: unknown, path: string): Problem[] {
  const { properties, items } = schema;
  const refused = (): Problem[] => [{ where: path || 'platform', given: givenOf(value), allowed: allowedBy(schema) }];
  if (schema.anyOf?.every((one) => one.properties)) {
    if (!isObject(value)) return refused();
    const { own } = fieldsOf(schema.anyOf);
    const [alternative, another] = schema.anyOf.filter((one) =>
      own.some((name) => value[name] !== undefined && one.properties?.[name] !== undefined),
    );
    if (alternative === undefined || another !== undefined) return refused();
    return problemsOf(alternative, value, path);
  }
  if (properties !== undefined) return isObject(value) ? problemsOfFields(schema, value, path) : refused();
  if (items === undefined)
    return satisfies(schema, value) && (schema.holds?.(value as string) ?? true) ? [] : refused();
  if (!Array.isArray(value) || value.length < (schema.minItems ?? 0)) return refused();
  return value.flatMap((item, index) => {
    const where = `${path}[${index}]`;
    const before = schema.uniqueItems ? value.indexOf(item) : index;
    if (before === index) return problemsOf(items, item, where);
    return [{ where, given: givenOf(item), allowed: `another than ${path}[${before}] has` }];
  });
}

function problemsOfFields(
  { properties = {}, required = [] }: SettingSchema,
  value: Readonly<Record<string, unknown>>,
  path: string,
): Problem[] {
  const names = Object.keys(properties);
  const at = (name: string) => (path === '' ? name : `${path}.${name}`);
  const unknown = Object.keys(value).filter((name) => !names.includes(name));
  return [
    ...unknown.map((name) => {
      const meant = closestTo(name, names);
      const allowed = `${names.join(', ')}${meant === undefined ? '' : `; did you mean ${meant}?`}`;
      return { where: path || 'platform', given: `the field ${shown(name)}`, allowed };
    }),
    ...Object.entries(properties).flatMap(([name, schema]) =>
      value[name] === undefined && !required.includes(name) ? [] : problemsOf(schema, value[name], at(name)),
    ),
  ];
}

/**
 * What is wrong between settings that are right by themselves.
 * @param at the value at a path; undefined where it is wrong by itself
 */
function relationsOf(at: (path: string) => unknown, taken: readonly string[]): Problem[] {
  const problems: Problem[] = [];
  const repository = at('repository');
  if (typeof repository === 'string' && taken.includes(repository.toLowerCase())) {
    problems.push({ where: 'repository', given: shown(repository), allowed: `a name other than ${taken.join(', ')}` });
  }
  const plan = at('repositories.plan');
  if (plan !== undefined && plan !== 'enterprise' && at('repositories.visibility') === 'internal') {
    const allowed = `private or public, since plan is ${plan}: internal repositories take enterprise`;
    problems.push({ where: 'repositories.visibility', given: shown('internal'), allowed });
  }
  if (plan === 'free' && at('repositories.secretProtection') === true) {
    const allowed = 'false, since plan is free: Secret Protection takes team or enterprise';
    problems.push({ where: 'repositories.secretProtection', given: 'true', allowed });
  }
  const reviewers = `environments.${FIRST_ENVIRONMENT}.reviewers`;
  const reviewer = at(reviewers);
  if (typeof reviewer === 'string') {
    problems.push({ where: reviewers, given: shown(reviewer), allowed: 'nothing, since every app begins there' });
  }
  for (const field of OF_ONE_ENVIRONMENT) {
    const owners = new Map<string, string>();
    for (const environment of ENVIRONMENTS) {
      const where = `environments.${environment}.${field}`;
      const value = at(where);
      if (typeof value !== 'string') continue;
      const owner = owners.get(value.toLowerCase());
      if (owner === undefined) owners.set(value.toLowerCase(), where);
      else problems.push({ where, given: shown(value), allowed: `another than ${owner} has` });
    }
  }
  for (const environment of ENVIRONMENTS) {
    for (const component of ['frontend', 'backend']) {
      const range = `environments.${environment}.app.${component}.autoscaling`;
      const where = `${range}.minReplicas`;
      const [least, most] = [at(where), at(`${range}.maxReplicas`)];
      if (typeof least !== 'number' || typeof most !== 'number' || least <= most) continue;
      problems.push({ where, given: String(least), allowed: `${most} at most, which maxReplicas is` });
    }
  }
  return problems;
}

/** What no two environments share: two databases that archive to one place make each other's backups useless. */
const OF_ONE_ENVIRONMENT = ['cluster', 'domain', 'app.database.backups.destination'];

function valueAt(settings: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, name) => (isObject(at) ? at[name] : undefined), settings);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a schema allows, in words. */
export function allowedBy(schema: SettingSchema): string {
  const { type, anyOf, items, properties, minimum, maximum } = schema;
  if (schema.allowed !== undefined) return schema.allowed;
  if (anyOf?.every((one) => one.properties)) {
    const { shared, own } = fieldsOf(anyOf);
    return `an object with ${[...shared, `one of ${own.join(' and ')}`].join(', ')}`;
  }
  if (anyOf) return anyOf.map(allowedBy).join(', or ');
  if (schema.enum) return listed(schema.enum.map(String));
  if (properties) return `an object with ${Object.keys(properties).join(', ')}`;
  if (items) return `a list${schema.minItems ? ' of at least one' : ''}, each ${allowedBy(items)}`;
  if (type === 'boolean') return 'true or false';
  return `a whole number from ${minimum} to ${maximum}`;
}

/** The fields that all alternatives ask for, and those that tell one from the other. */
function fieldsOf(alternatives: readonly SettingSchema[]) {
  const asked = [...new Set(alternatives.flatMap(({ required = [] }) => required))];
  const isShared = (name: string) => alternatives.every(({ required }) => required?.includes(name));
  return { shared: asked.filter(isShared), own: asked.filter((name) => !isShared(name)) };
}

/** A value as a message repeats it. */
function givenOf(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'string') return shown(value);
  if (typeof value === 'object' || typeof value === 'function')
    return `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`;
  return String(value);
}
