import { extent } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { useId } from 'react';
import { type Point, partsOf, thin } from './series.ts';
import styles from './sparkline.module.css';

const WIDTH = 240;
const HEIGHT = 48;

export interface SparklineProps {
  readonly points: readonly Point[];
  readonly from: number;
  readonly to: number;
}

/** The form of a series, small and without numbers: it adorns a number that stands beside it. */
export function Sparkline({ points, from, to }: SparklineProps) {
  const gradient = useId();
  const x = scaleLinear([from, to], [0, WIDTH]);
  const [lowest = 0, highest = 1] = extent(points, ({ value }) => value);
  const y = lowest === highest ? () => HEIGHT / 2 : scaleLinear([lowest, highest], [HEIGHT - 3, 3]);
  const toLine = line<Point>(
    ({ at }) => x(at),
    ({ value }) => y(value),
  );
  const toArea = area<Point>()
    .x(({ at }) => x(at))
    .y0(HEIGHT)
    .y1(({ value }) => y(value));

  return (
    <svg aria-hidden className={styles.sparkline} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none">
      <linearGradient id={gradient} x1="0" x2="0" y1="0" y2="1">
        <stop offset="0" stopColor="currentColor" stopOpacity="0.18" />
        <stop offset="1" stopColor="currentColor" stopOpacity="0" />
      </linearGradient>
      {partsOf(thin(points, from, to, WIDTH)).map((part) => (
        <g key={part[0]?.at}>
          <path d={toArea(part) ?? ''} fill={`url(#${gradient})`} />
          <path d={toLine(part) ?? ''} fill="none" stroke="currentColor" vectorEffect="non-scaling-stroke" />
        </g>
      ))}
    </svg>
  );
}
