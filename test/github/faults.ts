/** Which calls a fault hits. */
interface FaultTarget {
  /** @default any method */
  readonly method?: string;
  /** Fits the path below the API's root, or a path of git such as `/acme/shop.git/git-receive-pack`. */
  readonly path: RegExp;
  /** How many calls. @default 1 */
  readonly times?: number;
}

/** An answer in place of the real one. */
export interface Failure extends FaultTarget {
  /** @default 500 */
  readonly status?: number;
  /** @default what GitHub says with that status */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether the call still takes effect: `after` does it, and then answers that it failed. @default 'before' */
  readonly when?: 'before' | 'after';
}

/** A connection that ends without an answer. */
export interface Drop extends FaultTarget {
  /** @default 'before' */
  readonly when?: 'before' | 'after';
}

/** An answer that comes late. */
export interface Delay extends FaultTarget {
  readonly milliseconds: number;
}

/** What a call is to suffer. */
export type Fault =
  | { readonly kind: 'fail'; readonly of: Failure }
  | { readonly kind: 'drop'; readonly of: Drop }
  | { readonly kind: 'delay'; readonly of: Delay };

/** The faults that are still to come. */
export class Faults {
  private pending: { readonly fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.pending.push({ fault, left: fault.of.times ?? 1 });
  }

  /** What a call suffers: each fault that fits counts it once. */
  take(method: string, path: string): readonly Fault[] {
    const hit = this.pending.filter(
      ({ fault: { of } }) => (of.method === undefined || of.method === method) && of.path.test(path),
    );
    for (const entry of hit) entry.left -= 1;
    this.pending = this.pending.filter(({ left }) => left > 0);
    return hit.map(({ fault }) => fault);
  }

  clear(): void {
    this.pending = [];
  }

  /** How many calls are still to be hit, so that a test can tell whether its fault came. */
  get left(): number {
    return this.pending.reduce((sum, { left }) => sum + left, 0);
  }
}
