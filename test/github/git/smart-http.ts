import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { dirname, join } from 'node:path';
import { type Actor, atLeast, loginOf, roleOf, sees } from '../access';
import type { Answer } from '../answers';
import { allows, type Level } from '../model/apps';
import type { Repository } from '../model/repository';
import type { RefChange } from '../protection';
import { tryGit } from './command';

/** A request that git makes. */
export interface GitRequest {
  readonly owner: string;
  readonly name: string;
  /** What it asks of the repository, e.g. `info/refs`. */
  readonly service: string;
  readonly writes: boolean;
}

/** What git asks by a path, or nothing where it is no path of git's. */
export function gitRequest(path: string, query: URLSearchParams): GitRequest | undefined {
  const match = /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/.exec(path);
  if (!match) return undefined;
  const [, owner, name, service] = match as unknown as [string, string, string, string];
  const writes = service === 'git-receive-pack' || query.get('service') === 'git-receive-pack';
  return { owner, name, service, writes };
}

/** The refusal of what a caller may not have, in the plain text that git shows its user; nothing where it may. */
export function refusal(request: GitRequest, repository: Repository | undefined, actor: Actor): Answer | undefined {
  const visible = repository !== undefined && sees(actor, repository);
  // Git gives no credentials before it is asked for them.
  if (actor.kind === 'anonymous' && (request.writes || !visible)) {
    return plain(401, 'No anonymous write access.', { 'WWW-Authenticate': 'Basic realm="GitHub"' });
  }
  if (!visible) return plain(404, 'Repository not found.');
  if (request.writes && repository.settings.archived) {
    return plain(403, 'This repository was archived so it is read-only.');
  }
  if (!mayUse(actor, repository, request.writes ? 'write' : 'read')) {
    return plain(403, `Permission to ${repository.fullName}.git denied to ${loginOf(actor)}.`);
  }
  return undefined;
}

const plain = (status: number, text: string, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  raw: Buffer.from(`${text}\n`),
  headers: { 'Content-Type': 'text/plain', ...headers },
});

function mayUse(actor: Actor, repository: Repository, level: Level): boolean {
  if (actor.kind === 'installation') {
    const { permissions, repositories } = actor.token;
    const installed = !repositories || repositories.includes(repository.name);
    if (installed) return allows(permissions, 'contents', level);
    return level === 'read' && !repository.isPrivate;
  }
  return atLeast(roleOf(actor.kind === 'user' ? actor.user : undefined, repository), level);
}

/** A hook that asks the server about each ref of a push. @returns the folder to be given to git */
export function writeHook(folder: string): string {
  const hooks = join(folder, 'hooks');
  const file = join(hooks, 'update');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\nexec '${process.execPath}' '${join(__dirname, 'update-hook.js')}' "$@"\n`);
  chmodSync(file, 0o755);
  return hooks;
}

/** How git's own server is to run. */
interface Backend {
  readonly repository: Repository;
  readonly actor: Actor;
  /** Folder of the hooks, and where they ask. */
  readonly hooks: string;
  readonly hookUrl: string;
}

/** Lets `git http-backend` answer. */
export async function serveGit(
  request: GitRequest,
  message: IncomingMessage,
  body: Buffer,
  backend: Backend,
): Promise<Answer> {
  const { repository } = backend;
  // Without rules there is nothing to ask, and a push is quicker.
  const guarded =
    repository.rulesets.length > 0 || repository.protections.length > 0 || backend.actor.kind === 'installation';
  const output = await run(
    {
      GIT_PROJECT_ROOT: repository.git.folder,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: String(message.headers['git-protocol'] ?? ''),
      ...settings({
        'http.receivepack': 'true',
        'core.hooksPath': guarded ? backend.hooks : '/dev/null',
        'uploadpack.allowFilter': 'true',
        'uploadpack.allowAnySHA1InWant': 'true',
      }),
      TEST_GITHUB_HOOK: backend.hookUrl,
      PATH_INFO: `/${request.service}`,
      QUERY_STRING: (message.url ?? '').split('?')[1] ?? '',
      REQUEST_METHOD: message.method ?? 'GET',
      CONTENT_TYPE: message.headers['content-type'] ?? '',
      CONTENT_LENGTH: String(body.length),
      REMOTE_USER: loginOf(backend.actor),
    },
    body,
  );
  const end = output.indexOf('\r\n\r\n');
  const lines = output.subarray(0, Math.max(0, end)).toString().split('\r\n');
  const { Status, ...headers } = Object.fromEntries(lines.map((line) => line.split(/: (.*)/s, 2))) as Record<
    string,
    string
  >;
  return { status: Number.parseInt(Status ?? '200', 10), raw: output.subarray(end + 4), headers };
}

/** Runs git's server as CGI. @returns its headers and its body */
async function run(environment: Readonly<Record<string, string>>, input: Buffer): Promise<Buffer> {
  const { code, output, error } = await tryGit('.', ['http-backend'], { input, environment });
  if (code !== 0 && output.length === 0) throw new Error(`git http-backend: ${error}`);
  return output;
}

/** Settings of git in its environment. */
function settings(of: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(of).flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, key],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  return { GIT_CONFIG_COUNT: String(Object.keys(of).length), ...Object.fromEntries(entries) };
}

/** The changes of a push that took effect. */
export async function pushedChanges(request: GitRequest, { git }: Repository, body: Buffer): Promise<RefChange[]> {
  if (request.service !== 'git-receive-pack') return [];
  const refs = new Map((await git.refs('refs/')).map(({ ref, sha }) => [ref, sha]));
  return commandsOf(body).filter(({ ref, after }) => refs.get(ref) === after);
}

/**
 * The changes that a push asks for: lines of its body, each after its length, up to an empty one.
 *
 * @see https://git-scm.com/docs/pack-protocol#_reference_update_request_and_packfile_transfer
 */
function commandsOf(body: Buffer): RefChange[] {
  const commands: RefChange[] = [];
  for (let at = 0; ; ) {
    const length = Number.parseInt(body.toString('latin1', at, at + 4), 16);
    if (!(length > 4)) return commands;
    const line = body
      .toString('utf8', at + 4, at + length)
      .split('\0')[0]!
      .trimEnd();
    const [before, after, ref] = line.split(' ') as [string, string, string];
    if (ref) commands.push({ ref, before: existing(before), after: existing(after) });
    at += length;
  }
}

const existing = (sha: string) => (/^0+$/.test(sha) ? undefined : sha);
