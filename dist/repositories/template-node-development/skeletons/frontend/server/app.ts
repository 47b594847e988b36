import express, { type Express } from 'express';
import type { Logger } from 'pino';
import { ApiProxy } from './api-proxy.ts';
import { Issuer } from './issuer.ts';
import { Metrics } from './metrics.ts';
import { notFound, problems } from './problem.ts';
import { requestLog } from './request-log.ts';
import { commonHeaders, pageSecurity } from './security-headers.ts';
import { staticFiles } from './static-files.ts';

export interface AppProps {
  /** Folder of the built pages. */
  readonly dist: string;
  /** Where the API is. */
  readonly apiUrl: URL;
  readonly logger: Logger;
}

/** The server's request handler, and what it keeps open. */
export interface App {
  readonly handler: Express;
  readonly logger: Logger;
  /** Closes the connections to the API. */
  close(): Promise<void>;
}

/** Serves the pages, and passes requests for `/api` on to the API. */
export function createApp({ dist, apiUrl, logger }: AppProps): App {
  const proxy = new ApiProxy(apiUrl);
  const issuer = new Issuer(apiUrl, logger);
  const metrics = new Metrics();

  const handler = express();
  handler.disable('x-powered-by');
  handler.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  handler.get('/metrics', metrics.endpoint);
  handler.use(requestLog(logger));
  handler.use(metrics.observe);
  handler.use(commonHeaders);
  handler.use('/api', proxy.handle);
  handler.use(pageSecurity(issuer));
  handler.use(staticFiles(dist));
  handler.use(notFound);
  handler.use(problems);
  return { handler, logger, close: () => proxy.close() };
}
