import { scaleLinear, scaleTime } from 'd3-scale';
import { area, line } from 'd3-shape';
import { type PointerEvent, useId, useMemo, useState } from 'react';
import { formatInstant, formatNumber, formatTime, formatValue } from './format.ts';
import { domainOf, nearest, type Point, partsOf, summaryOf, thin } from './series.ts';
import styles from './time-series-chart.module.css';
import { useWidth } from './use-width.ts';

const MARGIN = { top: 12, right: 14, bottom: 28, left: 52 };
const HEIGHT = 300;

export interface TimeSeriesChartProps {
  /** What is drawn. */
  readonly label: string;
  readonly unit: string;
  /** In the order of time. */
  readonly points: readonly Point[];
  /** Ends of the time axis, in milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
}

/**
 * A line of values over time. A pointer shows the nearest value, and so do the arrow keys: underneath is a slider over
 * the points, which is how a screen reader reads them, too.
 */
export function TimeSeriesChart({ label, unit, points: all, from, to }: TimeSeriesChartProps) {
  const gradient = useId();
  const [frame, width] = useWidth(800);
  const [active, setActive] = useState(-1);

  const points = useMemo(() => thin(all, from, to, width), [all, from, to, width]);
  const x = scaleTime([from, to], [MARGIN.left, width - MARGIN.right]);
  const y = scaleLinear(domainOf(points), [HEIGHT - MARGIN.bottom, MARGIN.top]).nice(4);
  const toLine = line<Point>(
    ({ at }) => x(at),
    ({ value }) => y(value),
  );
  const toArea = area<Point>()
    .x(({ at }) => x(at))
    .y0(HEIGHT - MARGIN.bottom)
    .y1(({ value }) => y(value));

  const summary = summaryOf(points);
  const last = points.at(-1);
  const shown = points[active];
  const follow = (event: PointerEvent<SVGSVGElement>) => {
    const { left } = event.currentTarget.getBoundingClientRect();
    setActive(nearest(points, x.invert(event.clientX - left).getTime()));
  };

  return (
    <div className={styles.frame} ref={frame}>
      <svg
        role="img"
        aria-label={
          summary
            ? `Line of ${label}, ${formatTime(from)} to ${formatTime(to)}: between ${formatValue(summary.lowest, unit)} and ${formatValue(summary.highest, unit)}, at last ${formatValue(summary.latest, unit)}.`
            : `${label}: nothing`
        }
        width={width}
        height={HEIGHT}
        onPointerMove={follow}
        onPointerDown={follow}
        onPointerLeave={() => setActive(-1)}
      >
        <linearGradient id={gradient} x1="0" x2="0" y1="0" y2="1">
          <stop offset="0" stopColor="currentColor" stopOpacity="0.2" />
          <stop offset="1" stopColor="currentColor" stopOpacity="0" />
        </linearGradient>
        <g className={styles.axis}>
          {y.ticks(4).map((tick) => (
            <g key={tick} transform={`translate(0, ${y(tick)})`}>
              <line x1={MARGIN.left} x2={width - MARGIN.right} />
              <text x={MARGIN.left - 10} dy="0.32em" textAnchor="end">
                {formatNumber(tick)}
              </text>
            </g>
          ))}
          {x.ticks(Math.max(2, Math.floor(width / 120))).map((tick) => (
            <text key={tick.getTime()} x={x(tick)} y={HEIGHT - 8} textAnchor="middle">
              {formatTime(tick)}
            </text>
          ))}
        </g>
        {partsOf(points).map((part) => (
          <g key={part[0]?.at} className={styles.series}>
            <path d={toArea(part) ?? ''} fill={`url(#${gradient})`} stroke="none" />
            <path d={toLine(part) ?? ''} fill="none" />
          </g>
        ))}
        {last && !shown && <circle className={styles.dot} cx={x(last.at)} cy={y(last.value)} r={4} />}
        {shown && (
          <g className={styles.cross}>
            <line x1={x(shown.at)} x2={x(shown.at)} y1={MARGIN.top} y2={HEIGHT - MARGIN.bottom} />
            <circle className={styles.dot} cx={x(shown.at)} cy={y(shown.value)} r={5} />
          </g>
        )}
      </svg>
      {points.length > 0 && (
        <input
          type="range"
          className={styles.slider}
          aria-label={`Values of ${label}`}
          aria-valuetext={valueText(shown ?? last, unit)}
          min={0}
          max={points.length - 1}
          value={shown ? active : points.length - 1}
          onChange={(event) => setActive(event.currentTarget.valueAsNumber)}
          onBlur={() => setActive(-1)}
        />
      )}
      {shown && (
        <div
          aria-hidden
          className={styles.tooltip}
          style={{ left: Math.min(Math.max(x(shown.at), 90), width - 90), top: MARGIN.top }}
        >
          <strong>{formatValue(shown.value, unit)}</strong>
          <span>{formatInstant(shown.at)}</span>
        </div>
      )}
    </div>
  );
}

function valueText(point: Point | undefined, unit: string): string {
  return point ? `${formatValue(point.value, unit)}, ${formatInstant(point.at)}` : '';
}
