import { createPrivateKey } from 'node:crypto';
import type { Octokit } from 'octokit';
import { UserError } from '../../constructs/settings/user-error';
import { progress } from '../console';

/** What asks GitHub. */
export type Client = Octokit;

/** Longest time that is waited for GitHub to answer again, in seconds. */
const PATIENCE = 60;

/**
 * A client that acts as the GitHub App that `GITHUB_APP_ID` and `GITHUB_APP_PRIVATE_KEY` name, or else with the token in
 * `GITHUB_TOKEN`.
 *
 * @param organization where the App is installed
 * @throws UserError where none of them is set, or one of them is wrong
 */
export async function clientOf(organization: string): Promise<Client> {
  const { GITHUB_APP_ID: appId, GITHUB_APP_PRIVATE_KEY: privateKey, GITHUB_TOKEN } = process.env;
  if (!appId && !privateKey) return clientWith('GITHUB_TOKEN', GITHUB_TOKEN);
  if (!appId) throw new UserError('GITHUB_APP_ID is not set: the ID of the GitHub App of GITHUB_APP_PRIVATE_KEY');
  if (!privateKey) throw new UserError('GITHUB_APP_PRIVATE_KEY is not set: the key of the GitHub App of GITHUB_APP_ID');
  assertKey(privateKey);
  const { App } = await import('octokit');
  const app = new App({ appId, privateKey, Octokit: await configured() });
  const { data } = await app.octokit.request('GET /orgs/{org}/installation', { org: organization });
  return app.getInstallationOctokit(data.id);
}

/** A client with a token. @throws UserError where it is not set @param variable where it was looked for */
export async function clientWith(variable: string, token: string | undefined): Promise<Client> {
  if (!token) throw new UserError(`${variable} is not set: a token for GitHub`);
  return new (await configured())({ auth: token });
}

/** @throws UserError where it is no key, without repeating it */
function assertKey(privateKey: string): void {
  try {
    createPrivateKey(privateKey);
  } catch {
    throw new UserError('GITHUB_APP_PRIVATE_KEY: given something else; allowed: a private key in PEM');
  }
}

/** The client, with patience, for the API at `GITHUB_API_URL`. @throws UserError where that is no address */
async function configured(): Promise<typeof Octokit> {
  const { Octokit } = await import('octokit');
  const { GITHUB_API_URL: baseUrl } = process.env;
  if (baseUrl && !/^https?:$/.test(URL.parse(baseUrl)?.protocol ?? '')) {
    throw new UserError(`GITHUB_API_URL: given ${JSON.stringify(baseUrl)}; allowed: an address with https://`);
  }
  const wait = (retryAfter: number, _: unknown, __: unknown, retries: number) => {
    if (retryAfter > PATIENCE || retries > 0) return false;
    progress(`GitHub asks to wait for ${retryAfter} s`);
    return true;
  };
  return Octokit.defaults({
    ...(baseUrl && { baseUrl }),
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    throttle: { onRateLimit: wait, onSecondaryRateLimit: wait },
  });
}

/** What went wrong at GitHub, as a message; any other error as it is. */
export function asUserError(error: unknown): unknown {
  const { status, message, request } = error as {
    readonly status?: number;
    readonly message: string;
    readonly request?: { readonly method: string; readonly url: string };
  };
  if (status === undefined || request === undefined) return error;
  return new UserError(`GitHub answered ${request.method} ${request.url} with ${status}: ${message}`);
}

/** The answer to a request, or nothing where GitHub says that there is no such thing. */
export async function orNothing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if ((error as { readonly status?: number }).status === 404) return undefined;
    throw error;
  }
}
