import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CROSSPLANE_ARGUMENTS } from '../../../constructs/infrastructure/crossplane';
import { NAMESPACES } from '../../../constructs/infrastructure/namespaces';
import { XNodeApp } from '../../../constructs/node-app/definition';
import type { KubernetesObject } from '../../objects';
import type { Authority, Identity } from '../certificates';
import { until } from '../cluster';
import type { Daemon } from '../daemons';
import { ENGINES } from '../engines';
import { freePort, isReachable } from '../network';
import type { Program } from '../programs';
import type { ControlPlane } from './control-plane';
import { crossplaneDefinitions, crossplaneRules, crossplaneWebhooks } from './manifests';

const NAMESPACE = NAMESPACES.crossplane;
const ACCOUNT = 'crossplane';
/** What Crossplane is told of the pod that it runs in. */
const IN_POD = { POD_NAMESPACE: NAMESPACE, POD_SERVICE_ACCOUNT: ACCOUNT };

/** The releases of Crossplane that can be run. */
export type Release = 'crossplane' | 'crossplaneBefore';

/** A function that runs, and that every plane's Crossplane calls. */
export interface RunningFunction {
  /** Its name in Compositions. */
  readonly name: string;
  /** host:port; it speaks TLS, and trusts the run's authority. */
  readonly address: string;
}

/** Writes a folder as functions and Crossplane read it. @returns the folder */
export function writeTlsFolder(folder: string, authority: Authority, { certificate, key }: Identity): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'ca.crt'), authority.certificate);
  writeFileSync(join(folder, 'tls.crt'), certificate);
  writeFileSync(join(folder, 'tls.key'), key, { mode: 0o600 });
  return folder;
}

/**
 * Installs Crossplane in a plane and starts it, with the arguments that the platform's release gives it.
 *
 * Its manager of roles does not run: that one cannot be told a port for its metrics.
 */
export async function startCrossplane(plane: ControlPlane, functions: readonly RunningFunction[]): Promise<Daemon> {
  const { admin, context, folder } = plane;
  const { authority, programs, daemons, name } = context;
  await admin.apply([
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: ACCOUNT, namespace: NAMESPACE } },
    ...(await roles()),
  ]);

  await initialize(plane, 'crossplane', programs.crossplane);
  await installFunctions(plane, functions);

  const identity = await authority.issue({ commonName: 'crossplane' });
  const certificates = writeTlsFolder(join(folder, 'crossplane-tls'), authority, identity);
  const [metrics, probes, webhook] = await Promise.all([freePort(), freePort(), freePort()]);
  const crossplane = daemons.daemon(name, {
    name: 'crossplane',
    program: programs.crossplane.path,
    args: ['core', 'start', ...CROSSPLANE_ARGUMENTS],
    env: {
      ...IN_POD,
      KUBECONFIG: await plane.kubeconfigOfAccount(NAMESPACE, ACCOUNT),
      XPKG_CACHE_DIR: daemons.data(name, 'xpkg'),
      TLS_CLIENT_CERTS_DIR: certificates,
      TLS_SERVER_CERTS_DIR: certificates,
      PACKAGE_RUNTIME: 'External',
      METRICS_PORT: `${metrics}`,
      HEALTH_PROBE_PORT: `${probes}`,
      WEBHOOK_PORT: `${webhook}`,
    },
    metricsPort: metrics,
  });
  crossplane.start();
  await until(async () => (await isReachable(`127.0.0.1:${webhook}`, () => crossplane.isRunning)) || undefined);
  await admin.apply([await deletionProtection(`https://127.0.0.1:${webhook}`, authority)]);
  return crossplane;
}

/** Runs another release of Crossplane, as an upgrade of its chart does: its definitions, then its program. */
export async function installRelease(
  plane: ControlPlane,
  crossplane: Daemon,
  release: Release,
  program: Program,
): Promise<void> {
  await initialize(plane, release, program);
  await crossplane.replace(program.path);
}

/** What Crossplane's pod does before it starts. */
async function initialize(plane: ControlPlane, release: Release, { path }: Program): Promise<void> {
  const env = {
    ...process.env,
    ...IN_POD,
    KUBECONFIG: plane.adminKubeconfig,
    // It would call Crossplane by the name of a Service.
    ENABLE_WEBHOOKS: 'false',
    CRDS_PATH: await crossplaneDefinitions(ENGINES[release].version),
    TLS_CA_SECRET_NAME: 'crossplane-root-ca',
    TLS_CLIENT_SECRET_NAME: 'crossplane-tls-client',
    TLS_SERVER_SECRET_NAME: 'crossplane-tls-server',
  };
  // The first time it uses a kind whose definition it has just made.
  await until(async () => {
    await promisify(execFile)(path, ['core', 'init'], { env });
    return true;
  }, 60_000);
}

/** What refuses to delete what is in use, as Crossplane ships it, but called by address. */
async function deletionProtection(url: string, authority: Authority): Promise<object> {
  const configuration = await crossplaneWebhooks();
  const caBundle = Buffer.from(authority.certificate).toString('base64');
  const webhooks = configuration.webhooks.map((hook: KubernetesObject) => ({
    ...hook,
    clientConfig: { url: `${url}${hook.clientConfig.service.path}`, caBundle },
  }));
  return { ...configuration, webhooks };
}

/** What the chart and the manager of roles would grant Crossplane; the rest the platform's own roles add. */
async function roles(): Promise<object[]> {
  const rbac = { apiVersion: 'rbac.authorization.k8s.io/v1' };
  const aggregated = { 'rbac.crossplane.io/aggregate-to-crossplane': 'true' };
  const { group, plural } = XNodeApp;
  return [
    {
      ...rbac,
      kind: 'ClusterRole',
      metadata: { name: 'crossplane' },
      aggregationRule: { clusterRoleSelectors: [{ matchLabels: aggregated }] },
    },
    {
      ...rbac,
      kind: 'ClusterRole',
      metadata: { name: 'crossplane:system:aggregate-to-crossplane', labels: aggregated },
      rules: await crossplaneRules(),
    },
    {
      ...rbac,
      kind: 'ClusterRole',
      metadata: { name: `crossplane:composite:${plural}.${group}`, labels: aggregated },
      rules: [
        { apiGroups: [group], resources: [plural, `${plural}/status`], verbs: ['*'] },
        { apiGroups: [group], resources: [`${plural}/finalizers`], verbs: ['update'] },
      ],
    },
    {
      ...rbac,
      kind: 'ClusterRoleBinding',
      metadata: { name: 'crossplane' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'crossplane' },
      subjects: [{ kind: 'ServiceAccount', name: ACCOUNT, namespace: NAMESPACE }],
    },
  ];
}

/** Makes functions known that run already; what would install them from a registry is told to leave them alone. */
async function installFunctions({ admin }: ControlPlane, functions: readonly RunningFunction[]): Promise<void> {
  for (const { name, address } of functions) {
    const annotations = { 'crossplane.io/paused': 'true' };
    const image = `engines.local/${name}:running`;
    const revision = { apiVersion: 'pkg.crossplane.io/v1', kind: 'FunctionRevision', name: `${name}-running` };
    await admin.apply([
      {
        apiVersion: 'pkg.crossplane.io/v1',
        kind: 'Function',
        metadata: { name, annotations },
        spec: { package: image },
      },
      {
        apiVersion: revision.apiVersion,
        kind: revision.kind,
        metadata: { name: revision.name, annotations, labels: { 'pkg.crossplane.io/package': name } },
        spec: { image, desiredState: 'Active', revision: 1, packagePullPolicy: 'Never' },
      },
    ]);
    await admin.patch(revision, { status: { endpoint: address, capabilities: ['composition'] } }, 'status');
  }
}
