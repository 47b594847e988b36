import { Construct } from 'constructs';
import { type ControllerProps, HelmController, type MetricsEndpoint } from './helm-controller';
import { InfrastructureNamespace } from './infrastructure-namespace';
import { NAMESPACES } from './namespaces';

/** Holds objects to the platform's policies. @see https://open-policy-agent.github.io/gatekeeper/website/docs/ */
export class Gatekeeper extends Construct {
  static readonly METRICS: MetricsEndpoint = {
    namespace: NAMESPACES.gatekeeper,
    matchLabels: { app: 'gatekeeper' },
    port: 'metrics',
  };

  readonly controller: HelmController;

  constructor(scope: Construct, id: string, props: ControllerProps) {
    super(scope, id);
    const { kubernetes, chart, replicas } = props;
    const namespace = new InfrastructureNamespace(this, 'namespace', {
      name: NAMESPACES.gatekeeper,
      kubernetes,
      // It must not refuse its own pods.
      labels: { 'admission.gatekeeper.sh/ignore': 'no-self-managing' },
    });
    this.controller = new HelmController(this, 'controller', {
      chart,
      namespace: namespace.name,
      values: {
        replicas,
        // Leaves one pod standing while a node is drained, and a single one free to move.
        pdb: { controllerManager: { minAvailable: replicas - 1 } },
        // Without Gatekeeper a cluster must go on, also with installing it; audit reports what came in meanwhile.
        validatingWebhookFailurePolicy: 'Ignore',
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
      },
    });
  }
}
