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

/** @see https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries */
export function send(context: Context, repository: Repository, hook: Hook, event: string, payload: object): void {
  const { url, content_type, secret } = hook.config;
  const json = JSON.stringify(payload);
  const form = content_type !== 'json';
  const body = form ? new URLSearchParams({ payload: json }).toString() : json;
  const delivery: Delivery = { id: randomUUID(), event, to: String(url), payload };
  repository.deliveries.push(delivery);
  const signature = secret ? createHmac('sha256', String(secret)).update(body).digest('hex') : undefined;
  const answer = fetch(delivery.to, {
    method: 'POST',
    headers: {
      'Content-Type': form ? 'application/x-www-form-urlencoded' : 'application/json',
      'User-Agent': 'GitHub-Hookshot/test',
      'X-GitHub-Delivery': delivery.id,
      'X-GitHub-Event': event,
      'X-GitHub-Hook-ID': String(hook.id),
      ...(signature && { 'X-Hub-Signature-256': `sha256=${signature}` }),
    },
    body,
    signal: AbortSignal.timeout(10_000),
  });
  context.state.inFlight(
    answer.then(async (response) => {
      await response.arrayBuffer();
      delivery.status = response.status;
    }),
  );
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
