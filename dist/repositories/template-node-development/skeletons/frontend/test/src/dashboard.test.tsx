import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { delay, HttpResponse, http } from 'msw';
import { describe, expect, test } from 'vitest';
import { addSample } from '../../mocks/data.ts';
import { problem } from '../../mocks/handlers.ts';
import { api } from '../setup.ts';
import { expectAccessible, open } from './support.tsx';

const METRICS = '*/api/v1/metrics';
const SAMPLES = '*/api/v1/metrics/:name/samples';

describe('the dashboard', () => {
  test('shows every metric, and the first in full', async () => {
    addSample('open_incidents', { at: new Date().toISOString(), value: 31 });
    open('/', 'mock-viewer');
    const tiles = await screen.findByRole('list', { name: 'Metrics' });
    expect(within(tiles).getAllByRole('link')).toHaveLength(5);
    expect(within(tiles).getByRole('link', { name: /^Open incidents 31 incidents just now/ })).toBeVisible();
    expect(within(tiles).getByRole('link', { current: true })).toHaveTextContent('Event loop delay');
    expect(await screen.findByRole('img', { name: /Line of Event loop delay/ })).toBeVisible();
    expect(document.title).toBe('Dashboard · dashboard');
    await expectAccessible();
  });

  test('shows another metric when its tile is chosen, and keeps that in the URL', async () => {
    const { user } = open('/', 'mock-viewer');
    await user.click(await screen.findByRole('link', { name: /Open incidents/ }));
    expect(await screen.findByRole('img', { name: /Line of Open incidents/ })).toBeVisible();
    expect(screen.getByRole('link', { current: true, name: /Open incidents/ })).toBeVisible();
    expect(window.location.search).toBe('?metric=open_incidents');
  });

  test('asks for the range of time that is chosen', async () => {
    const asked: number[] = [];
    api.use(
      http.get(SAMPLES, ({ request }) => {
        const { searchParams } = new URL(request.url);
        asked.push(Math.round((Date.now() - Date.parse(searchParams.get('from') ?? '')) / 60_000));
        return undefined; // The answer is the mock's.
      }),
    );
    const { user } = open('/', 'mock-viewer');
    await screen.findByRole('img');
    expect(new Set(asked)).toEqual(new Set([60]));
    await user.click(screen.getByRole('radio', { name: 'Last 24 hours' }));
    await waitFor(() => expect(asked).toContain(24 * 60));
    expect(window.location.search).toBe('?range=24h');
  });

  test('reads all pages of a long range', async () => {
    const at = (second: number) => new Date(Date.now() - 60_000 + second * 1000).toISOString();
    api.use(
      http.get(SAMPLES, ({ request, params }) => {
        const isFirst = Date.parse(new URL(request.url).searchParams.get('from') ?? '') < Date.now() - 120_000;
        const page = isFirst
          ? { samples: [{ at: at(0), value: 1 }], next: at(1) }
          : { samples: [{ at: at(1), value: 9 }], next: null };
        return HttpResponse.json({ name: params.name, unit: 'ms', ...page });
      }),
    );
    open('/', 'mock-viewer');
    expect(await screen.findByRole('img', { name: /between 1 ms and 9 ms, at last 9 ms/ })).toBeVisible();
  });

  test('has its chart as a table, too', async () => {
    addSample('open_incidents', { at: new Date().toISOString(), value: 47 });
    const { user } = open('/?metric=open_incidents', 'mock-viewer');
    await user.click(await screen.findByRole('radio', { name: 'Table' }));
    const rows = await screen.findAllByRole('row');
    expect(rows).toHaveLength(1 + 5);
    expect(rows[0]).toHaveTextContent('TimeValue in incidents');
    expect(rows[1]).toHaveTextContent(/47$/);
    await expectAccessible();
  });

  test('shows the values of its chart to who uses the keyboard', async () => {
    addSample('open_incidents', { at: new Date().toISOString(), value: 47 });
    const { user } = open('/?metric=open_incidents', 'mock-viewer');
    const slider = await screen.findByRole('slider', { name: 'Values of Open incidents' });
    expect(slider).toHaveAttribute('aria-valuetext', expect.stringContaining('47 incidents'));
    await user.click(slider);
    // jsdom moves no sliders.
    fireEvent.change(slider, { target: { value: '1' } });
    expect(slider).toHaveAttribute('aria-valuetext', expect.stringContaining('3 incidents'));
    expect(screen.getByText('3 incidents', { selector: 'strong' })).toBeVisible();
  });
});

describe('while the API', () => {
  test('has not answered yet, the dashboard keeps its place', async () => {
    api.use(http.get(METRICS, () => delay('infinite')));
    open('/', 'mock-viewer');
    expect(await screen.findByRole('status', { name: 'Loading the metrics' })).toBeVisible();
    await expectAccessible();
  });

  test('has no metrics, the dashboard says so', async () => {
    api.use(http.get(METRICS, () => HttpResponse.json({ metrics: [] })));
    open('/', 'mock-viewer');
    expect(await screen.findByText('No metrics yet')).toBeVisible();
    await expectAccessible();
  });

  test('has no samples in the range, the dashboard says so', async () => {
    api.use(
      http.get(SAMPLES, ({ params }) => HttpResponse.json({ name: params.name, unit: 'ms', samples: [], next: null })),
    );
    open('/', 'mock-viewer');
    expect(await screen.findByText('No samples here')).toBeVisible();
  });

  test('fails, the dashboard says what went wrong, and tries again when asked', async () => {
    api.use(http.get(METRICS, () => problem(500, 'The service made a mistake; the logs know more.')));
    const { user } = open('/', 'mock-viewer');
    const failure = await screen.findByRole('alert', {}, { timeout: 5000 });
    expect(failure).toHaveTextContent('The service made a mistake; the logs know more.');
    await expectAccessible();
    api.resetHandlers();
    await user.click(within(failure).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('list', { name: 'Metrics' })).toBeVisible();
  }, 10_000);

  test('is away after it was there, the dashboard keeps what was known, says so, and recovers', async () => {
    const { user } = open('/', 'mock-viewer');
    await screen.findByRole('img');
    api.use(http.get('*/api/v1/*', () => problem(502, 'The API cannot be reached; try again later.')));
    const notice = await screen.findByText('The connection is lost.', {}, { timeout: 20_000 });
    expect(notice.closest('[role=status]')).toHaveTextContent(/This is what was known at \d/);
    expect(screen.getByRole('link', { name: /Memory usage/ })).toBeVisible();
    await expectAccessible();
    api.resetHandlers();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.queryByText('The connection is lost.')).not.toBeInTheDocument(), {
      timeout: 5000,
    });
  }, 30_000);

  test('refuses who has no role, the dashboard says that it is not for them, and does not ask again', async () => {
    let asked = 0;
    api.use(
      http.get(METRICS, () => {
        asked += 1;
        return undefined; // The answer is the mock's.
      }),
    );
    open('/', 'mock-guest');
    expect(await screen.findByText('You may not see this')).toBeVisible();
    expect(screen.getByText(/This needs the role "viewer"/)).toBeVisible();
    expect(asked).toBe(1);
  });
});
