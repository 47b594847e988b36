import type { Request } from 'express';
import { Problem } from '../http/problem.ts';
import { type Identity, InvalidToken, type Issuer } from './issuer.ts';
import type { Role } from './roles.ts';

/** The bearer of a request's token, where its operation in openapi.yaml asks for one. */
export function identityOf(request: Pick<Request, 'res'>): Identity {
  return request.res?.locals.identity;
}

/**
 * Lets a request pass whose token gives every role that its operation asks for.
 * @throws Problem 401 without a valid token, 403 without the role
 */
export async function authorize(issuer: Issuer, request: Request, roles: readonly Role[]): Promise<void> {
  const token = /^Bearer +([\w.~+/=-]+)$/i.exec(request.get('authorization') ?? '')?.[1];
  if (token === undefined) throw refused(401, 'The header Authorization holds no bearer token.', 'invalid_token');
  const identity = await issuer.verify(token).catch((error) => {
    if (error instanceof InvalidToken) throw refused(401, `The token is not valid: ${error.message}.`, 'invalid_token');
    throw error;
  });
  const missing = roles.filter((role) => !identity.roles.includes(role));
  if (missing.length > 0) throw refused(403, `The role ${missing.join(', ')} is needed.`, 'insufficient_scope');
  if (request.res) request.res.locals.identity = identity;
}

/** @see https://www.rfc-editor.org/rfc/rfc6750#section-3 */
function refused(status: number, detail: string, error: string): Problem {
  return new Problem(status, detail, { headers: { 'WWW-Authenticate': `Bearer error="${error}"` } });
}
