import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler } from 'express';
import { IssuerUnavailable } from '../auth/issuer.ts';
import { DatabaseUnavailable } from '../database/database.ts';

/** What is wrong with one field of a request. */
export interface FieldError {
  /** Where in the request, e.g. `/query/limit`. */
  readonly path: string;
  readonly message: string;
}

interface ProblemProps {
  /** What is wrong with the request, field by field. @default - nothing more than the detail says */
  readonly errors?: readonly FieldError[];
  /** Further headers of the response. @default - none */
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that says what went wrong. @see https://www.rfc-editor.org/rfc/rfc9457 */
export class Problem extends Error {
  readonly status: number;
  readonly props: ProblemProps;

  constructor(status: number, detail: string, props: ProblemProps = {}) {
    super(detail);
    this.status = status;
    this.props = props;
  }
}

/** Answers every error as `application/problem+json`. What is not the sender's mistake is logged, and not shown. */
export const problems: ErrorRequestHandler = (error, request, response, next) => {
  // The validator says less of a refusal than the one who refused.
  const problem = problemOf(response.locals.refusal ?? error);
  if (problem.status >= 500) request.log.error({ err: error }, problem.message);
  if (response.headersSent) return next(error);
  const { headers, errors } = problem.props;
  response
    .status(problem.status)
    .set({ ...headers })
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: 'about:blank',
        title: STATUS_CODES[problem.status],
        status: problem.status,
        detail: problem.message,
        requestId: request.id,
        ...(errors && { errors }),
      }),
    );
};

/** What the validator and the parser of bodies throw. */
interface HttpError {
  readonly status: number;
  readonly message: string;
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof DatabaseUnavailable || error instanceof IssuerUnavailable) {
    return new Problem(503, `${error.message}; try again later`, { headers: { 'Retry-After': '5' } });
  }
  const { status, message, errors, headers } = error as HttpError;
  if (status === 400 && errors) {
    return new Problem(status, message, { errors: errors.map(({ path, message }) => ({ path, message })) });
  }
  if (status === 401) return new Problem(status, message, { headers: { 'WWW-Authenticate': 'Bearer' } });
  if (status >= 400 && status < 500) return new Problem(status, message, { headers: headers ?? {} });
  return new Problem(500, 'The service made a mistake; the logs know more.');
}
