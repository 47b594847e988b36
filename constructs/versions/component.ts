/** A day, e.g. `2026-11-29`. */
export type Day = `${number}-${number}-${number}`;

/** When the makers end their support of a release. */
export type EndOfSupport =
  /** The last day that it is supported. */
  | { readonly on: Day }
  /** The day on which a later release comes, e.g. `1.23`; and the newest that there was when it was looked up. */
  | { readonly withRelease: string; readonly newest: string }
  /** The makers say nothing; they mend the newest release. */
  | 'not stated';

/** Releases of another component that the makers support this one with. */
export interface Need {
  /** Name of the other component. */
  readonly name: string;
  /** First and last release, both included, as exact as the makers are: `1.36` is every `1.36.x`. */
  readonly from: string;
  /** @default - the makers name no last one */
  readonly to?: string;
  /** Where the makers say so. @default - the component's page */
  readonly page?: string;
}

/** Something that the platform runs at a pinned version, and what its makers say of that release. */
export interface Component {
  /** As people call it, e.g. `CloudNativePG`. */
  readonly name: string;
  /** Version in use, e.g. `1.30.0`, without a leading `v`. */
  readonly version: string;
  /** What brings it, with its version, e.g. `chart cloudnative-pg 0.29.0`. */
  readonly comesAs: string;
  /** The release that the facts below are of, e.g. `1.30`. */
  readonly release: string;
  /** What it must fit. @default - nothing else */
  readonly needs?: readonly Need[];
  readonly ends: EndOfSupport;
  /** Where the makers say so. */
  readonly page: string;
  /** When somebody last looked there. */
  readonly seen: Day;
}
