import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Config } from '../config.ts';
import { type Role, rolesOf } from './roles.ts';

/** Who bears a token. */
export interface Identity {
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

/** A token that is not what it must be. The message may be shown to who sent it. */
export class InvalidToken extends Error {}

/** The issuer's keys cannot be had now, so that no token can be checked. */
export class IssuerUnavailable extends Error {
  constructor(cause: unknown) {
    super('the OpenID Connect issuer is not available', { cause });
  }
}

/** Signatures by a key that only the issuer has: none of those by a shared secret. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const CLOCK_TOLERANCE_SECONDS = 30;
const TIMEOUT_MS = 5_000;

/** The OpenID Connect issuer: checks the access tokens that it gives out. */
export class Issuer {
  private readonly config: Config;
  private keys: Promise<JWTVerifyGetKey> | undefined;

  constructor(config: Config) {
    this.config = config;
  }

  /**
   * Checks signature, issuer, audience and time of an access token.
   * @throws InvalidToken, IssuerUnavailable
   */
  async verify(token: string): Promise<Identity> {
    const keys = await this.discover();
    try {
      const { payload } = await jwtVerify<{ name?: unknown; preferred_username?: unknown }>(token, keys, {
        issuer: this.config.OIDC_ISSUER,
        audience: this.config.OIDC_AUDIENCE,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        requiredClaims: ['sub', 'exp'],
      });
      const subject = payload.sub as string;
      const name = [payload.name, payload.preferred_username].find(
        (value) => typeof value === 'string' && value !== '',
      );
      return {
        subject,
        name: (name as string | undefined) ?? subject,
        roles: rolesOf(payload, this.config.OIDC_ROLES_CLAIM),
      };
    } catch (error) {
      throw isOfTheKeys(error) ? new IssuerUnavailable(error) : new InvalidToken((error as Error).message);
    }
  }

  /**
   * Finds the issuer's keys, once. They are fetched when a token names one that is not known yet.
   * @throws IssuerUnavailable
   * @see https://openid.net/specs/openid-connect-discovery-1_0.html
   */
  discover(): Promise<JWTVerifyGetKey> {
    this.keys ??= this.fetchKeys().catch((error) => {
      this.keys = undefined;
      throw new IssuerUnavailable(error);
    });
    return this.keys;
  }

  private async fetchKeys(): Promise<JWTVerifyGetKey> {
    const issuer = this.config.OIDC_ISSUER;
    const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) throw new Error(`${url} answers ${response.status}`);
    const metadata = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown };
    if (metadata.issuer !== issuer) throw new Error(`${url} names the issuer ${JSON.stringify(metadata.issuer)}`);
    return createRemoteJWKSet(new URL(String(metadata.jwks_uri)), { timeoutDuration: TIMEOUT_MS });
  }
}

/** Whether a token could not be checked for want of the keys, rather than be found wrong. */
function isOfTheKeys(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return true;
  return [errors.JOSEError.code, errors.JWKSTimeout.code, errors.JWKSInvalid.code].includes(error.code);
}
