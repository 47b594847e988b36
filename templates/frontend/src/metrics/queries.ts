import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../api/api-context.ts';
import { answerOf } from '../api/api-error.ts';
import type { Api, Sample } from '../api/client.ts';
import type { components } from '../api/schema.d.ts';
import { usePreferences } from '../preferences.ts';
import { RANGES, type Range } from './range.ts';

/** How often what is new is asked for. */
const REFRESH_MILLISECONDS = 10_000;

/** Most samples that the API puts into one answer. */
const PAGE = 10_000;

/** Samples of a range of time, which has both its ends. */
export interface Series {
  readonly unit: string;
  readonly samples: readonly Sample[];
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
}

/** Who is signed in, and their roles. */
export function useMe() {
  const api = useApi();
  return useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/me', { signal })),
    staleTime: 5 * 60_000,
  });
}

/** All metrics, each with its latest sample. */
export function useMetrics() {
  const api = useApi();
  const live = usePreferences((preferences) => preferences.live);
  return useQuery({
    queryKey: ['metrics'],
    queryFn: async ({ signal }) => (await answerOf(api.GET('/api/v1/metrics', { signal }))).metrics,
    refetchInterval: live && REFRESH_MILLISECONDS,
  });
}

/** The samples of a metric in a range of time, up to now. While another range is loaded, the one before stays. */
export function useSeries(name: string, range: Range) {
  const api = useApi();
  const live = usePreferences((preferences) => preferences.live);
  const { milliseconds } = RANGES[range];
  return useQuery({
    queryKey: ['series', name, range],
    queryFn: ({ signal }) => readSeries(api, name, milliseconds, signal),
    // A long range has many samples, and a new one changes little of its picture.
    refetchInterval: live && Math.max(REFRESH_MILLISECONDS, milliseconds / 360),
    placeholderData: keepPreviousData,
  });
}

async function readSeries(api: Api, name: string, milliseconds: number, signal: AbortSignal): Promise<Series> {
  const now = Date.now();
  // The API's clock may be a little ahead of this one's.
  const to = new Date(now + 60_000).toISOString();
  const samples: Sample[] = [];
  let unit = '';
  let next: string | null = new Date(now - milliseconds).toISOString();
  while (next !== null) {
    const query = { from: next, to, limit: PAGE };
    const page: components['schemas']['SampleList'] = await answerOf(
      api.GET('/api/v1/metrics/{name}/samples', { params: { path: { name }, query }, signal }),
    );
    samples.push(...page.samples);
    unit = page.unit;
    next = page.next;
  }
  return { unit, samples, from: now - milliseconds, to: Math.max(now, Date.parse(samples.at(-1)?.at ?? '') || 0) };
}

/** Adds a sample to a metric, and has what is shown of it read again. */
export function useAddSample(name: string) {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: { value: number; at?: string }) =>
      answerOf(api.POST('/api/v1/metrics/{name}/samples', { params: { path: { name } }, body })),
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['metrics'] }),
        queryClient.invalidateQueries({ queryKey: ['series', name] }),
      ]),
  });
}
