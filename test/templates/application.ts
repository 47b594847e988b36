import assert from 'node:assert/strict';
import { type StdioOptions, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseAllDocuments } from 'yaml';
import { renderSkeleton, type SkeletonFile } from '../../constructs/backstage/skeleton';
import { skeletons } from '../../constructs/backstage/skeletons';
import { skeletonValues } from '../../constructs/backstage/values';
import { readRegistrations } from '../../constructs/registration/read';
import { platform } from '../settings';

const ROOT = join(__dirname, '../../..');
const MINUTES = 60_000;

type Environment = Readonly<Record<string, string | undefined>>;

/** What a command came to. */
export interface Outcome {
  readonly status: number | null;
  /** All that it has written. */
  readonly output: string;
}

/** A process that runs until it is stopped. */
export interface Running {
  /** All that it has written so far. */
  output(): string;
  /** Sends a signal to it and to all that it has started, as a terminal does, and waits until none of them is left. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** The repository of an application as the form makes it for the app of apps/dashboard.yaml, in a folder of its own. */
export class Application {
  readonly folder: string;
  readonly files: readonly SkeletonFile[];
  private readonly started: number[] = [];

  constructor(private readonly kind: 'backend' | 'frontend') {
    const [app] = readRegistrations(join(ROOT, 'apps')).filter(({ name }) => name === 'dashboard');
    if (!app) throw new Error('apps/ has no dashboard');
    this.files = renderSkeleton(skeletons(platform, join(ROOT, 'templates'))[kind], skeletonValues(platform, app));
    this.folder = newFolder();
    this.copyTo(this.folder);
  }

  /** Writes those files to a folder whose paths pass. */
  copyTo(folder: string, passes: (path: string) => boolean = () => true): void {
    for (const { path, content, executable } of this.files.filter(({ path }) => passes(path))) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content, { mode: executable ? 0o755 : 0o644 });
    }
  }

  /** The text of a file. */
  text(path: string): string {
    const file = this.files.find((file) => file.path === path);
    if (typeof file?.content !== 'string') throw new Error(`there is no text ${path}`);
    return file.content;
  }

  /** Runs a command to its end. */
  run(command: string, folder = this.folder): Outcome {
    const options = { cwd: folder, shell: true, env: environment(), encoding: 'utf8', timeout: 8 * MINUTES } as const;
    const { status, stdout, stderr } = spawnSync(command, options);
    return { status, output: stdout + stderr };
  }

  /** Runs a command that must succeed. @returns all that it has written */
  succeeds(command: string, folder?: string): string {
    const { status, output } = this.run(command, folder);
    assert.equal(status, 0, output);
    return output;
  }

  /** Fails unless the files hold the answers of the form: no placeholder is left, and their YAML can be read. */
  assertRendered(): void {
    for (const { path, content } of this.files) {
      assert.doesNotMatch(String(content), /\$\{\{\s*values|\{%/, path);
      if (!/\.ya?ml$/.test(path)) continue;
      for (const { errors } of parseAllDocuments(String(content))) assert.deepEqual(errors, [], path);
    }
    assert.match(this.text('README.md'), new RegExp(`^# dashboard-${this.kind}$`, 'm'));
    const release = this.text('.github/workflows/release.yaml');
    assert.match(release, new RegExp(`^ {2}IMAGE: ghcr\\.io/acme/dashboard-${this.kind}$`, 'm'));
    assert.match(release, /tags: \$\{\{ env\.IMAGE }}:\$\{\{ github\.ref_name }}$/m);
  }

  /** Starts a command that goes on, until it is stopped or the application removed. */
  start(command: string, env: Environment = {}, folder = this.folder): Running {
    const [program = '', ...args] = command.split(' ');
    const stdio: StdioOptions = ['ignore', 'pipe', 'pipe'];
    const child = spawn(program, args, { cwd: folder, env: environment(env), stdio, detached: true });
    const { pid } = child;
    if (pid === undefined) throw new Error(`${program} cannot be run`);
    this.started.push(pid);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        output += chunk;
      });
    }
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    return {
      output: () => output,
      async stop(signal = 'SIGTERM') {
        if (!isAlive(-pid)) throw new Error(`${command} has ended by itself:\n${output}`);
        process.kill(-pid, signal);
        const status = await ended;
        const end = Date.now() + MINUTES;
        while (isAlive(-pid)) {
          if (Date.now() > end) throw new Error(`${command} left processes behind:\n${output}`);
          await sleep(100);
        }
        return status;
      },
    };
  }

  /** Ends what a failed test has left running, too. */
  remove(): void {
    for (const pid of this.started) if (isAlive(-pid)) process.kill(-pid, 'SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Whether a process, or with a minus one of its group, is there. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A new folder that everybody may read: as root, PostgreSQL runs as another user. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'application-'));
  chmodSync(folder, 0o755);
  return folder;
}

/** A port of the loopback interface that nothing listens on, below those that a connection may be given meanwhile. */
export async function freePort(): Promise<number> {
  const port = 11_000 + Math.floor(Math.random() * 19_000);
  const isFree = await new Promise<boolean>((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
  return isFree ? port : freePort();
}

/** Asks until a URL answers with a status, for a minute at most. */
export async function answers(url: string, status = 200): Promise<Response> {
  const end = Date.now() + MINUTES;
  for (;;) {
    const response = await fetch(url).catch((error: Error) => error);
    if (response instanceof Response && response.status === status) return response;
    if (Date.now() > end) throw new Error(`${url} does not answer ${status}`, { cause: response });
    await sleep(100);
  }
}

/** The environment of a developer: nothing of npm and Node's test runner that these tests themselves run in. */
function environment(env: Environment = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|NODE_|INIT_CWD$|PG|OIDC_|FORCE_COLOR$)/.test(name),
  );
  const { PATH = '', ...rest } = Object.fromEntries(inherited);
  const outside = PATH.split(delimiter).filter((folder) => !folder.includes('node_modules'));
  return { ...rest, PATH: outside.join(delimiter), NO_COLOR: '1', ...env };
}
