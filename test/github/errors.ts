/**
 * An answer that refuses, in the form in which GitHub gives it.
 *
 * @see https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api
 */
export class GitHubError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly errors?: readonly unknown[],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }

  get body(): object {
    return {
      message: this.message,
      ...(this.errors && { errors: this.errors }),
      documentation_url: 'https://docs.github.com/rest',
      status: String(this.status),
    };
  }
}

/** One entry of `errors` of a validation that failed. */
interface FieldError {
  readonly resource: string;
  readonly code: 'missing' | 'missing_field' | 'invalid' | 'already_exists' | 'unprocessable' | 'custom';
  readonly field?: string;
  readonly message?: string;
}

export const notFound = () => new GitHubError(404, 'Not Found');

export const badCredentials = () => new GitHubError(401, 'Bad credentials');

export const requiresAuthentication = () => new GitHubError(401, 'Requires authentication');

export const notAccessibleByIntegration = () => new GitHubError(403, 'Resource not accessible by integration');

export const archived = () => new GitHubError(403, 'Repository was archived so is read-only.');

export const emptyRepository = () => new GitHubError(409, 'Git Repository is empty.');

export const conflict = (message: string) => new GitHubError(409, message);

/** What is refused before it is looked at closely: a field that is missing or of a wrong type. */
export const invalidRequest = (message: string) => new GitHubError(422, `Invalid request.\n\n${message}`);

export const unprocessable = (message: string) => new GitHubError(422, message);

/** @param errors objects, or sentences where GitHub gives sentences */
export const validationFailed = (...errors: readonly (FieldError | string)[]) =>
  new GitHubError(422, 'Validation Failed', errors);

/** What rulesets and branch protections say against a change, in GitHub's sentences. */
export const ruleViolations = (status: number, violations: readonly string[]) =>
  new GitHubError(status, `Repository rule violations found\n\n${violations.join('\n')}\n\n`);
