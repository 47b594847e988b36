import * as record from '../../imports/charts/gatekeeper';
import type { ValuesOf } from './chart-values';
import type { ControllerDefinition } from './controller';
import { NAMESPACES } from './namespaces';

type Values = ValuesOf<typeof record.values>;

/** Holds objects to the platform's policies. @see https://open-policy-agent.github.io/gatekeeper/website/docs/ */
export const gatekeeper: ControllerDefinition<Values> = {
  chart: 'gatekeeper',
  record,
  namespace: {
    name: NAMESPACES.gatekeeper,
    // It must not refuse its own pods.
    labels: { 'admission.gatekeeper.sh/ignore': 'no-self-managing' },
  },
  metrics: { matchLabels: { app: 'gatekeeper' }, port: 'metrics' },
  values: (replicas): Values => ({
    replicas,
    // Leaves one pod standing while a node is drained, and a single one free to move.
    pdb: { controllerManager: { minAvailable: replicas - 1 } },
    // Without Gatekeeper a cluster must go on, also with installing it; audit reports what came in meanwhile. The second
    // of its webhooks is asked of every Namespace, and Flux applies those before all else, repairs included.
    validatingWebhookFailurePolicy: 'Ignore',
    validatingWebhookCheckIgnoreFailurePolicy: 'Ignore',
    // The webhook alone decides: what must hold without it is a hand-written admission policy.
    defaultCreateVAPForTemplates: false,
    defaultCreateVAPBindingForConstraints: false,
    auditInterval: 60,
    auditMatchKindOnly: true,
    logDenies: true,
    disableMutation: true,
    enableExternalData: false,
    enableGeneratorResourceExpansion: false,
    // Flux replaces the definitions and waits for the pods; the namespace is labelled here.
    upgradeCRDs: { enabled: false },
    postInstall: { labelNamespace: { enabled: false }, probeWebhook: { enabled: false } },
  }),
};
