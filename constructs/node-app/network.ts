import { KubeNetworkPolicy, type NetworkPolicyPeer } from 'cdk8s-plus-28/lib/imports/k8s';
import { Construct } from 'constructs';
import { Database } from './database';
import { FRONTEND_PORT } from './frontend';
import { INTERNET } from './internet';
import { type LabelProps, labelsOf, selectorLabels } from './labels';
import { namespace, tcp } from './policy-peers';

export interface NetworkProps {
  readonly labels: Omit<LabelProps, 'component'>;
  /** Port of the API. */
  readonly apiPort: number;
  /** Namespaces of the controllers that reach into the app's. */
  readonly namespaces: NetworkNamespaces;
}

/** Namespaces of the controllers that reach into the apps'. */
export interface NetworkNamespaces {
  readonly ingress: string;
  readonly monitoring: string;
  readonly databaseOperator: string;
}

const POSTGRESQL = 5432;
/** Port of CloudNativePG's instance manager, which its operator asks for an instance's state. */
const INSTANCE_MANAGER = 8000;
const POSTGRESQL_METRICS = 9187;

/**
 * Who may talk to whom: nobody, but the browser to the frontend, that to the backend, that to the database. What differs
 * from cluster to cluster, as who resolves names, is a ClusterNetwork's.
 */
export class Network extends Construct {
  private readonly props: NetworkProps;

  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    this.props = props;
    const { namespaces, apiPort } = props;
    const [frontend, backend, database] = ['frontend', 'backend', 'database'].map((component) =>
      this.pods(component),
    ) as [NetworkPolicyPeer, NetworkPolicyPeer, NetworkPolicyPeer];
    this.policy(
      'default-deny',
      { 'app.kubernetes.io/instance': props.labels.app },
      { policyTypes: ['Ingress', 'Egress'] },
    );
    this.component('frontend', {
      ingress: [{ from: [namespace(namespaces.ingress)], ports: tcp(FRONTEND_PORT) }],
      egress: [{ to: [backend], ports: tcp(apiPort) }],
    });
    this.component('backend', {
      ingress: [{ from: [frontend], ports: tcp(apiPort) }],
      egress: [{ to: [database], ports: tcp(POSTGRESQL) }],
    });
    this.component('database', {
      ingress: [
        { from: [backend], ports: tcp(POSTGRESQL) },
        { from: [database], ports: tcp(POSTGRESQL, INSTANCE_MANAGER) },
        { from: [namespace(namespaces.databaseOperator)], ports: tcp(POSTGRESQL, INSTANCE_MANAGER) },
      ],
      egress: [
        { to: [database], ports: tcp(POSTGRESQL, INSTANCE_MANAGER) },
        // The API server, which each instance asks for its role, and the object store have no pods to select.
        { ports: tcp(443, 6443) },
      ],
    });
  }

  /** Lets the backend reach HTTPS on the internet, not the cluster's own network. */
  addInternetEgress(): void {
    this.policy('backend-egress', selectorLabels({ ...this.props.labels, component: 'backend' }), {
      policyTypes: ['Egress'],
      egress: [{ to: [...INTERNET], ports: tcp(443) }],
    });
  }

  /** Lets Prometheus scrape all three components. */
  addMonitoring(): void {
    const { labels, apiPort, namespaces } = this.props;
    this.policy(
      'monitoring',
      { 'app.kubernetes.io/instance': labels.app },
      {
        policyTypes: ['Ingress'],
        ingress: [{ from: [namespace(namespaces.monitoring)], ports: tcp(FRONTEND_PORT, apiPort, POSTGRESQL_METRICS) }],
      },
    );
  }

  private pods(component: string): NetworkPolicyPeer {
    return { podSelector: { matchLabels: this.selector(component) } };
  }

  /** The operator's own jobs carry its label only. */
  private selector(component: string): Record<string, string> {
    const { app } = this.props.labels;
    return component === 'database' ? { 'cnpg.io/cluster': Database.nameOf(app) } : selectorLabels({ app, component });
  }

  private component(component: string, rules: Pick<PolicySpec, 'ingress' | 'egress'>): void {
    this.policy(component, this.selector(component), { policyTypes: ['Ingress', 'Egress'], ...rules });
  }

  private policy(id: string, matchLabels: Record<string, string>, spec: Omit<PolicySpec, 'podSelector'>): void {
    const { labels } = this.props;
    new KubeNetworkPolicy(this, id, {
      metadata: { name: `${labels.app}-${id}`, labels: labelsOf({ ...labels, component: 'network' }) },
      spec: { podSelector: { matchLabels }, ...spec },
    });
  }
}

type PolicySpec = NonNullable<NonNullable<ConstructorParameters<typeof KubeNetworkPolicy>[2]>['spec']>;
