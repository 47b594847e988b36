import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { admit } from '../../constructs/node-app/admission';
import { compositeOf } from '../../constructs/node-app/deploy-repository';
import { daysIn } from '../../constructs/node-app/schedule';
import { UserError } from '../../constructs/settings/user-error';
import { platform } from '../settings';

/**
 * What the parser that CloudNativePG's operator uses made of each schedule: why it refused it, or on how many days of each
 * year from 2024 to 2051 it comes, and the fewest seconds from one time to the next.
 */
interface Recorded {
  readonly error?: string;
  readonly days?: readonly number[];
  readonly leastGap?: number;
}

const { answers } = JSON.parse(
  readFileSync(join(__dirname, '..', '..', '..', 'test', 'golden', 'schedules.json'), 'utf8'),
) as { readonly answers: Readonly<Record<string, Recorded>> };

const HOUR = 3600;

/** Schedules that the operator keeps every hour at the most and in every year, and are refused nonetheless. */
const STRICTER: Readonly<Record<string, string>> = {
  '0 0 2 * jan *': 'names are in capital letters',
  '0 0 2 * * mon': 'names are in capital letters',
  '0 0 2 * * Mon-Fri': 'names are in capital letters',
  '0 0 2 * * 1-FRI': 'a range has numbers or names',
  '0 0 2 * * MON-5': 'a range has numbers or names',
  '0 0 *-5 * * *': 'it would be every hour, which it does not look like',
  '0 0 *-x * * *': 'it would be every hour, which it does not look like',
  '0 0 1,,2 * * *': 'a list has no empty item',
  '0 0 2, * * *': 'a list has no empty item',
  '0 0 002 * * *': 'two digits at the most',
  '0 0 +2 * * *': 'no sign',
  '0 2 * * *': 'five fields would be read as second, minute, hour, day and month',
  '0 0 2 * *': 'five fields would be read as second, minute, hour, day and month',
  ' 0 0 2 * * *': 'one space between fields, and none elsewhere',
  '0  0 2 * * *': 'one space between fields, and none elsewhere',
  '@daily': 'six fields say when',
  '@every 24h': 'six fields say when',
};

/** What is said of a schedule; nothing where it is taken. */
function refusalOf(schedule: string): string | undefined {
  const composite = JSON.parse(
    JSON.stringify(
      compositeOf(platform, { name: 'shop', team: 't', database: 'd', apiPort: 3001, monitoring: true }, 'prod'),
    ),
  );
  composite.spec.database.backups.schedule = schedule;
  try {
    admit(composite, 'shop.yaml');
    return undefined;
  } catch (error) {
    assert.ok(error instanceof UserError, `${error}`);
    return error.message;
  }
}

describe('a schedule of backups', () => {
  for (const [schedule, { error, days = [], leastGap = 0 }] of Object.entries(answers)) {
    const isSound = error === undefined && Math.min(...days) > 0 && leastGap >= HOUR;
    const isTaken = isSound && STRICTER[schedule] === undefined;
    it(`${JSON.stringify(schedule)} is ${isTaken ? 'taken' : 'refused'}`, () => {
      const refusal = refusalOf(schedule);
      if (isTaken) {
        assert.equal(refusal, undefined);
        const years = days.map((_, index) => daysIn(schedule, yearOf(2024 + index)));
        assert.deepEqual(years, days, 'days on which it comes, in each year');
      } else {
        assert.ok(refusal, error ?? 'it comes too often, or not in every year');
        for (const line of refusal.split('\n')) assert.match(line, /^shop\.yaml: spec\.database\.backups\.schedule: /);
      }
    });
  }

  it('is refused where the operator would keep it in the cases listed here only', () => {
    const sound = Object.entries(answers).filter(
      ([, { error, days = [], leastGap = 0 }]) => error === undefined && Math.min(...days) > 0 && leastGap >= HOUR,
    );
    const refused = sound.map(([schedule]) => schedule).filter((schedule) => refusalOf(schedule) !== undefined);
    assert.deepEqual(refused.sort(), Object.keys(STRICTER).sort());
  });

  it('has ranges of hours, days, months and days of the week that run forwards', () => {
    const month = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
    const weekday = 'SUN MON TUE WED THU FRI SAT'.split(' ');
    const numbers = (least: number, most: number) =>
      Array.from({ length: most - least + 1 }, (_, index) => `${least + index}`);
    const padded = numbers(1, 31).map((day) => day.padStart(2, '0'));
    const fields: readonly (readonly [index: number, values: readonly string[]])[] = [
      [2, numbers(0, 23)],
      [3, numbers(1, 31)],
      [3, padded],
      [4, numbers(1, 12)],
      [4, month],
      [5, numbers(0, 6)],
      [5, weekday],
    ];
    for (const [index, values] of fields) {
      for (const [from, first] of values.entries()) {
        // All that are as they should be at once, and each other one alone.
        const ranges = values.map((last) => `${first}-${last}`);
        for (const range of [
          ranges
            .slice(from)
            .join(',')
            .slice(0, 80)
            .replace(/,[^,]*$/, ''),
          ...ranges.slice(0, from),
        ]) {
          const schedule = '0 0 2 * * *'.split(' ').with(index, `${range}/1`).join(' ');
          const isForwards = ranges.indexOf(range) < 0 || ranges.indexOf(range) >= from;
          assert.equal(refusalOf(schedule) === undefined, isForwards, schedule);
        }
      }
    }
  });

  it('tells what is wrong with it in words', () => {
    const said = (schedule: string) => refusalOf(schedule)?.split('; ').at(-1);
    assert.match(said('0 0 2 * * 7') ?? '', /days of the week as its last field, 0 to 6 or SUN to SAT/);
    assert.match(said('* * * * * *') ?? '', /one second and one minute/);
    assert.match(said('0 0 0 30 2 *') ?? '', /must come in every year/);
    assert.match(said('0 0 2 */31 1 MON') ?? '', /must come in every year/);
  });
});

function yearOf(year: number) {
  return { isLeap: year % 4 === 0, firstWeekday: new Date(Date.UTC(year, 0, 1)).getUTCDay() };
}
