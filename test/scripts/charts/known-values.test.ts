import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { knownValues } from '../../../scripts/charts/known-values';

const folder = mkdtempSync(join(tmpdir(), 'charts-'));
after(() => rmSync(folder, { recursive: true }));

/** What is known of a chart that consists of files. */
function known(files: Readonly<Record<string, string>>) {
  const chart = mkdtempSync(join(folder, 'chart-'));
  const all = { 'Chart.yaml': 'name: example', 'values.yaml': '', 'templates/all.yaml': '', ...files };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(chart, path)), { recursive: true });
    writeFileSync(join(chart, path), text);
  }
  return knownValues(chart);
}

describe('the values that a chart knows', () => {
  test('are those with a default, of its kind', () => {
    const values = 'replicas: 1\nname: x\non: true\nhosts: []\nfree: {}\nunset:\nweb: { port: 80 }';
    assert.deepEqual(known({ 'values.yaml': values }), {
      replicas: 'number',
      name: 'string',
      on: 'boolean',
      hosts: 'list',
      free: 'map',
      unset: 'any',
      web: { port: 'number' },
    });
  });

  test('are free in what the chart hands to Kubernetes, whatever it has there by default', () => {
    const values = 'podSecurityContext: { runAsUser: 1 }\nweb: { nodeSelector: { os: linux } }';
    assert.deepEqual(known({ 'values.yaml': values }), { podSecurityContext: 'map', web: { nodeSelector: 'map' } });
  });

  test('are those of its schema too, which says more of the kinds, by reference as well', () => {
    const schema = {
      $ref: '#/$defs/values',
      $defs: {
        values: {
          properties: {
            budget: { $ref: '#/$defs/budget' },
            tag: { type: ['string', 'integer', 'null'] },
            ports: { additionalProperties: { properties: { asDefault: { type: 'boolean' } } } },
            other: {},
          },
        },
        budget: { type: 'object', properties: { maxUnavailable: {} } },
      },
    };
    const values = 'tag:\nports: { web: { port: 80 } }\nbudget: {}';
    assert.deepEqual(known({ 'values.yaml': values, 'values.schema.json': JSON.stringify(schema) }), {
      tag: ['number', 'string'],
      ports: { web: { port: 'number', asDefault: 'boolean' } },
      budget: { maxUnavailable: 'any' },
      other: 'any',
    });
  });

  test('are those that a template names', () => {
    const templates = '{{ .Values.late }}{{ if .Values.web.host }}{{ end }}{{ .Values.free.inner }}';
    const files = { 'values.yaml': 'web: { port: 80 }\nfree: {}', 'templates/a/b.tpl': templates };
    assert.deepEqual(known(files), { web: { port: 'number', host: 'any' }, free: 'map', late: 'any' });
  });

  test('are those of the charts within, by the name that they have there', () => {
    assert.deepEqual(
      known({
        'Chart.yaml': 'dependencies: [{ name: inner, alias: other }, { name: absent }]',
        'values.yaml': 'other: { on: true }',
        'charts/inner/Chart.yaml': 'name: inner',
        'charts/inner/values.yaml': 'replicas: 1',
        'charts/inner/templates/x.yaml': '',
      }),
      { other: { on: 'boolean', replicas: 'number' } },
    );
  });
});
