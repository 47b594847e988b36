import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type RequestProps, startTestService, type TestService } from './support/service.ts';

let service: TestService;
before(async () => {
  service = await startTestService();
});
beforeEach(() => service.database.query('DELETE FROM samples'));
after(() => service.stop());

const SAMPLES = '/api/v1/metrics/open_incidents/samples';
const read = (path: string) => service.request(path, { roles: ['viewer'] });
const add = (body: unknown, props: RequestProps = {}) =>
  service.request(SAMPLES, { method: 'POST', roles: ['editor'], body, ...props });
const minutesAgo = (minutes: number) => new Date(Math.floor(Date.now() / 1000) * 1000 - minutes * 60_000);
const insert = (metric: string, at: Date, source: string, value: number) =>
  service.database.query('INSERT INTO samples VALUES ($1, $2, $3, $4)', [metric, at, source, value]);

describe('the list of metrics', () => {
  it('has each metric with its latest sample', async () => {
    const at = minutesAgo(1);
    await insert('open_incidents', minutesAgo(2), 'a', 1);
    await insert('open_incidents', at, 'a', 2);
    const { status, body } = await read('/api/v1/metrics');
    assert.equal(status, 200);
    const names = body.metrics.map(({ name }: { name: string }) => name);
    assert.deepEqual(names, names.toSorted());
    const incidents = body.metrics.find(({ name }: { name: string }) => name === 'open_incidents');
    assert.deepEqual(incidents.latest, { at: at.toISOString(), value: 2 });
    assert.equal(body.metrics.find(({ name }: { name: string }) => name === 'memory_usage').latest, null);
  });

  it('puts together what replicas sampled at the same instant: rates add up, the slowest counts', async () => {
    const at = minutesAgo(1);
    for (const [source, value] of [
      ['a', 3],
      ['b', 4],
    ] as const) {
      await insert('http_request_rate', at, source, value);
      await insert('http_request_duration', at, source, value);
    }
    for (const [name, value] of [
      ['http_request_rate', 7],
      ['http_request_duration', 4],
    ] as const) {
      const { body } = await read(`/api/v1/metrics/${name}/samples`);
      assert.deepEqual(body.samples, [{ at: at.toISOString(), value }]);
    }
  });
});

describe('the samples of a metric', () => {
  it('are those of the last hour, oldest first', async () => {
    for (const minutes of [1, 59, 30, 61]) await insert('open_incidents', minutesAgo(minutes), 'a', minutes);
    const { status, body } = await read(SAMPLES);
    assert.equal(status, 200);
    assert.equal(body.name, 'open_incidents');
    assert.equal(body.unit, 'incidents');
    assert.deepEqual(
      body.samples.map(({ value }: { value: number }) => value),
      [59, 30, 1],
    );
    assert.equal(body.next, null);
  });

  it('are those of a range that has its start and lacks its end', async () => {
    for (const minutes of [1, 2, 3, 4]) await insert('open_incidents', minutesAgo(minutes), 'a', minutes);
    const { body } = await read(`${SAMPLES}?from=${minutesAgo(3).toISOString()}&to=${minutesAgo(1).toISOString()}`);
    assert.deepEqual(
      body.samples.map(({ value }: { value: number }) => value),
      [3, 2],
    );
  });

  it('come page by page, none twice and none left out', async () => {
    for (let minutes = 1; minutes <= 7; minutes++) await insert('open_incidents', minutesAgo(minutes), 'a', minutes);
    const found: number[] = [];
    let from: string | null = minutesAgo(30).toISOString();
    let pages = 0;
    for (; from !== null; pages++) {
      const { body } = await read(`${SAMPLES}?limit=3&from=${from}`);
      found.push(...body.samples.map(({ value }: { value: number }) => value));
      from = body.next;
    }
    assert.deepEqual(found, [7, 6, 5, 4, 3, 2, 1]);
    assert.equal(pages, 3);
  });

  it('of a metric that does not exist are not found', async () => {
    const { status, body } = await read('/api/v1/metrics/nothing/samples');
    assert.equal(status, 404);
    assert.equal(body.detail, 'There is no metric nothing.');
  });

  const wrong: Record<string, string> = {
    'limit=0': '/query/limit',
    'limit=10001': '/query/limit',
    'limit=1.5': '/query/limit',
    'limit=all': '/query/limit',
    'limit=1&limit=2': '/query/limit',
    'from=yesterday': '/query/from',
    'from=2026-01-01': '/query/from',
    'from=2026-02-30T00:00:61Z': '/query/from',
    'from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z': '/query/from',
    'to=': '/query/to',
    'form=2026-01-01T00:00:00Z': '/query/form',
  };
  for (const [query, path] of Object.entries(wrong)) {
    it(`are not given for ${query}`, async () => {
      const { status, body } = await read(`${SAMPLES}?${query}`);
      assert.equal(status, 400);
      assert.deepEqual(
        body.errors.map((error: { path: string }) => error.path),
        [path],
      );
    });
  }
});

describe('a new sample', () => {
  it('is stored with its time', async () => {
    const at = minutesAgo(5).toISOString();
    const { status, body } = await add({ at, value: 3.25 });
    assert.equal(status, 201);
    assert.deepEqual(body, { at, value: 3.25 });
    assert.deepEqual((await read(SAMPLES)).body.samples, [{ at, value: 3.25 }]);
  });

  it('is of now where it has no time', async () => {
    const { body } = await add({ value: 0 });
    assert.ok(Math.abs(Date.parse(body.at) - Date.now()) < 5_000);
  });

  it('may have a time of another zone', async () => {
    const at = minutesAgo(5);
    const { body } = await add({ at: at.toISOString().replace('Z', '+00:00'), value: 1 });
    assert.equal(body.at, at.toISOString());
  });

  it('is not added twice, and says so', async () => {
    const at = minutesAgo(5).toISOString();
    await add({ at, value: 1 });
    const { status } = await add({ at, value: 2 });
    assert.equal(status, 409);
    assert.deepEqual((await read(SAMPLES)).body.samples, [{ at, value: 1 }]);
  });

  it('belongs to a metric that exists', async () => {
    const props = { method: 'POST', roles: ['editor'], body: { value: 1 } };
    assert.equal((await service.request('/api/v1/metrics/nothing/samples', props)).status, 404);
    assert.equal((await service.request('/api/v1/metrics/Nothing/samples', props)).status, 400);
  });

  const wrong: readonly (readonly [body: unknown, path: string])[] = [
    [{}, '/body/value'],
    [{ value: '1' }, '/body/value'],
    [{ value: null }, '/body/value'],
    [{ value: 1e16 }, '/body/value'],
    ['{"value":1e999}', '/body/value'],
    [{ value: 1, at: 'now' }, '/body/at'],
    [{ value: 1, at: 5 }, '/body/at'],
    [{ value: 1, at: '2000-01-01T00:00:00Z' }, '/body/at'],
    [{ value: 1, at: '2999-01-01T00:00:00Z' }, '/body/at'],
    [{ value: 1, source: 'x' }, '/body/source'],
    [[], '/body'],
  ];
  for (const [body, path] of wrong) {
    it(`is refused as ${JSON.stringify(body)}`, async () => {
      const answer = await add(body);
      assert.equal(answer.status, 400);
      assert.deepEqual(
        answer.body.errors.map((error: { path: string }) => error.path),
        [path],
      );
      assert.deepEqual((await read(SAMPLES)).body.samples, []);
    });
  }
});
