import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { describe, expect, test, vi } from 'vitest';
import { type ApiError, answerOf } from '../../src/api/api-error.ts';
import { createApi } from '../../src/api/client.ts';
import { followTheme } from '../../src/preferences.ts';
import { reloadOnRefusedConnection } from '../../src/session/refused-connection.ts';
import { api } from '../setup.ts';
import { expectAccessible, open } from './support.tsx';

describe('the account page', () => {
  test('says who is signed in and what they may do', async () => {
    open('/account', 'mock-viewer');
    expect(await screen.findByText('Mock Viewer', { selector: 'dd' })).toBeVisible();
    expect(screen.getByText('sees metrics')).toBeVisible();
    expect(screen.queryByText('adds samples')).not.toBeInTheDocument();
    await expectAccessible();
  });

  test('says what to do without a role', async () => {
    open('/account', 'mock-guest');
    expect(await screen.findByText(/None: who administers your account/)).toBeVisible();
  });

  test('changes the theme, which this browser keeps', async () => {
    const stop = followTheme(document.documentElement);
    const { user } = open('/account', 'mock-viewer');
    await user.click(await screen.findByRole('radio', { name: /Dark/ }));
    expect(document.documentElement).toHaveAttribute('data-theme', 'dark');
    expect(localStorage.getItem('preferences')).toContain('"theme":"dark"');
    await user.click(screen.getByRole('radio', { name: /System/ }));
    expect(document.documentElement).not.toHaveAttribute('data-theme');
    stop();
  });
});

test('every page can be reached by keyboard alone', async () => {
  const { user } = open('/', 'mock-viewer');
  await screen.findByRole('list', { name: 'Metrics' });
  await user.tab();
  expect(screen.getByRole('link', { name: 'Skip to content' })).toHaveFocus();
  while (document.activeElement !== screen.getByRole('link', { name: 'Account' })) await user.tab();
  await user.keyboard('{Enter}');
  expect(await screen.findByRole('heading', { level: 1, name: 'Account' })).toBeVisible();
});

test('an unknown address has a page of its own', async () => {
  open('/nothing/here', 'mock-viewer');
  expect(await screen.findByText('There is nothing at this address')).toBeVisible();
  await expectAccessible();
});

describe('an answer of the API', () => {
  const ask = () => answerOf(createApi().GET('/api/v1/config'));
  const failure = () =>
    ask().then(
      () => undefined,
      (error: unknown) => error as ApiError,
    );

  test('that is no problem+json is an error with its status', async () => {
    api.use(http.get('*/api/v1/config', () => HttpResponse.html('<h1>Bad gateway</h1>', { status: 502 })));
    expect(await failure()).toMatchObject({
      status: 502,
      message: 'The server answered with status 502.',
      isTemporary: true,
    });
  });

  test('that does not come is an error without a status', async () => {
    api.use(http.get('*/api/v1/config', () => HttpResponse.error()));
    expect(await failure()).toMatchObject({ status: 0, message: 'The server cannot be reached.', isTemporary: true });
  });

  test('that refuses says so in its own words', async () => {
    const body = {
      type: 'about:blank',
      title: 'Bad Request',
      status: 400,
      detail: 'No.',
      requestId: 'abc',
      errors: [],
    };
    api.use(http.get('*/api/v1/config', () => HttpResponse.json(body, { status: 400 })));
    expect(await failure()).toMatchObject({ status: 400, message: 'No.', requestId: 'abc', isTemporary: false });
  });
});

test('a page whose policy refuses a connection is loaded again, once', async () => {
  const reload = vi.fn();
  vi.stubGlobal('location', { ...window.location, reload });
  reloadOnRefusedConnection();
  const violate = (effectiveDirective: string) =>
    document.dispatchEvent(Object.assign(new Event('securitypolicyviolation'), { effectiveDirective }));
  violate('img-src');
  expect(reload).not.toHaveBeenCalled();
  violate('connect-src');
  violate('connect-src');
  await waitFor(() => expect(reload).toHaveBeenCalledTimes(1));
  vi.unstubAllGlobals();
});
