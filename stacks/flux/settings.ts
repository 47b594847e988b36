import type { Setting } from '../settings';

const NUMBER = { pattern: /^[1-9][0-9]*$/, allowed: 'a whole number' };

/** Settings of an environment's stack beside `platform.ts`. */
export const FLUX_SETTINGS = {
  context: {
    key: 'kubernetes:context',
    purpose: 'the kube context of the cluster, as kubectl config get-contexts lists it, where it is called otherwise',
    example: 'acme-dev',
    optional: true,
  },
  appId: {
    key: 'developer-platform:githubAppId',
    purpose: 'id of the GitHub App by which Flux reads repositories, from its settings page',
    example: '123456',
    variable: 'GITHUB_APP_ID',
    format: NUMBER,
  },
  installationId: {
    key: 'developer-platform:githubAppInstallationId',
    purpose: 'id of its installation in the organization, the number at the end of the address of its configuration',
    example: '12345678',
    variable: 'GITHUB_APP_INSTALLATION_ID',
    format: NUMBER,
  },
  privateKey: {
    key: 'developer-platform:githubAppPrivateKey',
    purpose: 'private key of the GitHub App, in PEM',
    example: '< app.private-key.pem',
    variable: 'GITHUB_APP_PRIVATE_KEY',
    secret: true,
    format: {
      pattern: /^-----BEGIN (RSA )?PRIVATE KEY-----\s[A-Za-z0-9+/=\s]+-----END (RSA )?PRIVATE KEY-----\s*$/,
      allowed: 'a PEM file, from -----BEGIN to -----END',
    },
  },
  operatorChart: {
    key: 'developer-platform:fluxOperatorChart',
    purpose: 'address of the chart of the Flux Operator where it is mirrored: an oci:// address, or a folder',
    example: 'oci://registry.example.com/charts/flux-operator',
    optional: true,
  },
} as const satisfies Readonly<Record<string, Setting>>;
