import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { type Actor, authenticate, loginOf } from './access';
import type { Answer } from './answers';
import { GitHubError } from './errors';
import type { Fault, Faults } from './faults';
import { GitService } from './git/service';
import { gitRequest } from './git/smart-http';
import { answerGraphQL } from './graphql';
import { bodyOf, parse, respond, tagged } from './http';
import type { State } from './model/state';
import type { RateLimit, Resource } from './rate-limit';
import { type RecordedRequest, record } from './records';
import type { Call, Router } from './routing';

/** What the server serves, and with what. */
interface ServerOptions {
  /** Where it may keep files. */
  readonly folder: string;
  readonly router: Router;
  readonly faults: Faults;
  readonly rateLimit: RateLimit;
}

/** Roots of the API: that of GitHub Enterprise, that of its GraphQL, and, with neither, that of github.com. */
const ROOTS = ['/api/v3', '/api'];

/** A request, as far as it was read. */
interface Asked {
  readonly message: http.IncomingMessage;
  readonly url: URL;
  readonly root: string;
  readonly path: string;
  readonly body: Buffer;
  readonly record: RecordedRequest;
}

/** Answers over HTTP: authentication, limits, faults, ETags and records, around the routes and git. */
export class Server {
  readonly requests: RecordedRequest[] = [];
  private readonly git: GitService;
  private readonly server = http.createServer((message, response) => {
    this.serve(message, response).catch((error: unknown) => {
      console.error(error);
      if (!response.headersSent) respond(response, { status: 500, body: { message: String(error) } });
      else response.destroy();
    });
  });

  constructor(
    private readonly state: State,
    private readonly options: ServerOptions,
  ) {
    this.git = new GitService(state, options.folder);
  }

  /** @returns its address */
  async listen(port = 0): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private async serve(message: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const url = new URL(message.url ?? '/', this.state.url);
    const body = await bodyOf(message);
    if (this.git.isHook(url.pathname)) {
      respond(response, await this.git.judge(url.pathname, body));
      return;
    }
    const root = ROOTS.find((prefix) => url.pathname.startsWith(`${prefix}/`)) ?? '';
    const path = url.pathname.slice(root.length);
    const entry = record(message, path, url.search.slice(1), body);
    this.requests.push(entry);
    const faults = this.options.faults.take(entry.method, path);
    if (faults.length > 0) entry.fault = true;
    const answer = await suffer(faults, () => this.answer({ message, url, root, path, body, record: entry }));
    if (!answer) {
      message.socket.destroy();
      return;
    }
    entry.status = answer.status;
    respond(response, answer, entry.method === 'HEAD');
  }

  private async answer(of: Asked): Promise<Answer> {
    try {
      const actor = authenticate(this.state, of.message.headers.authorization);
      of.record.who = loginOf(actor);
      const git = gitRequest(of.path, of.url.searchParams);
      return git ? await this.git.answer(git, of.message, of.body, actor) : await this.limited(of, actor);
    } catch (error) {
      return answerOf(error);
    }
  }

  /** An answer of the API, within the caller's limits. */
  private async limited(of: Asked, actor: Actor): Promise<Answer> {
    const { rateLimit } = this.options;
    const who = loginOf(actor);
    const resource = resourceOf(of.path);
    if (of.path !== '/rate_limit') rateLimit.count(who, resource);
    let answer = await this.api(of, actor).catch(answerOf);
    if (of.record.method === 'GET' && answer.status === 200) {
      answer = tagged(answer, of.message.headers['if-none-match']);
      if (answer.status === 304) rateLimit.uncount(who, resource);
    }
    const headers = { 'X-GitHub-Request-Id': randomUUID(), ...rateLimit.headers(who, resource), ...answer.headers };
    return { ...answer, headers };
  }

  private async api(of: Asked, actor: Actor): Promise<Answer> {
    const { message, url, root, path, record: entry } = of;
    const method = entry.method === 'HEAD' ? 'GET' : entry.method;
    const context = { state: this.state, actor, url: (to: string) => `${this.state.url}${root}${to}` };
    if (path === '/graphql' && method === 'POST') {
      const { body, handled } = await answerGraphQL(context, parse(of.body));
      if (!handled) entry.unhandled = true;
      return { status: 200, body };
    }
    const named = this.state.withNames(path);
    const route = this.options.router.find(method, named);
    if (!route) {
      entry.unhandled = true;
      throw new GitHubError(501, `The GitHub for tests does not answer ${method} ${path}`);
    }
    const call: Call<string> = {
      ...context,
      method,
      path: named,
      parameters: route.parameters,
      query: url.searchParams,
      body: parse(of.body),
      accept: message.headers.accept ?? '',
    };
    return route.handler(call);
  }
}

/** An answer as the faults leave it; nothing where the connection is to be dropped. */
async function suffer(faults: readonly Fault[], answer: () => Promise<Answer>): Promise<Answer | undefined> {
  for (const fault of faults) if (fault.kind === 'delay') await wait(fault.of.milliseconds, undefined, { ref: false });
  const fault = faults.find(({ kind }) => kind !== 'delay');
  if (!fault || fault.kind === 'delay') return answer();
  if (fault.of.when === 'after') await answer();
  if (fault.kind === 'drop') return undefined;
  const { status = 500, body = { message: http.STATUS_CODES[status] }, headers = {} } = fault.of;
  return { status, body, headers };
}

/** A refusal as an answer. @throws whatever is no refusal */
function answerOf(error: unknown): Answer {
  if (!(error instanceof GitHubError)) throw error;
  return { status: error.status, body: error.body, headers: error.headers };
}

const resourceOf = (path: string): Resource =>
  path === '/graphql' ? 'graphql' : path.startsWith('/search/') ? 'search' : 'core';
