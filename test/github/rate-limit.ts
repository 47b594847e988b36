import { GitHubError } from './errors';

/** Calls that are counted together. */
export type Resource = 'core' | 'graphql' | 'search';

/**
 * How many calls each caller may make in an hour.
 *
 * @see https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export class RateLimit {
  private limits: Record<Resource, number> = { core: 5000, graphql: 5000, search: 30 };
  private reset = nextReset();
  private used = new Map<string, number>();
  private refusals = 0;
  private refusal = { status: 403, retryAfter: 1 };

  /** Sets a limit, and starts to count anew. @param seconds until the count starts anew by itself */
  set(limit: number, { resource = 'core', seconds = 3600 }: { resource?: Resource; seconds?: number } = {}): void {
    this.limits[resource] = limit;
    this.reset = nextReset(seconds);
    this.used = new Map();
  }

  /** Refuses the next calls for coming too fast, as GitHub's secondary limits do. */
  refuseNext(times = 1, refusal: { status?: 403 | 429; retryAfter?: number } = {}): void {
    this.refusals = times;
    this.refusal = { status: refusal.status ?? 403, retryAfter: refusal.retryAfter ?? 1 };
  }

  /** Counts a call. @throws GitHubError where there were too many */
  count(who: string, resource: Resource): void {
    if (this.refusals > 0) {
      this.refusals -= 1;
      throw new GitHubError(
        this.refusal.status,
        'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
        undefined,
        { 'Retry-After': String(this.refusal.retryAfter) },
      );
    }
    if (this.reset <= Date.now() / 1000) {
      this.reset = nextReset();
      this.used = new Map();
    }
    const used = this.usedBy(who, resource);
    if (used >= this.limits[resource]) {
      throw new GitHubError(403, `API rate limit exceeded for ${who}.`, undefined, this.headers(who, resource));
    }
    this.used.set(key(who, resource), used + 1);
  }

  /** Takes a call back: one that was answered with 304 is not counted. */
  uncount(who: string, resource: Resource): void {
    this.used.set(key(who, resource), Math.max(0, this.usedBy(who, resource) - 1));
  }

  headers(who: string, resource: Resource): Record<string, string> {
    const { limit, remaining, used, reset } = this.status(who, resource);
    return {
      'X-RateLimit-Limit': String(limit),
      'X-RateLimit-Remaining': String(remaining),
      'X-RateLimit-Used': String(used),
      'X-RateLimit-Reset': String(reset),
      'X-RateLimit-Resource': resource,
    };
  }

  /** What is left to a caller, of each kind of calls. */
  resources(who: string) {
    const [core, graphql, search] = (['core', 'graphql', 'search'] as const).map((of) => this.status(who, of));
    return { core, graphql, search };
  }

  private status(who: string, resource: Resource): { limit: number; remaining: number; used: number; reset: number } {
    const limit = this.limits[resource];
    const used = this.usedBy(who, resource);
    return { limit, remaining: limit - used, used, reset: this.reset };
  }

  private usedBy(who: string, resource: Resource): number {
    return this.used.get(key(who, resource)) ?? 0;
  }
}

const key = (who: string, resource: Resource) => `${resource} ${who}`;

const nextReset = (seconds = 3600) => Math.floor(Date.now() / 1000) + seconds;
