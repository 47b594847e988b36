import { describe, it, type TestContext } from 'node:test';
import { platform } from '../../../platform';
import type { Fleet } from '../fleet';

/** What a story is told with: the fleet, or why there is none. */
let scene: Fleet | string = 'the fleet is started by npm run test:engines';

/** How long polling may take in dev: the interval of its GitRepositories, spread by 5 %, and what fetching takes. */
export const POLLING = Number.parseInt(platform.environments.dev.pollInterval, 10) * 63_000 + 7_000;

/** Sets the scene for the stories that are loaded after it. @param given the fleet, or why there is none */
export function setScene(given: Fleet | string): void {
  scene = given;
}

/** Adds a step to a story. Steps run one after another; each may count on those before it. */
export type Step = (name: string, act: (context: TestContext) => Promise<void>) => void;

/**
 * A story that is told on real engines. Without them each of its steps counts as skipped, and says why.
 *
 * @param tell adds the steps; the fleet can be asked within them only
 */
export function story(name: string, tell: (step: Step, fleet: () => Fleet) => void): void {
  const skip = typeof scene === 'string' && scene;
  const fleet = () => scene as Fleet;
  describe(name, () => {
    tell((step, act) => void it(step, { skip, timeout: 600_000 }, act), fleet);
  });
}
