const ABBREVIATIONS = new Set([
  'api',
  'cpu',
  'db',
  'gc',
  'http',
  'https',
  'id',
  'io',
  'ip',
  'sql',
  'tcp',
  'tls',
  'url',
]);

const NUMBER = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 4 });
const COMPACT = new Intl.NumberFormat(undefined, { notation: 'compact', maximumSignificantDigits: 4 });
const PERCENT = new Intl.NumberFormat(undefined, {
  style: 'percent',
  maximumFractionDigits: 1,
  signDisplay: 'exceptZero',
});
const AGO = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'short' });
const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const INSTANT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** A metric's name, as it is read: `http_request_rate` is "HTTP request rate". */
export function titleOf(name: string): string {
  const words = name.split('_').map((word) => (ABBREVIATIONS.has(word) ? word.toUpperCase() : word));
  const [first = '', ...rest] = words;
  return [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(' ');
}

/** A value, short: 0.1235, 1,235, 1.235M. */
export function formatNumber(value: number): string {
  return (Math.abs(value) < 10_000 ? NUMBER : COMPACT).format(value);
}

export function formatValue(value: number, unit: string): string {
  return `${formatNumber(value)} ${unit}`;
}

/** A share of one, with its sign: +4.2%. */
export function formatChange(share: number): string {
  return PERCENT.format(share);
}

/** How long ago an instant was. */
export function formatAge(at: string | number, now: number): string {
  const seconds = Math.round((now - new Date(at).getTime()) / 1000);
  if (seconds < 5) return 'just now';
  if (seconds < 90) return AGO.format(-seconds, 'second');
  if (seconds < 90 * 60) return AGO.format(-Math.round(seconds / 60), 'minute');
  if (seconds < 36 * 3600) return AGO.format(-Math.round(seconds / 3600), 'hour');
  return AGO.format(-Math.round(seconds / 86_400), 'day');
}

/** A time of day, without its date. */
export function formatTime(at: Date | string | number): string {
  return TIME.format(new Date(at));
}

export function formatInstant(at: Date | string | number): string {
  return INSTANT.format(new Date(at));
}
