import { useSearchParams } from 'react-router';
import { DEFAULT_RANGE, type Range, rangeOf } from './range.ts';

/** The range of time that the page shows. It is in the URL, so that a link shows the same. */
export function useRange(): [Range, (range: Range) => void] {
  const [search, setSearch] = useSearchParams();
  const setRange = (range: Range) =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        if (range === DEFAULT_RANGE) after.delete('range');
        else after.set('range', range);
        return after;
      },
      { replace: true, preventScrollReset: true },
    );
  return [rangeOf(search.get('range')), setRange];
}
