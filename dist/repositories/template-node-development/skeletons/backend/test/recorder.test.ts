import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pino } from 'pino';
import { Database } from '../src/database/database.ts';
import { OwnMeasures } from '../src/metrics/own-measures.ts';
import { Recorder } from '../src/metrics/recorder.ts';
import { MetricStore } from '../src/metrics/store.ts';
import { eventually } from './support/eventually.ts';
import { startTestService } from './support/service.ts';

describe('the service itself', () => {
  it('is measured from the start, at full intervals', async () => {
    const service = await startTestService({ SAMPLE_SECONDS: 1 });
    try {
      let metrics: { name: string; latest: { at: string; value: number } | null }[] = [];
      await eventually(async () => {
        metrics = (await service.request('/api/v1/metrics', { roles: ['viewer'] })).body.metrics;
        return metrics.filter(({ latest }) => latest === null).length === 1;
      });
      const latest = Object.fromEntries(metrics.map(({ name, latest }) => [name, latest]));
      const { memory_usage, http_request_rate, http_request_duration, event_loop_delay, open_incidents } = latest;
      assert.ok(memory_usage && memory_usage.value > 10 && memory_usage.value < 2000);
      assert.ok(http_request_rate && http_request_rate.value > 0 && http_request_rate.value < 100);
      assert.ok(http_request_duration && http_request_duration.value > 0);
      assert.ok(event_loop_delay && event_loop_delay.value > 0);
      assert.equal(open_incidents, null);
      assert.equal(Date.parse(memory_usage.at) % 1000, 0);
    } finally {
      await service.stop();
    }
  });

  it('forgets samples that are too old, and keeps the others', async () => {
    const service = await startTestService();
    const logger = pino({ level: 'silent' });
    const config = { ...service.config, SAMPLE_SECONDS: 1, RETENTION_DAYS: 7 };
    const database = new Database(config, logger);
    const measures = new OwnMeasures();
    const recorder = new Recorder(new MetricStore(database), measures, config, logger);
    try {
      await service.database.query(
        `INSERT INTO samples SELECT 'open_incidents', now() - make_interval(secs => 8 * 86400 + n), 'a', n
         FROM generate_series(1, 12000) AS n`,
      );
      await service.database.query(`INSERT INTO samples VALUES ('open_incidents', now() - interval '6 days', 'a', 1)`);
      const count = async () =>
        (await service.database.query<{ n: number }>(`SELECT count(*)::int AS n FROM samples WHERE source = 'a'`))[0]
          ?.n;
      recorder.start();
      await eventually(async () => (await count()) === 1);
    } finally {
      await recorder.stop();
      measures.stop();
      await database.close();
      await service.stop();
    }
  });

  it('goes on where it could not be recorded for a while', async () => {
    const service = await startTestService({ SAMPLE_SECONDS: 1 });
    try {
      await service.database.query('ALTER TABLE samples RENAME TO hidden');
      await eventually(() => service.log.some(({ msg }) => msg === 'the service could not record its own metrics'));
      await service.database.query('ALTER TABLE hidden RENAME TO samples');
      await eventually(async () => (await service.database.query('SELECT 1 FROM samples')).length > 0);
    } finally {
      await service.stop();
    }
  });
});
