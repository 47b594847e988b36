/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

/**
 * Labels that hold a namespace's pods to a level, as the rules stood in one Kubernetes version: pinned, so that an
 * upgrade of the cluster changes no rule by itself.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export function podSecurityLabels(level: PodSecurityLevel, kubernetes: string): Record<string, string> {
  const [major, minor] = kubernetes.split('.');
  const labels: Record<string, string> = {};
  for (const mode of ['enforce', 'audit', 'warn']) {
    labels[`pod-security.kubernetes.io/${mode}`] = level;
    labels[`pod-security.kubernetes.io/${mode}-version`] = `v${major}.${minor}`;
  }
  return labels;
}
