import type { Construct } from 'constructs';
import type { Environment, PlatformSettings } from '../settings/settings';
import { barmanCloud } from './barman-cloud';
import { certManager } from './cert-manager';
import { cloudNativePg } from './cloud-native-pg';
import { Controller, type ControllerDefinition } from './controller';
import { crossplane } from './crossplane';
import { externalSecrets } from './external-secrets';
import { fluxOperator } from './flux';
import { gatekeeper } from './gatekeeper';
import { kubePrometheusStack } from './kube-prometheus-stack';
import { traefik } from './traefik';

/** The infrastructure controllers of every cluster, by the names of their files in `dist/`. */
export const CONTROLLERS: Readonly<Record<string, ControllerDefinition>> = {
  'cert-manager': certManager,
  'cloudnative-pg': cloudNativePg,
  'barman-cloud': barmanCloud,
  crossplane,
  'external-secrets': externalSecrets,
  'flux-operator': fluxOperator,
  gatekeeper,
  'kube-prometheus-stack': kubePrometheusStack,
  traefik,
};

/** Adds the controllers of an environment's cluster. */
export function addControllers(scope: Construct, settings: PlatformSettings, environment: Environment): void {
  const { versions, environments } = settings;
  const { controllerReplicas: replicas } = environments[environment];
  for (const [name, controller] of Object.entries(CONTROLLERS)) {
    new Controller(scope, name, { controller, versions, replicas });
  }
}
