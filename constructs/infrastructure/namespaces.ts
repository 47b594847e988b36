/** Namespaces of the infrastructure controllers. */
export const NAMESPACES = {
  certManager: 'cert-manager',
  cloudNativePg: 'cnpg-system',
  crossplane: 'crossplane-system',
  externalSecrets: 'external-secrets',
  gatekeeper: 'gatekeeper-system',
  monitoring: 'monitoring',
  traefik: 'traefik',
} as const;

export type InfrastructureNamespaceName = (typeof NAMESPACES)[keyof typeof NAMESPACES];
