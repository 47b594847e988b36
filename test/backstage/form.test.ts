import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import Ajv from 'ajv';
import { form } from '../../constructs/backstage/form';
import { describeTrial, formAnswers, isAdmitted, isKept, isRegistration, TRIALS } from './verdicts';

/** As the form in the browser checks each page. */
const ajv = new Ajv({ strict: false, allErrors: true });
const pages = form().map(({ errorMessage: _, ...page }) => ajv.compile({ type: 'object', ...page }));

describe('an answer is taken by the form, by the registration and by the API server, or by none of them', () => {
  for (const trial of TRIALS) {
    it(describeTrial(trial), () => {
      const taken = isRegistration(trial);
      assert.equal(
        pages.every((isPage) => isPage(formAnswers(trial))),
        taken,
        'the form',
      );
      const admitted = isAdmitted(trial);
      if (admitted !== undefined) assert.equal(admitted, taken || isKept(trial), 'the API server');
    });
  }

  it('at both ends of each field', () => {
    for (const field of new Set(TRIALS.map((trial) => trial.field))) {
      const verdicts = TRIALS.filter((trial) => trial.field === field).map(isRegistration);
      assert.deepEqual(new Set(verdicts), new Set([true, false]), field);
    }
  });
});
