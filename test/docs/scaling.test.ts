import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Testing } from 'cdk8s';
import { Capacity } from '../../constructs/node-app/capacity';
import { toYaml } from '../../constructs/output/yaml';
import { compose, type Fields } from '../shop';

const page = readFileSync(join(__dirname, '../../../docs/scaling.md'), 'utf8');
const lines = (backend: Fields) => toYaml(compose({ backend }).get('backend') as object).split('\n');

describe('the page on how many pods there are', () => {
  const before = lines({ replicas: 10 });
  const after = lines({ autoscaling: { minReplicas: 5, maxReplicas: 20 } });

  test('shows what a reviewer sees of a Deployment', () => {
    const [, shown = ''] = /^```diff\n(.*?)^```$/ms.exec(page) ?? [];
    const added = after.filter((line) => !before.includes(line)).map((line) => `+${line}\n`);
    const removed = before.filter((line) => !after.includes(line)).map((line) => `-${line}\n`);
    assert.equal(shown, [...added, ...removed].join(''));
  });

  test('names the policy', () => {
    const chart = Testing.chart();
    new Capacity(chart, 'capacity');
    for (const { metadata } of Testing.synth(chart)) assert.ok(page.includes(`\`${metadata.name}\``), metadata.name);
  });
});
