import { UserError } from '../settings/user-error';

/** All that is wrong with the registrations, a line each: `apps/shop.yaml: apiPort: given 80; allowed: …`. */
export class RegistrationError extends UserError {
  override readonly name = 'RegistrationError';

  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}
