import { createHmac, randomUUID } from 'node:crypto';
import { loginOf, signatureOf } from './access';
import type { Hook, Repository } from './model/repository';
import type { RefChange } from './protection';
import type { Context } from './routing';
import { mentionView } from './views/accounts';
import { repositoryView } from './views/repository';

/** One delivery to a hook of a repository. */
export interface Delivery {
  readonly id: string;
  readonly event: string;
  readonly to: string;
  readonly payload: object;
  /** What the receiver answered; nothing where it could not be reached, or has not answered yet. */
  status?: number;
}

const NOTHING = '0'.repeat(40);

/** Sends an event to the hooks of a repository that ask for it; nobody waits for their answers. */
export function deliver(context: Context, repository: Repository, event: string, payload: object): void {
  for (const hook of repository.hooks) {
    if (hook.active && (hook.events.includes(event) || hook.events.includes('*'))) {
      send(context, repository, hook, event, payload);
    }
  }
}

/** Sends an event to a hook of a repository, and records what becomes of it. */
export function send(context: Context, repository: Repository, hook: Hook, event: string, payload: object): void {
  const delivery: Delivery = { id: randomUUID(), event, to: String(hook.config.url), payload };
  repository.deliveries.push(delivery);
  context.state.inFlight(
    post(hook, delivery).then((status) => {
      delivery.status = status;
    }),
  );
}

/**
 * Makes one delivery to a hook, signed with its secret. @returns the status of the answer
 * @see https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
 */
export async function post({ id, config }: Pick<Hook, 'id' | 'config'>, delivery: Delivery): Promise<number> {
  const json = JSON.stringify(delivery.payload);
  const form = config.content_type !== 'json';
  const body = form ? new URLSearchParams({ payload: json }).toString() : json;
  const { secret } = config;
  const signature = secret ? createHmac('sha256', String(secret)).update(body).digest('hex') : undefined;
  const response = await fetch(delivery.to, {
    method: 'POST',
    headers: {
      'Content-Type': form ? 'application/x-www-form-urlencoded' : 'application/json',
      'User-Agent': 'GitHub-Hookshot/test',
      'X-GitHub-Delivery': delivery.id,
      'X-GitHub-Event': delivery.event,
      'X-GitHub-Hook-ID': String(id),
      ...(signature && { 'X-Hub-Signature-256': `sha256=${signature}` }),
    },
    body,
    signal: AbortSignal.timeout(10_000),
  });
  await response.arrayBuffer();
  return response.status;
}

/** @see https://docs.github.com/en/webhooks/webhook-events-and-payloads#push */
export async function pushPayload(context: Context, repository: Repository, change: RefChange): Promise<object> {
  const { ref, before, after } = change;
  const head = after && (await repository.git.commit(after));
  return {
    ref,
    before: before ?? NOTHING,
    after: after ?? NOTHING,
    created: !before,
    deleted: !after,
    forced: before && after ? !(await repository.git.isAncestor(before, after)) : false,
    head_commit: head
      ? { id: head.sha, tree_id: head.tree, message: head.message, timestamp: head.committer.date }
      : null,
    repository: repositoryView(context, repository, 'read'),
    pusher: signatureOf(context.actor),
    sender: mentionView(context, loginOf(context.actor)),
  };
}
