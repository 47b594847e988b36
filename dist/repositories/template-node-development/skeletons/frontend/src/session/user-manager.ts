import { ErrorResponse, UserManager } from 'oidc-client-ts';
import type { components } from '../api/schema.d.ts';

export type OidcSettings = components['schemas']['Config']['oidc'];

/** Where the issuer sends the browser back to; registered there. */
export const CALLBACK_PATH = '/auth/callback';

/**
 * Signs people in: OpenID Connect, authorization code with PKCE. Tokens are kept in this tab's session storage, and
 * renewed with the refresh token where the issuer gives one.
 */
export function createUserManager({ issuer, clientId, scope }: OidcSettings): UserManager {
  const { origin } = window.location;
  return new UserManager({
    authority: issuer,
    client_id: clientId,
    scope,
    redirect_uri: `${origin}${CALLBACK_PATH}`,
    post_logout_redirect_uri: `${origin}/`,
  });
}

/**
 * The access token, renewed where it has expired; undefined where there is none any more.
 * @throws Error where the issuer cannot be reached
 */
export async function accessTokenOf(manager: UserManager): Promise<string | undefined> {
  const user = await manager.getUser();
  if (!user?.expired) return user?.access_token;
  if (user.refresh_token === undefined) return undefined;
  try {
    return (await manager.signinSilent())?.access_token;
  } catch (error) {
    if (error instanceof ErrorResponse) return undefined;
    throw error;
  }
}

/** Whether a path, kept during a sign-in, is one of this application's. */
export function isOwnPath(path: unknown): path is string {
  return typeof path === 'string' && /^\/(?![/\\])/.test(path) && !path.startsWith(CALLBACK_PATH);
}
