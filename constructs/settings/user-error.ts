/** An error that the user can mend: its message says how, so commands print it without a stack trace. */
export class UserError extends Error {
  override readonly name: string = 'UserError';
}
