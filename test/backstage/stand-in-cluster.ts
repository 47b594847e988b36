import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Identity } from '../engines/certificates';

/** What a cluster was asked. */
export interface ClusterRequest {
  readonly method: string;
  readonly path: string;
  readonly labelSelector: string | null;
  readonly authorization?: string;
}

/** What answers in place of a cluster's API server: it has nothing to show, and keeps what it was asked. */
export class StandInCluster {
  readonly requests: ClusterRequest[] = [];

  private constructor(private readonly server: Server) {}

  /** @param identity what it shows to those who connect */
  static async start({ certificate, key }: Identity): Promise<StandInCluster> {
    const server = createServer({ cert: certificate, key });
    const cluster = new StandInCluster(server);
    server.on('request', ({ method = '', url = '', headers }, response) => {
      const { pathname, searchParams } = new URL(url, cluster.url);
      const { authorization } = headers;
      cluster.requests.push({
        method,
        path: pathname,
        labelSelector: searchParams.get('labelSelector'),
        ...(authorization !== undefined && { authorization }),
      });
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ apiVersion: 'v1', kind: 'List', metadata: {}, items: [] }));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return cluster;
  }

  get url(): string {
    return `https://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
