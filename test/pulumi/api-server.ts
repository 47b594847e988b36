import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { ENGINES } from '../engines/engines';
import { presentProgram } from '../engines/programs';
import { ApiServer } from '../golden/api-server';

/** Engines that it takes, where they are: nothing is built for it. */
const PROGRAMS = ['etcd', 'apiServer'] as const;

type Program = (typeof PROGRAMS)[number];

/** Which of the programs this machine lacks, as the reason why there is no API server; nothing where it has them. */
export function missingApiServer(): string | undefined {
  const missing = PROGRAMS.filter((name) => !presentProgram(ENGINES[name])).map((name) => ENGINES[name].name);
  return missing.length > 0 ? `not on this machine: ${missing.join(', ')}` : undefined;
}

/** A Kubernetes API server with nothing behind it but etcd: no controller, no node. */
export class TestApiServer {
  private readonly children: ChildProcess[] = [];

  private constructor(
    private readonly folder: string,
    /** Kubeconfig of an administrator; its context is `test`. */
    readonly kubeconfig: string,
  ) {}

  static async start(): Promise<TestApiServer> {
    const folder = mkdtempSync(join(tmpdir(), 'api-server-'));
    const kubeconfig = join(folder, 'kubeconfig');
    const server = new TestApiServer(folder, kubeconfig);
    const [client, peer, secure] = await freePorts(3);
    const token = randomBytes(16).toString('hex');
    writeFileSync(join(folder, 'tokens.csv'), `${token},admin,admin,system:masters\n`);
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = join(folder, 'accounts.key');
    writeFileSync(key, privateKey.export({ type: 'pkcs1', format: 'pem' }));
    mkdirSync(join(folder, 'certificates'));

    server.run('etcd', [
      `--data-dir=${join(folder, 'etcd')}`,
      `--listen-client-urls=http://127.0.0.1:${client}`,
      `--advertise-client-urls=http://127.0.0.1:${client}`,
      `--listen-peer-urls=http://127.0.0.1:${peer}`,
      `--initial-advertise-peer-urls=http://127.0.0.1:${peer}`,
      `--initial-cluster=default=http://127.0.0.1:${peer}`,
      '--unsafe-no-fsync',
    ]);
    server.run('apiServer', [
      `--etcd-servers=http://127.0.0.1:${client}`,
      '--bind-address=127.0.0.1',
      '--advertise-address=127.0.0.1',
      `--secure-port=${secure}`,
      `--cert-dir=${join(folder, 'certificates')}`,
      '--endpoint-reconciler-type=none',
      '--service-cluster-ip-range=10.96.0.0/16',
      '--authorization-mode=RBAC',
      '--anonymous-auth=false',
      `--token-auth-file=${join(folder, 'tokens.csv')}`,
      '--service-account-issuer=https://kubernetes.default.svc',
      `--service-account-key-file=${key}`,
      `--service-account-signing-key-file=${key}`,
    ]);
    await server.ready(secure as number, token);
    return server;
  }

  /** Asks it as an administrator. */
  get api(): ApiServer {
    return ApiServer.ofKubeconfig(this.kubeconfig);
  }

  async stop(): Promise<void> {
    for (const child of this.children.reverse()) {
      const ended = new Promise((resolve) => child.once('close', resolve));
      child.kill();
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private run(name: Program, args: readonly string[]): void {
    const child = spawn(presentProgram(ENGINES[name])?.path as string, [...args], { stdio: 'ignore' });
    // Whatever ends this process ends it as well.
    process.once('exit', () => child.kill('SIGKILL'));
    this.children.push(child);
  }

  /** Waits until it answers, for two minutes at the most. */
  private async ready(port: number, token: string): Promise<void> {
    const certificate = join(this.folder, 'certificates', 'apiserver.crt');
    for (let tries = 0; tries < 240; tries++) {
      await sleep(500);
      try {
        const config = {
          apiVersion: 'v1',
          kind: 'Config',
          'current-context': 'test',
          contexts: [{ name: 'test', context: { cluster: 'test', user: 'admin' } }],
          clusters: [
            {
              name: 'test',
              cluster: {
                server: `https://127.0.0.1:${port}`,
                // It signed its certificate by itself, after an authority of its own that follows it in the file.
                'certificate-authority-data': readFileSync(certificate).toString('base64'),
              },
            },
          ],
          users: [{ name: 'admin', user: { token } }],
        };
        writeFileSync(this.kubeconfig, stringify(config));
        const { code } = await this.api.ask('GET', '/api/v1/namespaces/default');
        if (code === 200) return;
      } catch {
        // Not yet.
      }
    }
    throw new Error('the API server does not answer');
  }
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  const ports = await Promise.all(
    servers.map(async (server) => {
      await new Promise((resolve) => server.once('listening', resolve));
      return (server.address() as { readonly port: number }).port;
    }),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
