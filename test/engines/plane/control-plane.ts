import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Authority, type Subject, signingKeys } from '../certificates';
import { Cluster, until } from '../cluster';
import type { Daemon, Daemons } from '../daemons';
import { freePort } from '../network';
import type { Programs } from '../programs';

/** What every part of a plane is made with. */
export interface PlaneContext {
  /** Name of the cluster; folders and logs are called so. */
  readonly name: string;
  readonly daemons: Daemons;
  readonly authority: Authority;
  /** Those of Flux, and of the release before, are wanted only where they are used. */
  readonly programs: Pick<Programs, 'etcd' | 'apiServer' | 'controllerManager' | 'crossplane'> & Partial<Programs>;
}

/** The controllers that a plane needs of the many that a controller manager has. */
const CONTROLLERS = [
  'clusterrole-aggregation-controller',
  'deployment-controller',
  'garbage-collector-controller',
  'horizontal-pod-autoscaler-controller',
  'namespace-controller',
  'replicaset-controller',
  'resourcequota-controller',
  'root-ca-certificate-publisher-controller',
  'serviceaccount-controller',
];

/** A Kubernetes control plane on the loopback: etcd, API server and controller manager. */
export class ControlPlane {
  private constructor(
    readonly context: PlaneContext,
    private readonly server: string,
    readonly etcd: Daemon,
    readonly apiServer: Daemon,
    readonly controllerManager: Daemon,
    /** The cluster, seen by an administrator. */
    readonly admin: Cluster,
  ) {}

  /** Starts it; it is ready then. */
  static async start(context: PlaneContext): Promise<ControlPlane> {
    const { name, daemons, authority, programs } = context;
    const folder = daemons.data(name);
    const [clientPort, peerPort, port, managerPort] = await Promise.all([
      freePort(),
      freePort(),
      freePort(),
      freePort(),
    ]);
    const server = `https://127.0.0.1:${port}`;
    const write = (file: string, text: string) => {
      writeFileSync(join(folder, file), text, { mode: 0o600 });
      return join(folder, file);
    };

    const client = `http://127.0.0.1:${clientPort}`;
    const peer = `http://127.0.0.1:${peerPort}`;
    const etcd = daemons.daemon(name, {
      name: 'etcd',
      program: programs.etcd.path,
      args: [
        `--data-dir=${join(folder, 'etcd')}`,
        `--name=${name}`,
        `--listen-client-urls=${client}`,
        `--advertise-client-urls=${client}`,
        `--listen-peer-urls=${peer}`,
        `--initial-advertise-peer-urls=${peer}`,
        `--initial-cluster=${name}=${peer}`,
        // The data need not outlive the machine.
        '--unsafe-no-fsync',
      ],
    });

    const serving = await authority.issue({ commonName: 'kube-apiserver' });
    const accounts = signingKeys();
    const ca = write('ca.crt', authority.certificate);
    const accountKey = write('accounts.key', accounts.privateKey);
    const apiServer = daemons.daemon(name, {
      name: 'kube-apiserver',
      program: programs.apiServer.path,
      args: [
        `--etcd-servers=${client}`,
        '--bind-address=127.0.0.1',
        '--advertise-address=127.0.0.1',
        `--secure-port=${port}`,
        '--endpoint-reconciler-type=none',
        '--service-cluster-ip-range=10.96.0.0/16',
        '--authorization-mode=RBAC',
        '--anonymous-auth=false',
        `--client-ca-file=${ca}`,
        `--tls-cert-file=${write('apiserver.crt', serving.certificate)}`,
        `--tls-private-key-file=${write('apiserver.key', serving.key)}`,
        '--service-account-issuer=https://kubernetes.default.svc',
        `--service-account-key-file=${write('accounts.pub', accounts.publicKey)}`,
        `--service-account-signing-key-file=${accountKey}`,
        `--cert-dir=${join(folder, 'apiserver')}`,
      ],
    });

    const identify = async (file: string, subject: Subject) =>
      write(file, await kubeconfigOf(context, server, subject));
    const managerConfig = await identify('controller-manager.kubeconfig', {
      commonName: 'system:kube-controller-manager',
    });
    const controllerManager = daemons.daemon(name, {
      name: 'kube-controller-manager',
      program: programs.controllerManager.path,
      args: [
        `--kubeconfig=${managerConfig}`,
        `--authentication-kubeconfig=${managerConfig}`,
        `--authorization-kubeconfig=${managerConfig}`,
        '--bind-address=127.0.0.1',
        `--secure-port=${managerPort}`,
        '--leader-elect=false',
        // Without it, collecting garbage and aggregating roles lack the rights.
        '--use-service-account-credentials=true',
        `--service-account-private-key-file=${accountKey}`,
        `--root-ca-file=${ca}`,
        `--cert-dir=${join(folder, 'controller-manager')}`,
        `--controllers=${CONTROLLERS.join(',')}`,
      ],
    });

    const admin = new Cluster(
      await identify('admin.kubeconfig', { commonName: 'admin', organizations: ['system:masters'] }),
    );
    const plane = new ControlPlane(context, server, etcd, apiServer, controllerManager, admin);
    etcd.start();
    apiServer.start();
    await plane.ready();
    controllerManager.start();
    return plane;
  }

  /** Waits until the API server answers that it is ready. */
  async ready(): Promise<void> {
    await until(async () => {
      if (!this.etcd.isRunning || !this.apiServer.isRunning) {
        throw new Error(`it has ended:\n${(this.etcd.isRunning ? this.apiServer : this.etcd).tail()}`);
      }
      return (await this.admin.isReady()) || undefined;
    }, 120_000).catch((error: Error) => {
      throw new Error(`the API server of ${this.context.name} is not ready: ${error.message}`);
    });
  }

  /** Folder for data and certificates. */
  get folder(): string {
    return this.context.daemons.data(this.context.name);
  }

  /** Where an administrator's kubeconfig is. */
  get adminKubeconfig(): string {
    return join(this.folder, 'admin.kubeconfig');
  }

  /** Writes a kubeconfig by which a program is a service account. @returns the file */
  async kubeconfigOfAccount(namespace: string, name: string): Promise<string> {
    const subject = {
      commonName: `system:serviceaccount:${namespace}:${name}`,
      organizations: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`],
    };
    const file = join(this.folder, `${name}.kubeconfig`);
    writeFileSync(file, await kubeconfigOf(this.context, this.server, subject), { mode: 0o600 });
    return file;
  }
}

/** YAML is JSON too. @see https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/ */
async function kubeconfigOf({ name, authority }: PlaneContext, server: string, subject: Subject): Promise<string> {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const { certificate, key } = await authority.issue(subject);
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    contexts: [{ name, context: { cluster: name, user: subject.commonName } }],
    clusters: [{ name, cluster: { server, 'certificate-authority-data': base64(authority.certificate) } }],
    users: [
      {
        name: subject.commonName,
        user: { 'client-certificate-data': base64(certificate), 'client-key-data': base64(key) },
      },
    ],
  });
}
