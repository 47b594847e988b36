import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Actor } from '../access';
import type { Answer } from '../answers';
import type { Repository } from '../model/repository';
import type { State } from '../model/state';
import { type RefChange, violations, workflowRefusal } from '../protection';
import { changed } from '../refs';
import { type GitRequest, pushedChanges, refusal, serveGit, writeHook } from './smart-http';

/** Serves git over HTTP; the rules are asked by a hook, for each ref of a push, and answered here. */
export class GitService {
  private readonly hooks: string;
  /** Path that only the hooks know, and who pushes now. */
  private readonly hookPath = `/-/hook/${randomUUID()}/`;
  private readonly pushes = new Map<string, { actor: Actor; repository: Repository }>();

  constructor(
    private readonly state: State,
    folder: string,
  ) {
    this.hooks = writeHook(folder);
  }

  async answer(request: GitRequest, message: IncomingMessage, body: Buffer, actor: Actor): Promise<Answer> {
    const { owner, name } = request;
    const repository = this.state.repository(owner, name) ?? this.state.moved(owner, name);
    const refused = refusal(request, repository, actor);
    if (refused) return refused;
    const push = randomUUID();
    this.pushes.set(push, { actor, repository: repository! });
    try {
      const hookUrl = `${this.state.url}${this.hookPath}${push}`;
      const answer = await serveGit(request, message, body, {
        repository: repository!,
        actor,
        hooks: this.hooks,
        hookUrl,
      });
      const context = { state: this.state, actor, url: (path: string) => `${this.state.url}/api/v3${path}` };
      await changed(context, repository!, await pushedChanges(request, repository!, body));
      return answer;
    } finally {
      this.pushes.delete(push);
    }
  }

  isHook(path: string): boolean {
    return path.startsWith(this.hookPath);
  }

  /** What stands against a change that a hook asks about. */
  async judge(path: string, body: Buffer): Promise<Answer> {
    const push = this.pushes.get(path.slice(this.hookPath.length));
    if (!push) return { status: 404, body: [] };
    const change = JSON.parse(body.toString()) as RefChange;
    const found = await violations(push.repository, change, push.actor);
    const refused = await workflowRefusal(push.repository, change, push.actor);
    return { status: 200, body: refused ? [refused, ...found] : found };
  }
}
