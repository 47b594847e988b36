import { describe, expect, test } from 'vitest';
import { formatAge, formatChange, formatNumber, formatValue, titleOf } from '../../src/metrics/format.ts';

describe('titleOf', () => {
  test.each([
    ['http_request_rate', 'HTTP request rate'],
    ['open_incidents', 'Open incidents'],
    ['api', 'API'],
    ['', ''],
  ])('%s reads %s', (name, title) => {
    expect(titleOf(name)).toBe(title);
  });
});

describe('formatNumber', () => {
  test.each([
    [0, '0'],
    [0.123456, '0.1235'],
    [42, '42'],
    [1234.5, '1,235'],
    [-9999.4, '-9,999'],
    [1_234_567, '1.235M'],
  ])('%d is %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  test('a value has its unit', () => {
    expect(formatValue(1.5, 'ms')).toBe('1.5 ms');
  });

  test('a change has its sign, unless there is none', () => {
    expect([0.0423, -0.5, 0].map(formatChange)).toEqual(['+4.2%', '-50%', '0%']);
  });
});

describe('formatAge', () => {
  const now = Date.parse('2026-01-31T12:00:00Z');
  test.each([
    ['2026-01-31T12:00:02Z', 'just now'],
    ['2026-01-31T11:59:57Z', 'just now'],
    ['2026-01-31T11:59:18Z', '42 sec. ago'],
    ['2026-01-31T11:48:00Z', '12 min. ago'],
    ['2026-01-31T04:00:00Z', '8 hr. ago'],
    ['2026-01-28T12:00:00Z', '3 days ago'],
  ])('%s was %s', (at, text) => {
    expect(formatAge(at, now)).toBe(text);
  });
});
