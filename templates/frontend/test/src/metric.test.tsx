import { screen, waitFor } from '@testing-library/react';
import { http } from 'msw';
import { describe, expect, test } from 'vitest';
import { samplesOf } from '../../mocks/data.ts';
import { problem } from '../../mocks/handlers.ts';
import { api } from '../setup.ts';
import { expectAccessible, open } from './support.tsx';

const SAMPLES = '*/api/v1/metrics/:name/samples';
const stored = () => samplesOf('open_incidents', 0, Number.MAX_SAFE_INTEGER);

describe('the page of a metric', () => {
  test('is reached from the dashboard, takes the range along, and gets the focus', async () => {
    const { user } = open('/?range=6h&metric=open_incidents', 'mock-viewer');
    await user.click(await screen.findByRole('link', { name: 'Details' }));
    const heading = await screen.findByRole('heading', { level: 1, name: 'Open incidents' });
    await waitFor(() => expect(heading).toHaveFocus());
    expect(screen.getByRole('radio', { name: 'Last 6 hours' })).toBeChecked();
    expect(await screen.findByRole('img', { name: /Line of Open incidents/ })).toBeVisible();
    await expectAccessible();
  });

  test('does not exist for a metric that does not', async () => {
    const { user } = open('/metric/nothing', 'mock-viewer');
    expect(await screen.findByText('There is nothing at this address')).toBeVisible();
    await user.click(screen.getByRole('link', { name: 'To the dashboard' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible();
  });
});

describe('adding a sample', () => {
  test('is for editors', async () => {
    open('/metric/open_incidents', 'mock-viewer');
    expect(await screen.findByText(/Samples can be added by who has the role “editor”/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Add sample' })).not.toBeInTheDocument();
  });

  test('stores it, says so and shows it', async () => {
    const { user } = open('/metric/open_incidents', 'mock-editor');
    await user.type(await screen.findByRole('textbox', { name: 'Value in incidents' }), '73.5');
    await user.click(screen.getByRole('button', { name: 'Add sample' }));
    expect(await screen.findByText(/^73\.5 incidents, /)).toBeVisible();
    expect(stored().at(-1)?.value).toBe(73.5);
    expect(await screen.findByRole('img', { name: /at last 73\.5 incidents/ })).toBeVisible();
    expect(screen.getByRole('textbox')).toHaveValue('');
    await expectAccessible();
  });

  test('takes the time that is given', async () => {
    const { user } = open('/metric/open_incidents', 'mock-editor');
    await user.type(await screen.findByRole('textbox', { name: 'Value in incidents' }), '5');
    await user.type(screen.getByLabelText(/^Time/), '2026-01-31T12:00:00');
    await user.click(screen.getByRole('button', { name: 'Add sample' }));
    await waitFor(() =>
      expect(stored().at(0)).toEqual({ at: new Date('2026-01-31T12:00:00').toISOString(), value: 5 }),
    );
  });

  test.each(['', 'many', '1e999'])('asks for a number where it gets "%s"', async (text) => {
    const before = stored().length;
    const { user } = open('/metric/open_incidents', 'mock-editor');
    const input = await screen.findByRole('textbox', { name: 'Value in incidents' });
    if (text !== '') await user.type(input, text);
    await user.click(screen.getByRole('button', { name: 'Add sample' }));
    expect(input).toBeInvalid();
    expect(input).toHaveAccessibleDescription('Enter a number.');
    expect(input).toHaveFocus();
    expect(stored()).toHaveLength(before);
    await expectAccessible();
  });

  test('shows what the API refuses at the field that it is about', async () => {
    const { user } = open('/metric/open_incidents', 'mock-editor');
    const input = await screen.findByRole('textbox', { name: 'Value in incidents' });
    await user.type(input, '2e15');
    await user.click(screen.getByRole('button', { name: 'Add sample' }));
    await waitFor(() => expect(input).toHaveAccessibleDescription('must be <= 1e15'));
    expect(input).toHaveValue('2e15');
  });

  test('says what else went wrong, and keeps what was entered', async () => {
    api.use(http.post(SAMPLES, () => problem(429, 'Too many requests; try again in a minute.')));
    const { user } = open('/metric/open_incidents', 'mock-editor');
    const input = await screen.findByRole('textbox', { name: 'Value in incidents' });
    await user.type(input, '5');
    await user.click(screen.getByRole('button', { name: 'Add sample' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Too many requests; try again in a minute.');
    expect(input).toHaveValue('5');
  });
});
