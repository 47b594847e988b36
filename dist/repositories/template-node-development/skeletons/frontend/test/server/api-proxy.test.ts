import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { pino } from 'pino';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { ApiProxy } from '../../server/api-proxy.ts';
import { problems } from '../../server/problem.ts';
import { requestLog } from '../../server/request-log.ts';
import { listen, nowhere, send, start, writtenLog } from './support.ts';

describe('a request for the API', () => {
  test('is passed on with method, path, query, headers and body, and so is its answer', async () => {
    const api = await listen(async (incoming, response) => {
      const { method, url, headers } = incoming;
      response.writeHead(201, { 'Content-Type': 'application/json', 'X-Of-Api': 'yes', 'Set-Cookie': ['a=1', 'b=2'] });
      response.end(JSON.stringify({ method, url, headers, body: await text(incoming) }));
    });
    const { url } = await start(api.url);
    const answer = await send(url, "/api/v1/metrics/a%20b/samples?from=1&q=%27'", {
      method: 'POST',
      headers: { Authorization: 'Bearer token', 'Content-Type': 'application/json', 'Content-Length': '11' },
      body: '{"value":1}',
    });
    expect(answer.status).toBe(201);
    expect(answer.headers).toMatchObject({ 'x-of-api': 'yes', 'set-cookie': ['a=1', 'b=2'] });
    expect(JSON.parse(answer.body)).toMatchObject({
      method: 'POST',
      url: '/api/v1/metrics/a%20b/samples?from=1&q=%27%27',
      headers: { authorization: 'Bearer token', 'content-type': 'application/json', host: api.url.host },
      body: '{"value":1}',
    });
  });

  test('says whom it is passed on for, after what proxies in front have said', async () => {
    const api = await listen((incoming, response) => response.end(JSON.stringify(incoming.headers)));
    const { url } = await start(api.url);
    const direct = JSON.parse((await send(url, '/api/v1/me')).body);
    expect(direct).toMatchObject({
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-host': url.host,
    });
    const headers = {
      'X-Forwarded-For': '203.0.113.7, 10.0.0.1',
      'X-Forwarded-Proto': 'https',
      'X-Forwarded-Host': 'dashboard.example.com',
    };
    expect(JSON.parse((await send(url, '/api/v1/me', { headers })).body)).toMatchObject({
      'x-forwarded-for': '203.0.113.7, 10.0.0.1, 127.0.0.1',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'dashboard.example.com',
    });
  });

  test('has one ID in the answer, at the API and in both logs', async () => {
    const api = await listen((incoming, response) => response.end(incoming.headers['x-request-id']));
    const { url } = await start(api.url);
    const given = await send(url, '/api/v1/me', { headers: { 'X-Request-Id': 'an-id.of_the-ingress' } });
    expect([given.body, given.headers['x-request-id']]).toEqual(['an-id.of_the-ingress', 'an-id.of_the-ingress']);
    const made = await send(url, '/api/v1/me', { headers: { 'X-Request-Id': 'not an id {}' } });
    expect(made.body).toMatch(/^[\da-f-]{36}$/);
    expect(made.headers['x-request-id']).toBe(made.body);
  });

  test('leaves behind what is about one connection only, and so does its answer', async () => {
    const api = await listen((incoming, response) => {
      response.writeHead(200, { Connection: 'close, X-Private', 'X-Private': 'mine', 'X-Public': 'ours' });
      response.end(JSON.stringify(incoming.headers));
    });
    const { url } = await start(api.url);
    const answer = await send(url, '/api/v1/me', {
      headers: {
        Connection: 'keep-alive, X-Secret',
        'X-Secret': 'mine',
        'Keep-Alive': 'timeout=5',
        TE: 'trailers',
        'Proxy-Authorization': 'Basic abc',
        Upgrade: 'websocket',
      },
    });
    const passed = Object.keys(JSON.parse(answer.body));
    for (const header of ['x-secret', 'keep-alive', 'te', 'proxy-authorization', 'upgrade'])
      expect(passed).not.toContain(header);
    expect(answer.headers).toMatchObject({ 'x-public': 'ours' });
    expect(answer.headers).not.toHaveProperty('x-private');
  });

  test.each([
    '/api',
    '/api/../metrics',
    '/api/v1/../../metrics',
    '/api/%2e%2e/metrics',
    '/api/..%2fmetrics',
    '/api/v1/%2E%2E/%2E%2E/metrics',
    '/api/..\\metrics',
    '/api/..%5cmetrics',
    '/api/./v1/me',
    '/API/v1/me',
    '/api/v1/me#x',
    '/api/%00',
    'http://example.com/api/v1/me',
    '//example.com/api/v1/me',
  ])('never reaches it by %s', async (path) => {
    const asked: (string | undefined)[] = [];
    const api = await listen((incoming, response) => {
      asked.push(incoming.url);
      response.end('reached');
    });
    const { url } = await start(api.url);
    const { status, body } = await send(url, path);
    expect(body).not.toBe('reached');
    expect([200, 400, 404]).toContain(status);
    if (status === 200) expect(body).toContain('first page');
    expect(asked.filter((path) => path !== '/api/v1/config')).toEqual([]);
  });

  test('is not kept in memory, nor is its answer: both stream', async () => {
    const api = await listen(async (incoming, response) => {
      for await (const chunk of incoming) response.write(chunk);
      response.end();
    });
    const { url } = await start(api.url);
    const outgoing = request({ host: url.hostname, port: url.port, path: '/api/v1/echo', method: 'POST' });
    outgoing.write('first');
    const [response] = await once(outgoing, 'response');
    expect(String((await once(response, 'data'))[0])).toBe('first');
    outgoing.end('second');
    expect(await text(response)).toBe('second');
  });

  test('ends at the API when the browser goes away', async () => {
    let ended: Promise<unknown> | undefined;
    const api = await listen((_incoming, response) => {
      ended = once(response, 'close');
    });
    const { logger, lines } = writtenLog();
    const { url } = await start(api.url, { logger });
    const outgoing = request({ host: url.hostname, port: url.port, path: '/api/v1/me' }).on('error', () => {});
    outgoing.end();
    while (ended === undefined) await sleep(5);
    outgoing.destroy();
    await ended;
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['request ended']);
  });
});

describe('while the API', () => {
  test('is away, the answer is 502 and says so', async () => {
    const { url } = await start(await nowhere());
    const { status, headers, body } = await send(url, '/api/v1/me');
    expect(status).toBe(502);
    expect(headers['content-type']).toMatch('application/problem+json');
    expect(headers['cache-control']).toBe('no-store');
    expect(JSON.parse(body)).toEqual({
      type: 'about:blank',
      title: 'Bad Gateway',
      status: 502,
      detail: 'The API cannot be reached; try again later.',
      requestId: headers['x-request-id'],
    });
  });

  test('is silent, the answer is 504', async () => {
    const api = await listen(() => {});
    const proxy = new ApiProxy(api.url, { connect: 100, answer: 100, silence: 100 });
    const app = express()
      .use(requestLog(pino({ level: 'silent' })))
      .use(proxy.handle)
      .use(problems);
    const { url } = await listen(app);
    const { status, body } = await send(url, '/api/v1/me');
    expect([status, JSON.parse(body).title]).toEqual([504, 'Gateway Timeout']);
  });

  test('breaks off in its answer, the answer breaks off, too', async () => {
    const api = await listen((_incoming, response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('half');
      setTimeout(() => response.destroy(), 50);
    });
    const { logger, lines } = writtenLog();
    const { url } = await start(api.url, { logger });
    await expect(send(url, '/api/v1/me', { headers: { 'X-Request-Id': 'known-id' } })).rejects.toThrow('aborted');
    await vi.waitFor(() => expect(lines.join('')).toContain('broke'));
    const line = lines.find((line) => line.includes('broke')) ?? '';
    const err = { code: 'UND_ERR_SOCKET' };
    expect(JSON.parse(line)).toMatchObject({ reqId: 'known-id', msg: 'The API broke its answer off.', err });
  });

  test('starts again, requests reach it again by themselves', async () => {
    const api = createServer((_incoming, response) => response.end('back')).listen(0, '127.0.0.1');
    await once(api, 'listening');
    const { port } = api.address() as { port: number };
    const { url } = await start(new URL(`http://127.0.0.1:${port}`));
    expect((await send(url, '/api/v1/me')).body).toBe('back');
    api.close();
    api.closeAllConnections();
    await once(api, 'close');
    expect((await send(url, '/api/v1/me')).status).toBe(502);
    api.listen(port, '127.0.0.1');
    onTestFinished(() => {
      api.close();
      api.closeAllConnections();
    });
    await once(api, 'listening');
    expect((await send(url, '/api/v1/me')).body).toBe('back');
  });
});

test('two requests that are smuggled as one are refused', async () => {
  const { url } = await start(await nowhere());
  const socket = connect(Number(url.port), url.hostname);
  socket.end(
    'POST /api/v1/me HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\n\r\n',
  );
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 /);
});

test('a request is logged with its ID, path and status, and without its query and headers', async () => {
  const { logger, lines } = writtenLog();
  const { url } = await start(await nowhere(), { logger });
  const headers = { Authorization: 'Bearer secret', 'X-Request-Id': 'known-id' };
  await send(url, '/auth/callback?code=secret', { headers });
  await vi.waitFor(() => expect(lines.at(-1)).toContain('known-id'));
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
    reqId: 'known-id',
    req: { method: 'GET', url: '/auth/callback' },
    res: { statusCode: 200 },
    msg: 'request ended',
  });
  expect(lines.join('')).not.toContain('secret');
});
