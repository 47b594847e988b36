import { text } from 'node:stream/consumers';
import { getResponse } from 'msw';
import type { Connect, Plugin } from 'vite';
import { handlers } from '../mocks/handlers.ts';

/** Answers requests for the API, and for an issuer of sign-ins, with mock data. */
export function mockApi(): Plugin {
  return {
    name: 'mock-api',
    configureServer: (server) => {
      server.middlewares.use(answer);
    },
  };
}

const answer: Connect.NextHandleFunction = async (incoming, outgoing, next) => {
  const { method = 'GET', headers, url = '/' } = incoming;
  const request = new Request(new URL(url, `http://${headers.host}`), {
    method,
    headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
    body: method === 'GET' || method === 'HEAD' ? null : await text(incoming),
  });
  const response = await getResponse(handlers, request);
  if (!response) return next();
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(await response.text());
};
