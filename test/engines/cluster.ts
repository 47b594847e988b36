import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../constructs/settings/user-error';
import { type ApiAnswer, ApiServer } from '../golden/api-server';
import type { KubernetesObject } from '../objects';
import { Metrics } from './metrics';

/** Which object is meant. */
export interface ObjectReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** @default - it is cluster-scoped */
  readonly namespace?: string;
}

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

/** What is waited for at most, in milliseconds, where nothing else is said. */
const PATIENCE = 120_000;

/** A Kubernetes cluster as its API shows it, seen by one identity. */
export class Cluster {
  private readonly api: ApiServer;
  private readonly discovered = new Map<string, readonly Resource[]>();

  /** @param kubeconfig file that says where the API server is, and as whom to ask it */
  constructor(kubeconfig: string) {
    this.api = ApiServer.ofKubeconfig(kubeconfig);
  }

  /** Whether the API server answers that it is ready. */
  isReady(): Promise<boolean> {
    return this.api.read('/readyz').then(
      ({ code }) => code === 200,
      () => false,
    );
  }

  /** What the API server counts of itself. */
  async metrics(): Promise<Metrics> {
    return new Metrics((await this.api.read('/metrics')).text);
  }

  /** @returns undefined where there is no such object, or no such kind */
  async get(reference: ObjectReference): Promise<KubernetesObject | undefined> {
    const path = await this.path(reference);
    if (path === undefined) return undefined;
    const answer = await this.api.ask('GET', path);
    return answer.code === 404 ? undefined : bodyOf(answer);
  }

  /** @throws Error where there is none */
  async theOne(reference: ObjectReference): Promise<KubernetesObject> {
    const found = await this.get(reference);
    if (!found) throw new Error(`there is no ${describe(reference)}`);
    return found;
  }

  /** All objects of a kind. @param namespace @default - of all namespaces */
  async list(apiVersion: string, kind: string, namespace?: string): Promise<KubernetesObject[]> {
    const resource = await this.resource(apiVersion, kind);
    if (!resource) return [];
    const scope = namespace === undefined ? '' : `namespaces/${namespace}/`;
    const { items } = bodyOf(await this.api.ask('GET', `${rootOf(apiVersion)}/${scope}${resource.name}`));
    return items.map((item: object) => ({ ...item, apiVersion, kind }));
  }

  /**
   * Applies objects on the server's side, in this order.
   * @throws Error with what the API server says of the first that it refuses
   */
  async apply(objects: readonly object[]): Promise<void> {
    for (const object of objects as readonly KubernetesObject[]) {
      const path = await this.pathOf(object);
      const target = `${path}?fieldManager=engines&force=true`;
      bodyOf(await this.api.ask('PATCH', target, JSON.stringify(object), 'application/apply-patch+yaml'));
    }
  }

  /** Changes the fields that are given. @param subresource e.g. `status`; @default - the object itself */
  async patch(reference: ObjectReference, change: object, subresource?: string): Promise<void> {
    const path = (await this.path(reference)) ?? '';
    const target = subresource === undefined ? path : `${path}/${subresource}`;
    bodyOf(await this.api.ask('PATCH', target, JSON.stringify(change), 'application/merge-patch+json'));
  }

  /** Deletes an object, where it is there. */
  async delete(reference: ObjectReference): Promise<void> {
    const path = await this.path(reference);
    if (path === undefined) return;
    const answer = await this.api.ask('DELETE', path, JSON.stringify({ propagationPolicy: 'Background' }));
    if (answer.code !== 404) bodyOf(answer);
  }

  /** Waits for an object that satisfies a condition. @throws Error that shows the object as it was last seen */
  async waitFor(
    reference: ObjectReference,
    condition: (object: KubernetesObject) => boolean = () => true,
    timeout = PATIENCE,
  ): Promise<KubernetesObject> {
    let seen: KubernetesObject | undefined;
    try {
      return await until(async () => {
        seen = await this.get(reference);
        return seen && condition(seen) ? seen : undefined;
      }, timeout);
    } catch (error) {
      const last = seen ? JSON.stringify({ spec: seen.spec, status: seen.status }, undefined, 1) : 'it is not there';
      throw new Error(`${describe(reference)}: ${(error as Error).message}; last seen: ${last}`);
    }
  }

  /** Waits until an object is gone. */
  async waitForAbsence(reference: ObjectReference, timeout = PATIENCE): Promise<void> {
    await until(async () => ((await this.get(reference)) ? undefined : true), timeout).catch((error: Error) => {
      throw new Error(`${describe(reference)} is still there: ${error.message}`);
    });
  }

  private async pathOf({ apiVersion, kind, metadata }: KubernetesObject): Promise<string> {
    const { name, namespace } = metadata;
    const reference = { apiVersion, kind, name, ...(namespace !== undefined && { namespace }) };
    const path = await this.path(reference);
    if (path === undefined) throw new Error(`the API server does not serve ${apiVersion} ${kind}`);
    return path;
  }

  private async path({ apiVersion, kind, name, namespace }: ObjectReference): Promise<string | undefined> {
    const resource = await this.resource(apiVersion, kind);
    if (!resource) return undefined;
    const scope = resource.namespaced ? `namespaces/${namespace ?? 'default'}/` : '';
    return `${rootOf(apiVersion)}/${scope}${resource.name}/${encodeURIComponent(name)}`;
  }

  /** Asks what the API server serves, again where a kind was not served before. */
  private async resource(apiVersion: string, kind: string): Promise<Resource | undefined> {
    const find = () => this.discovered.get(apiVersion)?.find((one) => one.kind === kind && !one.name.includes('/'));
    if (!find()) {
      // A group that is not served is answered in words, not in JSON.
      const { code, text } = await this.api.read(rootOf(apiVersion));
      if (code === 200) this.discovered.set(apiVersion, JSON.parse(text).resources);
    }
    return find();
  }
}

/**
 * Asks until there is an answer, ten times a second.
 * @throws Error when the time is up; what is thrown by the question is taken for no answer, and told then
 */
export async function until<T>(question: () => Promise<T | undefined>, timeout = PATIENCE): Promise<T> {
  const end = performance.now() + timeout;
  let problem: unknown;
  do {
    try {
      const answer = await question();
      if (answer !== undefined) return answer;
      problem = undefined;
    } catch (error) {
      problem = error;
    }
    await sleep(100);
  } while (performance.now() < end);
  const why = problem instanceof Error ? `: ${problem.message}` : '';
  throw new Error(`not within ${timeout / 1000} s${why}`);
}

/** How an object is called in messages. */
export function describe({ kind, name, namespace }: ObjectReference): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** @see https://github.com/kubernetes/community/blob/master/contributors/devel/sig-architecture/api-conventions.md#typical-status-properties */
interface Condition {
  readonly type: string;
  readonly status: string;
  readonly message: string;
  readonly reason: string;
  readonly lastTransitionTime: string;
  readonly observedGeneration?: number;
}

/** The condition of this type. */
export function conditionOf(object: KubernetesObject | undefined, type: string): Condition | undefined {
  return object?.status?.conditions?.find((one: Condition) => one.type === type);
}

function rootOf(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

// biome-ignore lint/suspicious/noExplicitAny: whatever the API server says
function bodyOf({ code, body }: ApiAnswer): any {
  if (code >= 400) throw new UserError(`${code} ${body.message ?? JSON.stringify(body)}`);
  return body;
}
