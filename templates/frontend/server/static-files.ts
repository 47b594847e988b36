import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Router } from 'express';
import sirv from 'sirv';
import { Problem } from './problem.ts';
import { SettingsError } from './settings.ts';

const YEAR_SECONDS = 31_536_000;

/**
 * Serves the built pages, compressed as they were built. What has its content's hash in its name is kept by browsers;
 * everything else is asked for again. A path that names no file is a page of the application's.
 * @throws SettingsError where there is no build
 */
export function staticFiles(dist: string): Router {
  if (!existsSync(join(dist, 'index.html'))) {
    throw new SettingsError(`There are no pages in ${dist}; \`npm run build\` makes them.`);
  }
  const router = Router();
  router.use((request, response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    response.setHeader('Allow', 'GET, HEAD');
    throw new Problem(405, 'Pages can be read, and nothing else.');
  });
  router.use(
    '/assets',
    sirv(join(dist, 'assets'), { brotli: true, gzip: true, maxAge: YEAR_SECONDS, immutable: true }),
    (request) => {
      throw new Problem(404, `There is nothing at ${request.originalUrl}.`);
    },
  );
  // Without an ETag: it would be made of size and time, which two releases of the first page can share.
  router.use(
    sirv(dist, {
      brotli: true,
      gzip: true,
      single: true,
      ignores: '/\\.',
      setHeaders: (response) => response.setHeader('Cache-Control', 'no-cache'),
    }),
  );
  return router;
}
