const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The ranges of time that can be shown, up to now. */
export const RANGES = {
  '15m': { milliseconds: 15 * MINUTE, label: '15 min', name: 'Last 15 minutes' },
  '1h': { milliseconds: HOUR, label: '1 h', name: 'Last hour' },
  '6h': { milliseconds: 6 * HOUR, label: '6 h', name: 'Last 6 hours' },
  '24h': { milliseconds: 24 * HOUR, label: '24 h', name: 'Last 24 hours' },
} as const;

export type Range = keyof typeof RANGES;

export const DEFAULT_RANGE: Range = '1h';

/** A range as it stands in a URL. */
export function rangeOf(value: string | null): Range {
  return value !== null && Object.hasOwn(RANGES, value) ? (value as Range) : DEFAULT_RANGE;
}
