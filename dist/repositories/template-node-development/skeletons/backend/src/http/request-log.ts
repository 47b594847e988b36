import { randomUUID } from 'node:crypto';
import type { Response } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';

const REQUEST_ID = /^[\w.-]{8,64}$/;

/** Logs each answered request but probes, under the ID that the client or a proxy gave it, or a new one. */
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
    autoLogging: { ignore: ({ url }) => ['/healthz', '/readyz', '/metrics'].includes(url ?? '') },
    customProps: (_request, response) => {
      const identity = (response as Response).locals?.identity;
      return identity ? { subject: identity.subject } : {};
    },
    // Neither headers nor bodies: they hold tokens and people's data.
    serializers: {
      req: ({ method, url }) => ({ method, url }),
      res: ({ statusCode }) => ({ statusCode }),
    },
    quietReqLogger: true,
  });
}
