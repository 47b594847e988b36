import { describe, expect, test } from 'vitest';
import { rangeOf } from '../../src/metrics/range.ts';
import { domainOf, nearest, type Point, partsOf, pointsOf, summaryOf, thin } from '../../src/metrics/series.ts';

/** Points one second apart. */
const series = (...values: number[]): Point[] => values.map((value, index) => ({ at: index * 1000, value }));

test('samples become points, in milliseconds', () => {
  expect(pointsOf([{ at: '1970-01-01T00:00:01.5Z', value: 7 }])).toEqual([{ at: 1500, value: 7 }]);
});

describe('summaryOf', () => {
  test('says latest, lowest, average, highest and change', () => {
    expect(summaryOf(series(4, 1, 7, 6))).toEqual({ latest: 6, lowest: 1, average: 4.5, highest: 7, change: 0.5 });
  });

  test('compares with nothing where the first value is zero, or the only one', () => {
    expect(summaryOf(series(0, 5))).not.toHaveProperty('change');
    expect(summaryOf(series(5))).not.toHaveProperty('change');
  });

  test('knows a rise from a negative value', () => {
    expect(summaryOf(series(-4, -2))?.change).toBe(0.5);
  });

  test('is undefined without points', () => {
    expect(summaryOf([])).toBeUndefined();
  });

  test('takes more points than a function takes arguments', () => {
    expect(summaryOf(Array.from({ length: 300_000 }, (_, at) => ({ at, value: at })))?.highest).toBe(299_999);
  });
});

describe('partsOf', () => {
  test('parts the line where nothing was measured', () => {
    const before = series(1, 2, 3, 4);
    const after = series(5, 6, 7).map(({ at, value }) => ({ at: at + 60_000, value }));
    expect(partsOf([...before, ...after])).toEqual([before, after]);
  });

  test('does not part what is measured seldom', () => {
    const seldom = series(1, 2, 3).map(({ at, value }) => ({ at: at * 3600, value }));
    expect(partsOf(seldom)).toEqual([seldom]);
  });

  test('has no part without points, and one with one', () => {
    expect(partsOf([])).toEqual([]);
    expect(partsOf(series(1))).toEqual([series(1)]);
  });
});

describe('thin', () => {
  const noisy = Array.from({ length: 10_000 }, (_, at) => ({
    at,
    value: at === 5_003 ? 99 : at === 7_777 ? -99 : at % 7,
  }));

  test('keeps at most four points a pixel, in order, among them the extremes and the ends', () => {
    const thinned = thin(noisy, 0, 10_000, 100);
    expect(thinned.length).toBeLessThanOrEqual(400);
    expect(thinned.map(({ at }) => at)).toEqual(thinned.map(({ at }) => at).toSorted((a, b) => a - b));
    expect(thinned).toEqual(expect.arrayContaining([noisy[0], noisy[5_003], noisy[7_777], noisy[9_999]]));
  });

  test('leaves alone what fits', () => {
    expect(thin(series(1, 2, 3), 0, 3000, 100)).toEqual(series(1, 2, 3));
  });
});

describe('domainOf', () => {
  test.each([
    ['begins at zero where values differ much', [20, 60], [0, 60]],
    ['keeps small differences of great values in view', [100, 110], [98.5, 111.5]],
    ['goes below zero where values do', [-10, 10], [-13, 13]],
    ['has a height where all values are equal', [100, 100], [95, 105]],
    ['has a height where all values are zero', [0, 0], [0, 1]],
    ['has a height without values', [], [0, 1]],
  ])('%s', (_, values, domain) => {
    expect(domainOf(series(...values))).toEqual(domain);
  });
});

test('the nearest point is found, also beyond both ends', () => {
  const points = series(1, 2, 3);
  expect([-5, 400, 600, 99_999].map((at) => nearest(points, at))).toEqual([0, 0, 1, 2]);
  expect(nearest([], 0)).toBe(-1);
});

test('a range that a URL does not name rightly is the default', () => {
  expect([null, '6h', '2y', 'toString'].map(rangeOf)).toEqual(['1h', '6h', '1h', '1h']);
});
