import { Construct } from 'constructs';
import { type ControllerProps, HelmController, type MetricsEndpoint } from './helm-controller';
import { InfrastructureNamespace } from './infrastructure-namespace';
import { NAMESPACES } from './namespaces';

/** Makes composites into what they are composed of. @see https://docs.crossplane.io/latest/get-started/install/ */
export class Crossplane extends Construct {
  static readonly METRICS: MetricsEndpoint = {
    namespace: NAMESPACES.crossplane,
    matchLabels: { 'app.kubernetes.io/instance': 'crossplane' },
    port: 'metrics',
  };

  /** Of its program: creating one app is more events in a second than the default takes for a loop, and then waits five minutes. */
  static readonly ARGUMENTS = ['--circuit-breaker-burst=500'];

  readonly controller: HelmController;

  constructor(scope: Construct, id: string, props: ControllerProps) {
    super(scope, id);
    const { kubernetes, chart, replicas } = props;
    const namespace = new InfrastructureNamespace(this, 'namespace', { name: NAMESPACES.crossplane, kubernetes });
    // What the restricted level asks for beyond the chart's defaults.
    const podSecurityContext = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
    const securityContext = { capabilities: { drop: ['ALL'] } };
    this.controller = new HelmController(this, 'controller', {
      chart,
      namespace: namespace.name,
      values: {
        replicas,
        // No providers: composites are made of native objects.
        provider: { defaultActivations: [] },
        args: Crossplane.ARGUMENTS,
        metrics: { enabled: true },
        podSecurityContextCrossplane: podSecurityContext,
        securityContextCrossplane: securityContext,
        podSecurityContextRBACManager: podSecurityContext,
        securityContextRBACManager: securityContext,
        rbacManager: { replicas },
      },
    });
  }
}
