import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';

const REQUEST_ID = /^[\w.-]{8,64}$/;

/** Logs each answered request, under the ID that the client or a proxy gave it, or a new one; the API gets it, too. */
export function requestLog(logger: Logger) {
  return pinoHttp({
    logger,
    genReqId(request, response) {
      const given = request.headers['x-request-id'];
      const id = typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
      response.setHeader('X-Request-Id', id);
      return id;
    },
    customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'error' : 'info'),
    // Not that it completed: a client that has all it asked for may close the connection before the answer is ended.
    customSuccessMessage: () => 'request ended',
    // Neither headers nor queries: they hold tokens, and the codes of sign-ins.
    serializers: {
      req: ({ method, url }) => ({ method, url: url.split('?', 1)[0] }),
      res: ({ statusCode }) => ({ statusCode }),
    },
    quietReqLogger: true,
  });
}
