import type { PodSecurityLevel } from '../../constructs/kubernetes/pod-security';
import type { RenderedObject } from '../golden/chart-renders';

/** Volumes that level `restricted` lets pods have. */
const VOLUMES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

/**
 * Why a namespace of a level refuses a rendered pod, a sentence each.
 *
 * As a namespace of level `restricted` does, but for the hosts of probes, which are not recorded, and stricter where a level
 * lets some of `sysctls` and `seLinuxOptions` pass. Level `baseline` is no one's here, and asked for as little as `privileged`.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function podSecurityProblems(level: PodSecurityLevel, pod: RenderedObject['pod']): string[] {
  if (level !== 'restricted') return [];
  const problems: string[] = [];
  const demand = (holds: boolean, what: string) => {
    if (!holds) problems.push(what);
  };
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) demand(pod[field] !== true, field);
  for (const volume of pod.volumes ?? []) demand(VOLUMES.includes(volume), `volume ${volume}`);
  const ofPod = pod.securityContext ?? {};
  demand(ofPod.sysctls === undefined, 'sysctls');
  for (const { name, securityContext: own = {}, ports = [] } of pod.containers) {
    const seccomp = (own.seccompProfile ?? ofPod.seccompProfile)?.type;
    const { add = [], drop = [] } = own.capabilities ?? {};
    demand((own.runAsNonRoot ?? ofPod.runAsNonRoot) === true, `${name}: runAsNonRoot`);
    demand((own.runAsUser ?? ofPod.runAsUser) !== 0, `${name}: runAsUser`);
    demand(own.allowPrivilegeEscalation === false, `${name}: allowPrivilegeEscalation`);
    demand(own.privileged !== true, `${name}: privileged`);
    demand(['RuntimeDefault', 'Localhost'].includes(seccomp), `${name}: seccompProfile`);
    demand(drop.includes('ALL'), `${name}: capabilities.drop`);
    demand(
      add.every((one: string) => one === 'NET_BIND_SERVICE'),
      `${name}: capabilities.add`,
    );
    demand(['Default', undefined].includes(own.procMount), `${name}: procMount`);
    demand((own.seLinuxOptions ?? ofPod.seLinuxOptions) === undefined, `${name}: seLinuxOptions`);
    demand((own.appArmorProfile ?? ofPod.appArmorProfile)?.type !== 'Unconfined', `${name}: appArmorProfile`);
    demand(
      ports.every(({ hostPort = 0 }) => hostPort === 0),
      `${name}: hostPort`,
    );
  }
  return problems;
}
