import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import express, { type Express } from 'express';
import * as OpenApiValidator from 'express-openapi-validator';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { parse } from 'yaml';
import { authorize, identityOf } from '../auth/authorize.ts';
import type { Issuer } from '../auth/issuer.ts';
import type { Role } from '../auth/roles.ts';
import type { Config } from '../config.ts';
import { metricRoutes } from '../metrics/routes.ts';
import type { MetricStore } from '../metrics/store.ts';
import { type ProbeState, probes } from './probes.ts';
import { Problem, problems } from './problem.ts';
import { requestLog } from './request-log.ts';
import type { Telemetry } from './telemetry.ts';

const OPENAPI = fileURLToPath(new URL('../../openapi.yaml', import.meta.url));

/** What the application is made of. */
export interface AppProps {
  readonly config: Config;
  readonly logger: Logger;
  readonly issuer: Issuer;
  readonly metrics: MetricStore;
  readonly telemetry: Telemetry;
  readonly state: ProbeState;
  /** Whether answers are compared with openapi.yaml, and replaced by an error where they differ. @default false */
  readonly validateResponses?: boolean;
}

/** The HTTP interface: openapi.yaml decides what reaches the routes. */
export function createApp(props: AppProps): Express {
  const { config, issuer, telemetry } = props;
  const description = parse(readFileSync(OPENAPI, 'utf8'));
  const app = express();
  app.set('trust proxy', config.TRUSTED_PROXIES);
  app.set('query parser', 'simple');
  app.set('etag', false);

  app.use(requestLog(props.logger));
  app.use(
    helmet({
      contentSecurityPolicy: { directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] }, useDefaults: false },
    }),
  );
  app.use(probes(props.state, telemetry.registry));
  app.get('/openapi.json', (_request, response) => {
    response.json(description);
  });

  app.use(telemetry.measure);
  app.use(
    rateLimit({
      windowMs: 60_000,
      limit: config.RATE_LIMIT,
      standardHeaders: 'draft-8',
      legacyHeaders: false,
      handler() {
        throw new Problem(429, `More than ${config.RATE_LIMIT} requests in a minute.`);
      },
    }),
  );
  app.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  app.use(express.json({ limit: '16kb' }));
  app.use(
    OpenApiValidator.middleware({
      apiSpec: description,
      fileUploader: false,
      validateResponses: props.validateResponses ?? false,
      validateSecurity: {
        handlers: {
          async bearer(request, roles) {
            await authorize(issuer, request, roles as Role[]).catch((error) => {
              if (request.res) request.res.locals.refusal = error;
              throw error;
            });
            return true;
          },
        },
      },
    }),
  );

  app.get('/api/v1/config', (_request, response) => {
    response.json({
      oidc: { issuer: config.OIDC_ISSUER, clientId: config.OIDC_CLIENT_ID, scope: config.OIDC_SCOPE },
    });
  });
  app.get('/api/v1/me', (request, response) => {
    response.json(identityOf(request));
  });
  app.use('/api/v1/metrics', metricRoutes(props.metrics, config.RETENTION_DAYS));

  app.use(problems);
  return app;
}
