import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type ValuesOf, valueProblems } from '../../constructs/infrastructure/chart-values';
import { Controller } from '../../constructs/infrastructure/controller';
import { traefik } from '../../constructs/infrastructure/traefik';
import * as record from '../../imports/charts/traefik';
import { objectsOf } from '../objects';
import { platform } from '../settings';

type Values = ValuesOf<typeof record.values>;

const CHART = {
  chart: 'example',
  version: '1.2.3',
  values: {
    replicas: 'number',
    tag: ['number', 'string'],
    resources: 'map',
    hosts: 'list',
    web: { enabled: 'boolean' },
  },
} as const;

describe('the values that a chart is given', () => {
  test('do not compile where the chart does not know them, or takes another kind', () => {
    const right: Values = { ingressClass: { isDefaultClass: true }, deployment: { replicas: 2 } };
    // @ts-expect-error: the chart does not know it
    const misspelt: Values = { ingressClass: { isDefaultClas: true } };
    // @ts-expect-error: it takes a number
    const text: Values = { deployment: { replicas: '2' } };
    assert.deepEqual(valueProblems(record, right), []);
    assert.equal([misspelt, text].flatMap((values) => valueProblems(record, values)).length, 2);
  });

  test('are refused with the chart, its version, the value and what is allowed, all of them together', () => {
    assert.deepEqual(valueProblems(CHART, { replicas: '2', tag: null, hosts: {}, web: { enable: true }, webb: 1 }), [
      'chart example 1.2.3: replicas is a string; allowed: number',
      'chart example 1.2.3: tag is a null; allowed: number, string',
      'chart example 1.2.3: hosts is a map; allowed: list',
      'chart example 1.2.3: no value web.enable; allowed there: enabled',
      'chart example 1.2.3: no value webb; allowed there: replicas, tag, resources, hosts, web',
    ]);
    assert.deepEqual(valueProblems(CHART, { web: true }), ['chart example 1.2.3: web is a boolean; allowed: map']);
    assert.deepEqual(valueProblems(CHART, JSON.parse('{ "__proto__": 1 }')).length, 1);
  });

  test('may be of several kinds, and what is free is looked at no further', () => {
    const values = { replicas: 2, tag: 'v1', resources: { requests: { cpu: 1 } }, hosts: [1], web: { enabled: true } };
    assert.deepEqual(valueProblems(CHART, values), []);
  });

  test('end the synthesis where the compiler could not see them', () => {
    const ingressClass = { isDefaultClas: true };
    const controller = { ...traefik, values: (replicas: number) => ({ ...traefik.values(replicas), ingressClass }) };
    assert.throws(
      () =>
        objectsOf(
          (chart) => new Controller(chart, 'traefik', { controller, versions: platform.versions, replicas: 1 }),
        ),
      {
        message:
          /^chart traefik 41\.3\.0: no value ingressClass\.isDefaultClas; allowed there: enabled, isDefaultClass, name$/,
      },
    );
  });
});
