import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { until } from './cluster';
import { Daemons } from './daemons';

const logs = mkdtempSync(join(tmpdir(), 'daemons-test-'));
after(() => rmSync(logs, { recursive: true }));

const NODE = process.execPath;
const ENDLESS = 'setInterval(() => {}, 1000)';

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until a program has ended. */
function ended(pid: number): Promise<true> {
  return until(async () => (isRunning(pid) ? undefined : true), 10_000);
}

describe('the programs of a run', () => {
  it('end with it, with what they have started, and leave no data', async () => {
    const daemons = new Daemons(join(logs, 'stop'));
    const folder = daemons.data('plane');
    const program = `console.log(require('node:child_process').spawn(process.execPath, ['-e', '${ENDLESS}']).pid); ${ENDLESS}`;
    const daemon = daemons.daemon('plane', { name: 'parent', program: NODE, args: ['-e', program] });
    daemon.start();
    const child = await until(async () => Number(daemon.tail()) || undefined);
    const parent = daemon.pid as number;
    assert.ok(isRunning(parent) && isRunning(child));
    await daemons.stop();
    await ended(parent);
    await ended(child);
    assert.equal(existsSync(folder), false);
  });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL'] as const) {
    it(`end where the run is ended by ${signal}`, async () => {
      const script = `
        const { Daemons } = require(${JSON.stringify(join(__dirname, 'daemons.js'))});
        const daemons = new Daemons(${JSON.stringify(join(logs, signal))});
        const daemon = daemons.daemon('plane', { name: 'endless', program: process.execPath, args: ['-e', '${ENDLESS}'] });
        daemon.start();
        console.log(daemon.pid, daemons.folder);
        ${ENDLESS}`;
      const run = spawn(NODE, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
      const line = await new Promise<string>((resolve) => run.stdout.once('data', (chunk) => resolve(String(chunk))));
      const [pid, folder] = line.trim().split(' ') as [string, string];
      assert.ok(isRunning(Number(pid)) && existsSync(folder));
      run.kill(signal);
      await ended(Number(pid));
      await until(async () => (existsSync(folder) ? undefined : true), 10_000);
    });
  }

  it('can be ended and started again, gently, by force or while they hang', async () => {
    const daemons = new Daemons(join(logs, 'restart'));
    const stubborn = `process.on('SIGTERM', () => {}); console.log('up'); ${ENDLESS}`;
    const daemon = daemons.daemon('plane', { name: 'stubborn', program: NODE, args: ['-e', stubborn] });
    try {
      daemon.start();
      await until(async () => daemon.tail().includes('up') || undefined);
      const first = daemon.pid;
      await daemon.stop(200);
      assert.equal(daemon.isRunning, false);
      await daemon.restart('kill');
      assert.notEqual(daemon.pid, first);
      daemon.pause();
      await daemon.kill();
      assert.equal(daemon.isRunning, false);
    } finally {
      await daemons.stop();
    }
  });

  it('are known to have ended where they cannot be started', async () => {
    const daemons = new Daemons(join(logs, 'missing'));
    const daemon = daemons.daemon('plane', { name: 'missing', program: '/no/such/program', args: [] });
    daemon.start();
    await until(async () => (daemon.isRunning ? undefined : true), 5000);
    await daemons.stop();
  });
});
