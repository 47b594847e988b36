import { after, before, test } from 'node:test';

/** Tests and their surroundings, which are counted as skipped where there is a reason, each with that reason. */
export function testsUnless(reason: string | undefined) {
  const skip = reason ?? false;
  type Step = () => Promise<void> | void;
  return {
    test: (name: string, body: Step) => test(name, { skip }, body),
    before: (step: Step) => before(reason === undefined ? step : () => {}),
    after: (step: Step) => after(reason === undefined ? step : () => {}),
  };
}
