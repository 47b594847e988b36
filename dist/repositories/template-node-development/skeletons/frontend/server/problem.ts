import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler, RequestHandler } from 'express';

/** An answer that says what went wrong. @see https://www.rfc-editor.org/rfc/rfc9457 */
export class Problem extends Error {
  readonly status: number;

  constructor(status: number, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.status = status;
  }
}

/** Answers what nothing else did. */
export const notFound: RequestHandler = (request) => {
  throw new Problem(404, `There is nothing at ${request.path}.`);
};

/** Answers every error as `application/problem+json`. What is not the sender's mistake is logged, and not shown. */
export const problems: ErrorRequestHandler = (error, request, response, next) => {
  const problem = problemOf(error);
  if (problem.status >= 500) request.log.error({ err: problem.cause ?? error }, problem.message);
  if (response.headersSent) return next(error);
  response
    .status(problem.status)
    .set('Cache-Control', 'no-store')
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: 'about:blank',
        title: STATUS_CODES[problem.status],
        status: problem.status,
        detail: problem.message,
        requestId: request.id,
      }),
    );
};

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { status, message } = error as Partial<Problem>;
  if (status !== undefined && status >= 400 && status < 500) return new Problem(status, message ?? '');
  return new Problem(500, 'The server made a mistake; the logs know more.');
}
