/** What a query says of the part of a list that it wants. */
export interface Page {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** A part of a list: entries after the one of a cursor, which is its number. */
export function connection<T>(list: readonly T[], { first, after }: Page, node: (entry: T) => object) {
  const from = after ? Number(Buffer.from(after, 'base64').toString()) : 0;
  const to = Math.min(list.length, from + Math.min(100, first ?? 100));
  const nodes = list.slice(from, to).map(node);
  const endCursor = nodes.length > 0 ? Buffer.from(String(to)).toString('base64') : null;
  return {
    nodes,
    edges: nodes.map((each) => ({ node: each })),
    totalCount: list.length,
    pageInfo: { hasNextPage: to < list.length, endCursor },
  };
}
