/** Namespaces of the infrastructure controllers, and of who reads the cluster. */
export const NAMESPACES = {
  backstage: 'backstage',
  certManager: 'cert-manager',
  cloudNativePg: 'cnpg-system',
  crossplane: 'crossplane-system',
  externalSecrets: 'external-secrets',
  gatekeeper: 'gatekeeper-system',
  monitoring: 'monitoring',
  traefik: 'traefik',
} as const;

export type InfrastructureNamespaceName = (typeof NAMESPACES)[keyof typeof NAMESPACES];
