import type { Component, Day, Need } from './component';

/** What is wrong with a set of versions, or soon will be. */
export interface Finding {
  /** An error is a set that its makers do not support together; a warning leaves time to act. */
  readonly level: 'error' | 'warning';
  /** Names the component, what is wrong, and where the makers say so. */
  readonly message: string;
}

/** How many days before an end of support it is told, and how many a fact without a date is believed. */
export const NOTICE_DAYS = 90;

/**
 * Judges whether the makers of some components support them together.
 *
 * @param components all that there are: what one needs is looked for among them
 * @param day the day that it is judged for
 * @returns errors first
 */
export function judge(components: readonly Component[], day: Day): Finding[] {
  const findings = components.flatMap((one) => [
    ...wrongRelease(one),
    ...(one.needs ?? []).flatMap((need) => unmet(one, need, components)),
    ...ended(one, day),
    ...outdated(one, day),
  ]);
  return [...findings.filter(isError), ...findings.filter((one) => !isError(one))];
}

export function isError({ level }: Finding): boolean {
  return level === 'error';
}

/** Where the version moved on and the facts did not. */
function wrongRelease({ name, version, release, page }: Component): Finding[] {
  if (compare(version, release) === 0) return [];
  return [error(`${name} ${version}: the table says what ${release} supports; look it up anew: ${page}`)];
}

function unmet(one: Component, need: Need, components: readonly Component[]): Finding[] {
  const { name, version } = one;
  const page = need.page ?? one.page;
  const others = components.filter((other) => other.name === need.name);
  if (others.length === 0) return [error(`${name} ${version} needs ${need.name}, which is not there: ${page}`)];
  return others
    .filter(({ version }) => compare(version, need.from) < 0 || (need.to && compare(version, need.to) > 0))
    .map((other) =>
      error(`${name} ${version} is made for ${need.name} ${rangeOf(need)}, not ${other.version}: ${page}`),
    );
}

function ended({ name, version, ends, page }: Component, day: Day): Finding[] {
  if (ends === 'not stated') return [];
  if ('withRelease' in ends) {
    const { withRelease, newest } = ends;
    if (compare(newest, withRelease) < 0) return [];
    return [error(`${name} ${version} is supported until ${withRelease}, and ${newest} is out: ${page}`)];
  }
  const left = daysBetween(day, ends.on);
  if (left < 0) return [error(`${name} ${version} is supported until ${ends.on}, which has passed: ${page}`)];
  if (left > NOTICE_DAYS) return [];
  return [warning(`${name} ${version} is supported until ${ends.on}, for ${left} more days: ${page}`)];
}

/** A fact with a date stays true; whether a later release has come by now, only the makers know. */
function outdated({ name, ends, page, seen }: Component, day: Day): Finding[] {
  if (typeof ends === 'object' && 'on' in ends) return [];
  const age = daysBetween(seen, day);
  return age > NOTICE_DAYS ? [warning(`${name}: looked up on ${seen}, ${age} days ago; look again: ${page}`)] : [];
}

/** A range in words, e.g. `1.33 to 1.36`. */
export function rangeOf({ from, to }: Need): string {
  if (to === undefined) return `${from} and later`;
  return from === to ? from : `${from} to ${to}`;
}

/** Compares by numbers, as far as the second goes: `1.36.4` is `1.36`, and so is `1.36.4-rc.1`. */
function compare(version: string, with_: string): number {
  const numbers = numbersOf(version);
  for (const [index, number] of numbersOf(with_).entries()) {
    const difference = (numbers[index] ?? 0) - number;
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The numbers of a version, without what follows a hyphen or plus sign. */
function numbersOf(version: string): number[] {
  const [numbers = ''] = version.split(/[-+]/);
  return numbers.split('.').map(Number);
}

function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

function error(message: string): Finding {
  return { level: 'error', message };
}

function warning(message: string): Finding {
  return { level: 'warning', message };
}
