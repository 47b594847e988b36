import { Choice } from '../components/choice.tsx';
import { RANGES, type Range } from './range.ts';
import { useRange } from './use-range.ts';

const OPTIONS = Object.entries(RANGES).map(([value, { label, name }]) => ({ value: value as Range, label, name }));

/** How far back the page looks. */
export function RangeChoice() {
  const [range, setRange] = useRange();
  return <Choice label="Range of time" options={OPTIONS} value={range} onChange={setRange} />;
}
