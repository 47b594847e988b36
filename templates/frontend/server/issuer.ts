import type { Logger } from 'pino';

const FRESH_MILLISECONDS = 60_000;
const TIMEOUT_MILLISECONDS = 2_000;

/** Where people sign in, as the API says: the one foreign server that the pages may talk to. */
export class Issuer {
  private readonly configUrl: URL;
  private readonly logger: Logger;
  private known: string | undefined;
  private askedAt = Number.NEGATIVE_INFINITY;
  private asking: Promise<void> | undefined;

  constructor(apiUrl: URL, logger: Logger) {
    this.configUrl = new URL('/api/v1/config', apiUrl);
    this.logger = logger;
  }

  /** The issuer's origin; waits for the API's answer only where none has come yet. Undefined while there is none. */
  async origin(): Promise<string | undefined> {
    if (performance.now() - this.askedAt < FRESH_MILLISECONDS) return this.known;
    this.asking ??= this.ask().finally(() => {
      this.asking = undefined;
    });
    if (this.known === undefined) await this.asking;
    return this.known;
  }

  private async ask(): Promise<void> {
    try {
      const response = await fetch(this.configUrl, { signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS) });
      const config = (await response.json()) as { oidc?: { issuer?: unknown } };
      this.known = new URL(String(config.oidc?.issuer)).origin;
      this.askedAt = performance.now();
    } catch (error) {
      this.logger.warn({ err: error }, 'the API does not say where people sign in');
    }
  }
}
