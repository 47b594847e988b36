import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';
import type { Role } from '../src/auth/roles.ts';

/** The accounts of development, and their roles. There are no passwords. */
export const ACCOUNTS: Readonly<Record<string, { readonly name: string; readonly roles: readonly Role[] }>> = {
  viewer: { name: 'Viewer', roles: ['viewer'] },
  editor: { name: 'Editor', roles: ['editor'] },
  guest: { name: 'Guest', roles: [] },
};

/** How the service is to use the issuer. */
export interface IssuerEnv extends Record<string, string> {
  readonly OIDC_ISSUER: string;
  readonly OIDC_AUDIENCE: string;
  readonly OIDC_CLIENT_ID: string;
}

const AUDIENCE = 'urn:backend';
const CLIENT_ID = 'frontend';
const SCOPE = 'openid profile';
/** Where people choose an account. */
const LOGIN = '/login/';

/**
 * An OpenID Connect issuer for development: authorization code with PKCE, on the loopback interface. Anybody may be
 * anyone, and every application on this machine may ask.
 */
export class DevelopmentIssuer {
  readonly env: IssuerEnv;
  private readonly server: Server;

  private constructor(server: Server, url: string) {
    this.server = server;
    this.env = { OIDC_ISSUER: url, OIDC_AUDIENCE: AUDIENCE, OIDC_CLIENT_ID: CLIENT_ID };
  }

  /** @param port 0 for a free one */
  static async start(port: number): Promise<DevelopmentIssuer> {
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const provider = await createProvider(url);
    const respond = provider.callback();
    server.on('request', (request, response) => {
      if (!request.url?.startsWith(LOGIN)) return respond(request, response);
      login(provider, request, response).catch((error) => {
        response.writeHead(400, { 'Content-Type': 'text/plain' }).end(`This sign-in cannot go on: ${error.message}`);
      });
    });
    return new DevelopmentIssuer(server, url);
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }
}

async function createProvider(url: string): Promise<Provider> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const provider: Provider = new Provider(url, {
    jwks: { keys: [{ ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256', kid: 'development' }] },
    cookies: { keys: ['development'] },
    clients: [
      {
        client_id: CLIENT_ID,
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: ['http://127.0.0.1/'],
      },
    ],
    pkce: { required: () => true },
    clientBasedCORS: () => true,
    ttl: { AccessToken: 3600, IdToken: 3600, RefreshToken: 86_400, Session: 86_400, Grant: 86_400, Interaction: 3600 },
    interactions: { url: (_context, { uid }) => `${LOGIN}${uid}` },
    scopes: ['openid', 'offline_access', 'profile'],
    claims: { profile: ['name'] },
    conformIdTokenClaims: false,
    findAccount: (_context, id) => accountOf(id),
    extraTokenClaims: (_context, token) => ('accountId' in token ? ACCOUNTS[token.accountId] : undefined),
    async loadExistingGrant({ oidc }) {
      const grant = new provider.Grant({ clientId: CLIENT_ID, accountId: oidc.session?.accountId ?? '' });
      grant.addOIDCScope(`${SCOPE} offline_access`);
      await grant.save();
      return grant;
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true, logoutSource },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => AUDIENCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({ scope: '', audience: AUDIENCE, accessTokenFormat: 'jwt' }),
      },
    },
  });
  // The frontend's development server may use any port.
  const { prototype } = provider.Client as unknown as { prototype: Record<string, unknown> };
  prototype.redirectUriAllowed = isLoopback;
  prototype.postLogoutRedirectUriAllowed = isLoopback;
  return provider;
}

function accountOf(id: string) {
  const account = ACCOUNTS[id];
  return account && { accountId: id, claims: () => ({ sub: id, name: account.name }) };
}

/** Shows the accounts, and signs in as the one that was chosen. */
async function login(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  await provider.interactionDetails(request, response);
  if (request.method === 'POST') {
    const accountId = new URLSearchParams(await text(request)).get('account') ?? '';
    if (!ACCOUNTS[accountId]) throw new Error(`there is no account ${accountId}`);
    await provider.interactionFinished(request, response, { login: { accountId } });
    return;
  }
  const buttons = Object.entries(ACCOUNTS).map(
    ([id, { name, roles }]) =>
      `<p><button name="account" value="${id}">${name}</button> ${roles.join(', ') || 'no role'}</p>`,
  );
  const html = page('<h1>Sign in as</h1>', `<form method="post">${buttons.join('')}</form>`);
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(html);
}

/** Asks whether to sign out. */
function logoutSource(context: { body?: unknown }, form: string): void {
  const button = '<button form="op.logoutForm" name="logout" value="yes">Sign out</button>';
  context.body = page('<h1>Sign out?</h1>', form, button);
}

function page(...body: readonly string[]): string {
  const head = '<title>Development sign-in</title><link rel="icon" href="data:,">';
  return `<!doctype html><html lang="en">${head}<main>${body.join('')}</main></html>`;
}

function isLoopback(url: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}
