import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FLUX_NAMESPACE } from '../../../constructs/flux/names';
import type { Environment } from '../../../constructs/settings/settings';
import { ROOT } from '../../../constructs/synthesize';
import type { KubernetesObject } from '../../objects';
import { type Cluster, conditionOf } from '../cluster';
import { objectsIn } from './manifests';

/** Where GitHub tells a cluster of pushes, and what it signs them with. */
export interface Webhook {
  readonly url: string;
  readonly secret: string;
}

/**
 * Lets a cluster be told of pushes, by the receiver that docs/webhooks.md shows.
 *
 * @param address of notification-controller's receiver: host:port
 * @param repository name of the platform repository that the cluster follows
 */
export async function receiveWebhooks(
  cluster: Cluster,
  environment: Environment,
  repository: string,
  address: string,
): Promise<Webhook> {
  const secret = randomBytes(32).toString('hex');
  const receiver = documentedReceiver(environment, repository);
  const { name } = receiver.spec.secretRef;
  await cluster.apply([
    { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: FLUX_NAMESPACE }, stringData: { token: secret } },
    receiver,
  ]);
  const { apiVersion, kind, metadata } = receiver;
  // It can be called ready before it says where it listens.
  const { status } = await cluster.waitFor(
    { apiVersion, kind, ...metadata } as never,
    (seen) => conditionOf(seen, 'Ready')?.status === 'True' && seen.status.webhookPath !== undefined,
  );
  return { url: `http://${address}${status.webhookPath}`, secret };
}

/** What the page tells an operator of dev to apply, for another cluster. */
export function documentedReceiver(environment: Environment, repository: string): KubernetesObject {
  const page = readFileSync(join(ROOT, 'docs', 'webhooks.md'), 'utf8');
  const [, text = ''] = /^ *```yaml\n( *apiVersion: notification\.toolkit\.fluxcd\.io.*?)^ *```$/ms.exec(page) ?? [];
  const [receiver] = objectsIn(
    text
      .replace('platform.io/environment: dev', `platform.io/environment: ${environment}`)
      .replace("'platform'", `'${repository.toLowerCase()}'`),
  );
  if (!receiver) throw new Error('docs/webhooks.md shows no Receiver');
  return receiver;
}
