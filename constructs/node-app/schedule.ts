/**
 * When base backups are made: cron expressions of six fields, read as CloudNativePG's operator reads them.
 *
 * It parses with version 1 of robfig/cron, and so may not be what other readers of cron do: there is no Sunday 7 and no
 * `L`; a range does not run backwards; and where days of the month and days of the week are both given, either will do.
 *
 * @see https://github.com/robfig/cron/blob/v1.2.0/parser.go
 */

const MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const WEEKDAYS = 'SUN MON TUE WED THU FRI SAT'.split(' ');

/** A field of which lists, ranges and steps are made, as a regular expression of RE2 and of JavaScript. */
function field(number: string, names: readonly string[] = []): string {
  const range = (value: string) => `${value}(-${value})?`;
  const values = names.length > 0 ? `${range(`(${number})`)}|${range(`(${names.join('|')})`)}` : range(`(${number})`);
  const item = `([*?]|${values})(/[1-9][0-9]?)?`;
  return `${item}(,${item})*`;
}

const HOURS = field('[01]?[0-9]|2[0-3]');
const DAYS = field('0?[1-9]|[12][0-9]|3[01]');
const DAYS_OF_THE_WEEK = field('[0-6]', WEEKDAYS);
const MONTHS_OF_THE_YEAR = field('0?[1-9]|1[0-2]', MONTHS);

/** As a rule says that a text matches. */
const matches = (pattern: string) => `self.matches('${pattern}')`;
const list = (item: string) => `${item}[^ ,]*(,${item}[^ ,]*)*`;
const only = (item: string) => `(${item})(,(${item}))*`;

/** Ranges of names that run backwards: `FEB-JAN|MAR-(JAN|FEB)|…`. */
const backwards = (names: readonly string[]) =>
  names.slice(1).map((name, index) => `${name}-(${names.slice(0, index + 1).join('|')})`);

/** Ranges of numbers up to 31 that run backwards. Splitting a list and comparing costs more than a rule may. */
const BACKWARDS = [
  '[1-3][0-9]-0?[0-9]',
  '2[0-9]-1[0-9]',
  '3[01]-[12][0-9]',
  ...['0?', '1', '2', '3'].flatMap((ten) =>
    [1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => `${ten}${digit}-${ten}[0-${digit - 1}]`),
  ),
  ...backwards(MONTHS),
  ...backwards(WEEKDAYS),
].join('|');

/** What a rule can say of a schedule. A backup each second is kept from as well as one that never comes. */
export const SCHEDULE_RULES = [
  {
    rule: matches('^[0-5]?[0-9] [0-5]?[0-9] '),
    message: 'must begin with one second and one minute, 0 to 59 each: a base backup is made every hour at the most',
  },
  {
    rule: matches(`^([^ ]+ ){2}${HOURS} `),
    message: 'must have hours from 0 to 23 as its third field: *, numbers, ranges, steps, or a list of these',
  },
  {
    rule: matches(`^([^ ]+ ){3}${DAYS} `),
    message:
      'must have days of the month from 1 to 31 as its fourth field: *, numbers, ranges, steps, or a list of these',
  },
  {
    rule: matches(`^([^ ]+ ){4}${MONTHS_OF_THE_YEAR} `),
    message: 'must have months as its fifth field, 1 to 12 or JAN to DEC: *, ranges, steps, or a list of these',
  },
  {
    rule: matches(` ${DAYS_OF_THE_WEEK}$`),
    message: 'must have days of the week as its last field, 0 to 6 or SUN to SAT: *, ranges, steps, or a list of these',
  },
  {
    rule: `!${matches(`[ ,](${BACKWARDS})([ ,/]|$)`)}`,
    message: 'must have ranges that do not run backwards, such as FRI-MON: write FRI,SAT,SUN,MON',
  },
  {
    rule:
      `!${matches(`^([^ ]+ ){3}${list('(29|3[01])')} ${only('0?2|FEB')} [^ ]*[*?][^ ]*$`)} && ` +
      `!${matches(`^([^ ]+ ){3}${list('31')} ${only('0?[2469]|11|FEB|APR|JUN|SEP|NOV')} [^ ]*[*?][^ ]*$`)}`,
    message: 'must come in every year',
  },
] as const;

/** A year, as far as a schedule can tell it from others. */
export interface Year {
  readonly isLeap: boolean;
  /** Day of the week of 1 January; 0 is Sunday. */
  readonly firstWeekday: number;
}

const YEARS: readonly Year[] = [false, true].flatMap((isLeap) =>
  WEEKDAYS.map((_, firstWeekday) => ({ isLeap, firstWeekday })),
);

/** Whether there is no year in which a schedule does not come; it is one that {@link SCHEDULE_RULES} let pass. */
export function comesEveryYear(schedule: string): boolean {
  return YEARS.every((year) => daysIn(schedule, year) > 0);
}

/** On how many days of a year a schedule comes; it is one that {@link SCHEDULE_RULES} let pass. */
export function daysIn(schedule: string, { isLeap, firstWeekday }: Year): number {
  const [, , , day = '', month = '', weekday = ''] = schedule.split(' ');
  const days = parse(day, 1, 31);
  const months = parse(month, 1, 12, MONTHS, 1);
  const weekdays = parse(weekday, 0, 6, WEEKDAYS);
  const both = days.isAny || weekdays.isAny;
  let count = 0;
  let today = firstWeekday;
  for (const [index, length] of [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].entries()) {
    for (let date = 1; date <= length; date++, today = (today + 1) % 7) {
      const [isDay, isWeekday] = [days.values.has(date), weekdays.values.has(today)];
      if (months.values.has(index + 1) && (both ? isDay && isWeekday : isDay || isWeekday)) count++;
    }
  }
  return count;
}

/** The values of a field, and whether it says `*` or `?`, with a step or without. */
function parse(
  text: string,
  least: number,
  most: number,
  names: readonly string[] = [],
  first = 0,
): { readonly values: ReadonlySet<number>; readonly isAny: boolean } {
  const numberOf = (value: string) => (names.includes(value) ? names.indexOf(value) + first : Number(value));
  const values = new Set<number>();
  for (const item of text.split(',')) {
    const [range = '', step] = item.split('/');
    const [from = '', to] = range.split('-');
    const isAny = /[*?]/.test(range);
    const start = isAny ? least : numberOf(from);
    const alone = step === undefined ? start : most;
    const end = isAny ? most : to === undefined ? alone : numberOf(to);
    for (let value = start; value <= end; value += Number(step ?? 1)) values.add(value);
  }
  return { values, isAny: /[*?]/.test(text) };
}
