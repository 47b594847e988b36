import type { RequestHandler } from 'express';
import helmet, { contentSecurityPolicy } from 'helmet';
import type { Issuer } from './issuer.ts';

/** Headers of every answer. */
export const commonHeaders: RequestHandler[] = [
  helmet({
    contentSecurityPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  }),
  (_request, response, next) => {
    response.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
    next();
  },
];

/** Lets the pages load and reach nothing but this server and the issuer of sign-ins. */
export function pageSecurity(issuer: Issuer): RequestHandler {
  return async (request, response, next) => {
    const origin = await issuer.origin();
    contentSecurityPolicy({
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'"],
        'font-src': ["'self'"],
        'connect-src': ["'self'", ...(origin === undefined ? [] : [origin])],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        'require-trusted-types-for': ["'script'"],
      },
    })(request, response, next);
  };
}
