import { HttpResponse, http, type RequestHandler } from 'msw';
import type { components } from '../src/api/schema.d.ts';

type Me = components['schemas']['Me'];

/** Where the mock issuer is, below the origin of the pages. */
export const ISSUER_PATH = '/mock-issuer';

/** Who can sign in. Their subject is their access token, and their code. */
const PEOPLE: readonly Me[] = [
  { subject: 'mock-editor', name: 'Mock Editor', roles: ['editor', 'viewer'] },
  { subject: 'mock-viewer', name: 'Mock Viewer', roles: ['viewer'] },
  { subject: 'mock-guest', name: 'Mock Guest', roles: [] },
];

/** Whose access token a request carries. */
export function personOf(request: Request): Me | undefined {
  const token = request.headers.get('Authorization')?.replace(/^Bearer /, '');
  return PEOPLE.find(({ subject }) => subject === token);
}

/** An OpenID Connect issuer that believes everyone, as far as a sign-in in the browser needs one. */
export const issuerHandlers: RequestHandler[] = [
  http.get(`*${ISSUER_PATH}/.well-known/openid-configuration`, ({ request }) => {
    const issuer = `${new URL(request.url).origin}${ISSUER_PATH}`;
    return HttpResponse.json({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      end_session_endpoint: `${issuer}/end`,
    });
  }),

  http.get(`*${ISSUER_PATH}/authorize`, ({ request }) => {
    const query = new URL(request.url).searchParams;
    const links = PEOPLE.map(({ subject, name, roles }) => {
      const target = new URL(query.get('redirect_uri') ?? '');
      target.search = new URLSearchParams({ code: subject, state: query.get('state') ?? '' }).toString();
      return `<li><a href="${target.href.replaceAll('&', '&amp;')}">${name}</a> (${roles.join(', ') || 'no roles'})</li>`;
    });
    return HttpResponse.html(`<!doctype html>
      <html lang="en">
        <meta name="viewport" content="width=device-width">
        <meta name="color-scheme" content="light dark">
        <link rel="icon" href="/favicon.svg">
        <title>Mock sign-in</title>
        <body style="font: 1rem/2 system-ui; max-width: 24rem; margin: 20vh auto; padding: 1rem">
          <h1 style="font-size: 1.5rem">Mock sign-in</h1>
          <p>No backend answers, so nobody asks for a password. Go on as:</p>
          <ul>${links.join('')}</ul>
        </body>
      </html>`);
  }),

  http.post(`*${ISSUER_PATH}/token`, async ({ request }) => {
    const form = new URLSearchParams(await request.text());
    const subject = form.get('code') ?? '';
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: request.url.replace(/\/token$/, ''),
      aud: form.get('client_id'),
      sub: subject,
      iat: now,
      exp: now + 8 * 3600,
    };
    return HttpResponse.json({
      access_token: subject,
      token_type: 'Bearer',
      expires_in: 8 * 3600,
      id_token: [{ alg: 'none' }, claims, {}].map((part) => btoa(JSON.stringify(part)).replace(/=+$/, '')).join('.'),
    });
  }),

  http.get(`*${ISSUER_PATH}/end`, ({ request }) =>
    HttpResponse.redirect(new URL(request.url).searchParams.get('post_logout_redirect_uri') ?? '/'),
  ),
];
