import type { Call } from './routing';

/** What a route answers. */
export interface Answer {
  readonly status: number;
  /** Sent as JSON; nothing is sent where there is none. */
  readonly body?: unknown;
  /** Sent as it is, in place of `body`. */
  readonly raw?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });

export const created = (body: unknown): Answer => ({ status: 201, body });

export const noContent = (): Answer => ({ status: 204 });

/** Entries of a page of a list, at most 100, and the links to the others. */
export interface Page<T> {
  readonly entries: readonly T[];
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The page that a call asks for by `page` and `per_page`.
 *
 * @see https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api
 */
export function pageOf<T>(call: Call, list: readonly T[]): Page<T> {
  const size = Math.min(100, Math.max(1, Number(call.query.get('per_page') ?? 30) || 30));
  const page = Math.max(1, Number(call.query.get('page') ?? 1) || 1);
  const last = Math.max(1, Math.ceil(list.length / size));
  const link = (to: number, relation: string) => {
    const query = new URLSearchParams(call.query);
    query.set('page', String(to));
    return `<${call.url(call.path)}?${query}>; rel="${relation}"`;
  };
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev'), link(1, 'first')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
  ];
  return {
    entries: list.slice((page - 1) * size, page * size),
    headers: links.length > 0 ? { Link: links.join(', ') } : {},
  };
}

/** A page of a list that is answered as an array. */
export function listed<T>(call: Call, list: readonly T[], view: (entry: T) => unknown = (entry) => entry): Answer {
  const { entries, headers } = pageOf(call, list);
  return { status: 200, body: entries.map(view), headers };
}

/** A page of a list that is answered as an object with `total_count`. */
export function counted<T>(
  call: Call,
  field: string,
  list: readonly T[],
  view: (entry: T) => unknown = (entry) => entry,
): Answer {
  const { entries, headers } = pageOf(call, list);
  return { status: 200, body: { total_count: list.length, [field]: entries.map(view) }, headers };
}
