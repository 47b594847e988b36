import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { OidcClient } from 'oidc-client-ts';
import { describe, expect, test } from 'vitest';
import { problem } from '../../mocks/handlers.ts';
import { isOwnPath } from '../../src/session/user-manager.ts';
import { api } from '../setup.ts';
import { expectAccessible, ISSUER, open, signIn } from './support.tsx';

/** Where the issuer sends the browser back to, after a sign-in that was begun here for a path. */
async function comeBack(path: string): Promise<string> {
  const client = new OidcClient({
    authority: ISSUER,
    client_id: 'frontend',
    scope: 'openid profile',
    redirect_uri: `${window.location.origin}/auth/callback`,
  });
  const { state } = await client.createSigninRequest({ state: path, request_type: 'si:r' });
  return `/auth/callback?code=mock-viewer&state=${state.id}`;
}

describe('somebody who is not signed in', () => {
  test('sees the way to, and nothing else', async () => {
    open('/metric/open_incidents');
    expect(await screen.findByRole('button', { name: 'Sign in' })).toBeVisible();
    expect(screen.getByText(/You sign in at localhost/)).toBeVisible();
    expect(screen.queryByRole('navigation')).not.toBeInTheDocument();
    await expectAccessible();
  });

  test('comes back to the page that they asked for', async () => {
    open(await comeBack('/metric/open_incidents?range=6h'));
    expect(await screen.findByRole('heading', { name: 'Open incidents' })).toBeVisible();
    expect(window.location.href).toBe(`${window.location.origin}/metric/open_incidents?range=6h`);
    expect(await screen.findByText('Mock Viewer')).toBeInTheDocument();
  });

  test('is told when the issuer refuses the sign-in', async () => {
    api.use(
      http.post(`${ISSUER}/token`, () =>
        HttpResponse.json({ error: 'invalid_grant', error_description: 'the code is used up' }, { status: 400 }),
      ),
    );
    open(await comeBack('/'));
    expect(await screen.findByRole('alert')).toHaveTextContent('The sign-in did not work');
    expect(screen.getByRole('alert')).toHaveTextContent('the code is used up');
    await expectAccessible();
  });

  test('waits while the API does not say where to sign in, and goes on by themselves', async () => {
    api.use(
      http.get('*/api/v1/config', () => problem(502, 'The API cannot be reached; try again later.'), { once: true }),
    );
    open('/');
    expect(await screen.findByRole('heading', { name: 'Waiting for the API' })).toBeVisible();
    expect(screen.getByText(/The API cannot be reached/)).toBeVisible();
    expect(await screen.findByRole('button', { name: 'Sign in' }, { timeout: 5000 })).toBeVisible();
  }, 10_000);
});

describe('a session', () => {
  test('ends when the API does not accept its token any more, and takes what was shown with it', async () => {
    open('/', 'mock-viewer');
    expect(await screen.findByRole('link', { name: /Memory usage/ })).toBeVisible();
    api.use(http.get('*/api/v1/*', () => problem(401, 'The token has expired.')));
    await waitFor(() => expect(screen.getByText('Your session has ended')).toBeVisible(), { timeout: 15_000 });
    expect(screen.queryByText(/Memory usage/)).not.toBeInTheDocument();
    expect(sessionStorage.getItem(`oidc.user:${ISSUER}:frontend`)).toBeNull();
  }, 20_000);

  test('is renewed by its refresh token, where it expired while the page was away', async () => {
    const grants: (string | null)[] = [];
    api.use(
      http.post(`${ISSUER}/token`, async ({ request }) => {
        grants.push(new URLSearchParams(await request.text()).get('grant_type'));
        return HttpResponse.json({ access_token: 'mock-editor', token_type: 'Bearer', expires_in: 3600 });
      }),
    );
    signIn('expired', { expiresIn: -60, refreshToken: 'refresh' });
    open('/account');
    expect(await screen.findByText('Mock Editor', { selector: 'dd' })).toBeVisible();
    expect(grants).toEqual(['refresh_token']);
  });

  test('is over where its refresh token is refused', async () => {
    api.use(http.post(`${ISSUER}/token`, () => HttpResponse.json({ error: 'invalid_grant' }, { status: 400 })));
    signIn('expired', { expiresIn: -60, refreshToken: 'refresh' });
    open('/account');
    expect(await screen.findByRole('button', { name: 'Sign in' })).toBeVisible();
  });
});

test('nobody is led away from this application after a sign-in', () => {
  const paths = [
    '/',
    '/metric/a?range=6h',
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/auth/callback',
    7,
  ];
  expect(paths.filter(isOwnPath)).toEqual(['/', '/metric/a?range=6h']);
});
