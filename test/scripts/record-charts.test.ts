import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { ROOT } from '../../constructs/synthesize';
import { RENDERS } from '../golden/chart-renders';
import { platform } from '../settings';

const folder = mkdtempSync(join(tmpdir(), 'charts-'));
after(() => rmSync(folder, { recursive: true }));

/** Runs `npm run record:charts`, as far as it is this program's. */
function recordCharts(environment: Readonly<Record<string, string>>) {
  const script = join(ROOT, 'build', 'scripts', 'record-charts.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], {
    encoding: 'utf8',
    env: { PATH: '', ...environment },
  });
  // Progress aside.
  return { status, stdout, error: stderr.split('\n').filter((line) => line !== '' && !line.startsWith('…')) };
}

/** Every record, as it is now. */
function records(): string {
  return readdirSync(RENDERS)
    .map((file) => readFileSync(join(RENDERS, file), 'utf8'))
    .join();
}

/** A program that does nothing, in place of Helm. */
function idle(): string {
  const file = join(folder, 'helm');
  writeFileSync(file, '#!/bin/sh\n', { mode: 0o755 });
  return file;
}

describe('npm run record:charts', () => {
  it('says in one line that there is no Helm, and how to name it', () => {
    assert.deepEqual(recordCharts({}), {
      status: 1,
      stdout: '',
      error: ['error: HELM: there is no program helm; install Helm 3.19 or later, or say where it is'],
    });
    assert.match(
      recordCharts({ HELM: '/nowhere/helm' }).error.join(),
      /^error: HELM: there is no program \/nowhere\/helm/,
    );
  });

  it('says which chart the folder lacks, or has at another version, and writes nothing', () => {
    const before = records();
    const { chart, version } = platform.versions.charts.barmanCloud;
    const lacking = recordCharts({ HELM: idle(), CHARTS: folder });
    assert.deepEqual(lacking.error, [`error: CHARTS: ${join(folder, chart)} holds no chart`]);
    mkdirSync(join(folder, chart));
    writeFileSync(join(folder, chart, 'Chart.yaml'), 'version: 9.9.9\n');
    const other = recordCharts({ HELM: idle(), CHARTS: folder });
    assert.equal(other.status, 1);
    assert.deepEqual(other.error, [
      `error: chart ${chart}: ${join(folder, chart)} has version 9.9.9; ${version} is pinned`,
    ]);
    assert.equal(records(), before);
  });
});
