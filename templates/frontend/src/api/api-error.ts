import type { components } from './schema.d.ts';

type Problem = components['schemas']['Problem'];

/** A request that the API did not answer as wished. The message is for people. */
export class ApiError extends Error {
  /** Status of the answer; 0 where there was none. */
  readonly status: number;
  /** What to search the logs for. */
  readonly requestId: string | undefined;
  /** What is wrong with the request, field by field. */
  readonly errors: NonNullable<Problem['errors']>;

  constructor(status: number, problem: Partial<Problem> = {}, options?: ErrorOptions) {
    super(problem.detail ?? problem.title ?? `The server answered with status ${status}.`, options);
    this.status = status;
    this.requestId = problem.requestId;
    this.errors = problem.errors ?? [];
  }

  /** Whether the same request can succeed later. */
  get isTemporary(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

/**
 * The body of an answer.
 * @throws ApiError where there is no answer, or one that says what went wrong
 */
export async function answerOf<T>(
  asked: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<NonNullable<T>> {
  const { data, error, response } = await asked.catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError(0, { detail: 'The server cannot be reached.' }, { cause });
  });
  if (response.ok && data !== undefined && data !== null) return data;
  throw new ApiError(response.status, isProblem(error) ? error : {});
}

function isProblem(error: unknown): error is Partial<Problem> {
  return typeof error === 'object' && error !== null;
}
