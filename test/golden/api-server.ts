import { readFileSync } from 'node:fs';
import { Agent, type RequestOptions, request } from 'node:https';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { UserError } from '../../constructs/settings/user-error';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** What an API server answered. */
export interface ApiAnswer {
  readonly code: number;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the API server says
  readonly body: any;
}

interface NamedEntries {
  readonly 'current-context': string;
  readonly contexts: readonly {
    readonly name: string;
    readonly context: { readonly cluster: string; readonly user: string };
  }[];
  readonly clusters: readonly { readonly name: string; readonly cluster: Readonly<Record<string, string>> }[];
  readonly users: readonly { readonly name: string; readonly user: Readonly<Record<string, string>> }[];
}

/** A Kubernetes API server, as the current context of a kubeconfig names it. */
export class ApiServer {
  private constructor(
    private readonly url: string,
    private readonly options: RequestOptions,
  ) {}

  /**
   * @param file a kubeconfig with a client certificate or a token
   * @throws UserError where it cannot be read, or names no cluster and user
   * @see https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/
   */
  static ofKubeconfig(file: string): ApiServer {
    let config: NamedEntries;
    try {
      config = parse(readFileSync(file, 'utf8')) as NamedEntries;
    } catch (error) {
      throw new UserError(`${file}: ${(error as Error).message}`);
    }
    const named = <T extends { readonly name: string }>(entries: readonly T[] | undefined, name: string | undefined) =>
      entries?.find((entry) => entry.name === name);
    const context = named(config?.contexts, config?.['current-context'])?.context;
    const cluster = named(config?.clusters, context?.cluster)?.cluster;
    const user = named(config?.users, context?.user)?.user;
    if (!cluster?.server || !user) throw new UserError(`${file}: its current context names no cluster and user`);
    /** A field's content, which is inline or in a file of its own. */
    const content = (of: Readonly<Record<string, string>>, field: string) => {
      const inline = of[`${field}-data`];
      if (inline) return Buffer.from(inline, 'base64');
      return of[field] && readFileSync(resolve(dirname(file), of[field]));
    };
    return new ApiServer(cluster.server, {
      agent: new Agent({ keepAlive: true }),
      ca: content(cluster, 'certificate-authority'),
      cert: content(user, 'client-certificate'),
      key: content(user, 'client-key'),
      ...(user.token && { headers: { Authorization: `Bearer ${user.token}` } }),
    });
  }

  /**
   * @param body JSON text
   * @param contentType what the body is; @default - of a PATCH a JSON Patch, of anything else plain JSON
   */
  async ask(method: Method, path: string, body?: string, contentType?: string): Promise<ApiAnswer> {
    const { code, text } = await this.send(method, path, body, contentType);
    try {
      return { code, body: JSON.parse(text) };
    } catch {
      throw new UserError(`${method} ${path}: ${code} ${text}`);
    }
  }

  /** Gets what is no JSON, e.g. `/readyz`. */
  read(path: string): Promise<{ readonly code: number; readonly text: string }> {
    return this.send('GET', path);
  }

  private send(
    method: Method,
    path: string,
    body?: string,
    contentType = method === 'PATCH' ? 'application/json-patch+json' : 'application/json',
  ): Promise<{ readonly code: number; readonly text: string }> {
    // Of a DELETE, Node tells no length by itself: its body would be taken for the next request.
    const length = body !== undefined && { 'Content-Length': Buffer.byteLength(body) };
    const headers = { ...this.options.headers, 'Content-Type': contentType, ...length };
    return new Promise((resolve, reject) => {
      const asking = request(new URL(path, this.url), { ...this.options, headers, method }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({ code: answer.statusCode as number, text: Buffer.concat(chunks).toString() }),
        );
      });
      asking.on('error', (error) => reject(new UserError(`${this.url}: ${error.message}`)));
      asking.end(body);
    });
  }
}
