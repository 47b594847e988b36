import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import type { App, TestGitHub } from '.';
import { type GitAnswer, tryGit } from './git/command';

/** Who a client is: a token, or a GitHub App's key, with which it gets itself tokens. */
type Credential = string | Pick<App, 'id' | 'installationId' | 'privateKey'>;

/** A client as users have it, which keeps refusals to itself. @param as nobody where there is none */
export function octokit(github: TestGitHub, as?: Credential): Octokit {
  const log = { debug: () => {}, info: () => {}, warn: console.warn, error: () => {} };
  const options = { baseUrl: `${github.url}/api/v3`, log };
  if (as === undefined) return new Octokit(options);
  if (typeof as === 'string') return new Octokit({ ...options, auth: as });
  const { id: appId, installationId, privateKey } = as;
  return new Octokit({ ...options, authStrategy: createAppAuth, auth: { appId, installationId, privateKey } });
}

/** Asserts that a call is refused, with this status and in these words. */
export async function refused(call: Promise<unknown>, status: number, words: RegExp): Promise<void> {
  await assert.rejects(call, (error: { status?: number; message: string }) => {
    assert.equal(error.status, status, error.message);
    assert.match(error.message, words);
    return true;
  });
}

/** A folder in which the real git works as a user would, with a token as its password. */
export class WorkingCopy {
  readonly folder = mkdtempSync(join(tmpdir(), 'working-copy-'));

  private constructor(private readonly github: TestGitHub) {}

  static async clone(github: TestGitHub, repository: string, token?: string): Promise<WorkingCopy> {
    const copy = new WorkingCopy(github);
    await copy.git('clone', '--quiet', copy.address(repository, token), '.');
    return copy;
  }

  address(repository: string, token?: string): string {
    const user = token ? `x-access-token:${token}@` : '';
    return `${this.github.url.replace('//', `//${user}`)}/acme/${repository}.git`;
  }

  /** @throws Error where git fails */
  async git(...args: readonly string[]): Promise<string> {
    const { code, output, error } = await this.try(...args);
    assert.equal(code, 0, error);
    return output.toString().trim();
  }

  try(...args: readonly string[]): Promise<GitAnswer> {
    const who = { GIT_AUTHOR_NAME: 'Developer', GIT_AUTHOR_EMAIL: 'developer@example.com' };
    const committer = { GIT_COMMITTER_NAME: 'Developer', GIT_COMMITTER_EMAIL: 'developer@example.com' };
    return tryGit(this.folder, args, { environment: { ...who, ...committer } });
  }

  /** Makes a commit without any change. */
  async commit(message: string): Promise<string> {
    await this.git('commit', '--quiet', '--allow-empty', '--message', message);
    return this.git('rev-parse', 'HEAD');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
