import { hostname } from 'node:os';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { OwnMeasures } from './own-measures.ts';
import type { MetricStore } from './store.ts';

const HOUR_MS = 3_600_000;

/** Records samples of the service itself, and forgets old ones. All replicas sample at the same instants. */
export class Recorder {
  private readonly store: MetricStore;
  private readonly measures: OwnMeasures;
  private readonly config: Config;
  private readonly logger: Logger;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private forgottenAt = 0;

  constructor(store: MetricStore, measures: OwnMeasures, config: Config, logger: Logger) {
    this.store = store;
    this.measures = measures;
    this.config = config;
    this.logger = logger;
  }

  /** Records from now on, at every full interval. */
  start(): void {
    const interval = this.config.SAMPLE_SECONDS * 1000;
    this.timer = setTimeout(
      () => {
        const at = new Date(Math.round(Date.now() / interval) * interval);
        this.running = this.record(at).finally(() => {
          if (this.timer) this.start();
        });
      },
      interval - (Date.now() % interval),
    );
  }

  /** Records no more, and waits for what is being written. */
  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.running;
  }

  private async record(at: Date): Promise<void> {
    const values = this.measures.take();
    try {
      await this.store.add(at, hostname(), values);
      if (at.getTime() - this.forgottenAt < HOUR_MS) return;
      await this.store.forget(this.config.RETENTION_DAYS);
      this.forgottenAt = at.getTime();
    } catch (error) {
      // The next sample comes soon; this one is lost.
      this.logger.warn({ err: error }, 'the service could not record its own metrics');
    }
  }
}
