import { spawn } from 'node:child_process';

/** Environment in which git reads no settings of this machine or its user. */
const GIT_ENVIRONMENT: Readonly<Record<string, string>> = {
  PATH: process.env.PATH ?? '',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
};

/** What git answered. */
export interface GitAnswer {
  readonly code: number;
  readonly output: Buffer;
  readonly error: string;
}

interface GitOptions {
  readonly input?: string | Buffer;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs git in a repository, whatever it answers. */
export function tryGit(folder: string, args: readonly string[], options: GitOptions = {}): Promise<GitAnswer> {
  return new Promise((resolve, reject) => {
    const git = spawn('git', args, { cwd: folder, env: { ...GIT_ENVIRONMENT, ...options.environment } });
    const output: Buffer[] = [];
    const error: Buffer[] = [];
    git.stdout.on('data', (chunk) => output.push(chunk));
    git.stderr.on('data', (chunk) => error.push(chunk));
    git.on('error', reject);
    git.on('close', (code) =>
      resolve({ code: code ?? 1, output: Buffer.concat(output), error: Buffer.concat(error).toString() }),
    );
    // Git may end without having read its input.
    git.stdin.on('error', () => {});
    git.stdin.end(options.input);
  });
}

/** Runs git in a repository. @throws Error where it fails, with what it says */
export async function git(folder: string, args: readonly string[], options: GitOptions = {}): Promise<Buffer> {
  const { code, output, error } = await tryGit(folder, args, options);
  if (code !== 0) throw new Error(`git ${args[0]}: ${error.trim() || `exit status ${code}`}`);
  return output;
}
