import { admit } from '../../constructs/node-app/admission';
import { compositeOf } from '../../constructs/node-app/deploy-repository';
import { checkAnswers } from '../../constructs/registration/check';
import type { Registration } from '../../constructs/registration/schema';
import { UserError } from '../../constructs/settings/user-error';
import { platform } from '../../platform';

/** An answer of the form to try, all others being right; undefined is an answer that is not given. */
export interface Trial {
  readonly field: keyof Registration;
  readonly value: unknown;
}

const NO_TEXTS = [12, true, null, ['shop'], { shop: 'shop' }, undefined];

const VALUES: Partial<Readonly<Record<keyof Registration, readonly unknown[]>>> = {
  name: [
    ...['a', 'a1', 'shop', 'my-app', 'on', 'e7', 'a'.repeat(30), 'a--b'],
    ...[
      '',
      'a'.repeat(31),
      'Shop',
      '1shop',
      '-shop',
      'shop-',
      'my_shop',
      'shop.de',
      'ä',
      'a b',
      'shop\n',
      ' shop',
      '😀',
    ],
    ...['default', 'platform', 'backstage', 'kube-x', 'prod', 'db', 'shop-dev', 'shop-deploy'],
    ...NO_TEXTS,
  ],
  team: [
    ...['a', '1', '123', 'a_b', 'a-b', 'team', 'a'.repeat(63)],
    ...['', 'a'.repeat(64), 'Team', '-a', 'a-', '_a', 'a_', 'a.b', 'a/b', 'a b', 'a\n', 'ä', '😀'],
    ...NO_TEXTS,
  ],
  database: [
    ...['a', 'm_1', 'pgdata', 'orders', 'users', 'cnpg', 'd'.repeat(63)],
    ...['', 'd'.repeat(64), 'Orders', '1a', '_a', 'a-b', 'a.b', 'a b', 'a\n', 'ä'],
    ...['postgres', 'template0', 'template1', 'streaming_replica', 'pg_', 'pg_orders'],
    ...['public', 'none', 'cnpg_shop', 'user', 'order', 'current_user', 'left'],
    ...NO_TEXTS,
  ],
  apiPort: [1024, 3001, 65_535, undefined, 1023, 65_536, 80, 0, -1, 3001.5, 1e9, '3001', true, [3001], {}],
  monitoring: [true, false, undefined, 'true', 'yes', '', 1, 0, [true], {}],
  description: [
    ...['a', 'Sells things: #1 – "quoted".', ' ', 'x'.repeat(350), '😀'.repeat(350), undefined],
    ...['', 'x'.repeat(351), '😀'.repeat(351), 'a\nb', 'a\tb', '\u0000', '\u0085', '\u2028', 12, true, null, [], {}],
  ],
};

export const TRIALS: readonly Trial[] = Object.entries(VALUES).flatMap(([field, values]) =>
  values.map((value) => ({ field: field as keyof Registration, value })),
);

const RIGHT: Registration = {
  name: 'shop',
  team: 'shop-team',
  database: 'orders',
  apiPort: 3001,
  monitoring: true,
  repositories: 'backstage',
  openTo: 'dev',
};

/** A trial in words. */
export function describeTrial({ field, value }: Trial): string {
  const text = JSON.stringify(value) ?? 'not given';
  return `${field}: ${text.length > 40 ? `${text.slice(0, 40)}… (${text.length})` : text}`;
}

/** All answers of a trial, as a registration holds them. */
function answersOf({ field, value }: Trial): Readonly<Record<string, unknown>> {
  const answers: Record<string, unknown> = { ...RIGHT, [field]: value };
  if (value === undefined) delete answers[field];
  return answers;
}

/** All answers of a trial, as the form gives them to the scaffolder. */
export function formAnswers(trial: Trial): Readonly<Record<string, unknown>> {
  const { repositories: _, openTo: __, team, ...answers } = answersOf(trial);
  return { ...answers, ...(team !== undefined && { team: typeof team === 'string' ? `group:default/${team}` : team }) };
}

/** Whether the check of registrations takes it. */
export function isRegistration(trial: Trial): boolean {
  const answers = Object.entries(answersOf(trial)).map(([key, value]) => [key, { value, given: '' }] as const);
  return 'registration' in checkAnswers(new Map(answers));
}

/** Whether the API server takes the composites that it leads to; undefined where the composite does not hold the field. */
export function isAdmitted(trial: Trial): boolean | undefined {
  if (trial.field === 'description') return undefined;
  try {
    admit(compositeOf(platform, answersOf(trial) as unknown as Registration, 'prod'), 'composite');
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

/** Names that the platform keeps for itself, which no definition of a kind can know: the others refuse them. */
export function isKept({ field, value }: Trial): boolean {
  return field === 'name' && /^(default|platform|backstage|kube-.*|(.*-)?(dev|prod|deploy|db))$/.test(String(value));
}
