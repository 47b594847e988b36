import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { User } from 'oidc-client-ts';
import { expect } from 'vitest';
import { ISSUER_PATH } from '../../mocks/issuer.ts';
import { App } from '../../src/app.tsx';

export const ISSUER = `${window.location.origin}${ISSUER_PATH}`;

export type Person = 'mock-editor' | 'mock-viewer' | 'mock-guest';

/** Opens the application at a path, in a browser in which somebody has signed in before, or nobody. */
export function open(path: string, person?: Person) {
  if (person !== undefined) signIn(person);
  window.history.replaceState(null, '', path);
  const user = userEvent.setup();
  return { user, ...render(<App />) };
}

/** Leaves a session in the browser's storage. */
export function signIn(
  person: string,
  { expiresIn = 3600, refreshToken }: { expiresIn?: number; refreshToken?: string } = {},
) {
  const user = new User({
    access_token: person,
    token_type: 'Bearer',
    profile: { sub: person, iss: ISSUER, aud: 'frontend', exp: 0, iat: 0 },
    expires_at: Math.floor(Date.now() / 1000) + expiresIn,
    ...(refreshToken !== undefined && { refresh_token: refreshToken }),
  });
  sessionStorage.setItem(`oidc.user:${ISSUER}:frontend`, user.toStorageString());
}

/** Asserts that axe finds nothing that keeps people out. Colours need a real browser. */
export async function expectAccessible(): Promise<void> {
  const { violations } = await axe.run(document, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([]);
}
