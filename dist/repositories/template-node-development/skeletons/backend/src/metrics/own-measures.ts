import { createHistogram, monitorEventLoopDelay, performance } from 'node:perf_hooks';

const NS_PER_MS = 1e6;
const US_PER_MS = 1e3;
const BYTES_PER_MIB = 2 ** 20;

/** What the service measures of itself, between two takings. The names are those of migrations/. */
export class OwnMeasures {
  private readonly delay = monitorEventLoopDelay({ resolution: 20 });
  private readonly durations = createHistogram();
  private since = performance.now();

  constructor() {
    this.delay.enable();
  }

  /** Counts a request to the API. */
  request(milliseconds: number): void {
    this.durations.record(Math.max(1, Math.round(milliseconds * US_PER_MS)));
  }

  /** Takes the measures, and begins anew. */
  take(): Record<string, number> {
    const now = performance.now();
    const { count } = this.durations;
    const measures = {
      event_loop_delay: round(this.delay.percentile(99) / NS_PER_MS),
      http_request_rate: round(count / ((now - this.since) / 1000)),
      memory_usage: round(process.memoryUsage.rss() / BYTES_PER_MIB),
      // Without a request there is no duration.
      ...(count > 0 && { http_request_duration: round(this.durations.percentile(95) / US_PER_MS) }),
    };
    this.delay.reset();
    this.durations.reset();
    this.since = now;
    return measures;
  }

  stop(): void {
    this.delay.disable();
  }
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
