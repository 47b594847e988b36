import { ApiObject, JsonPatch } from 'cdk8s';
import {
  type Container,
  IntOrString,
  KubeDeployment,
  KubeHorizontalPodAutoscalerV2,
  KubePodDisruptionBudget,
  KubeService,
  KubeServiceAccount,
  type Probe,
  Quantity,
  type Volume,
} from 'cdk8s-plus-28/lib/imports/k8s';
import { Construct } from 'constructs';
import type { Deployment } from 'kubernetes-types/apps/v1';
import {
  any,
  type EnumReference,
  entry,
  greaterThan,
  match,
  type NumberReference,
  type ObjectReference,
  type Optional,
  orElse,
  present,
  toInteger,
} from '../composition';
import type { Size } from '../settings/settings';
import type { Component, ComponentAlert, ComponentNetwork } from './component';
import { type LabelProps, labelsOf, selectorLabels } from './labels';
import type { NodeDevelopment } from './node-development';
import { mapValues, POD, resourcesOf } from './sizes';

/** Annotation that tells which generation of the composite a Deployment was made from. */
export const COMPOSITE_GENERATION = 'platform.io/composite-generation';

/**
 * Annotation of a Deployment whose number of pods is an autoscaler's: the fewest that there may be.
 * {@link Capacity} holds it.
 */
export const MIN_REPLICAS = 'platform.io/min-replicas';

/** Seconds in which a pod that stops still answers, until no proxy sends it requests any more. */
const DRAIN_SECONDS = 10;

/** What a kubelet asks of a container: a path that answers 200, the port to accept connections, or a command to end with 0. */
export type ProbeKind = { readonly path: string } | 'port' | { readonly command: string[] };

/** A component's own part of a workload. */
export interface WorkloadProps {
  /** The component's part of the composite's spec. */
  readonly settings: {
    readonly image: string;
    readonly size: EnumReference<Size>;
    /** Fixed number of pods; one where neither this nor autoscaling is given. */
    readonly replicas: Optional<NumberReference>;
    /** Range in which the number of pods follows the load. */
    readonly autoscaling: Optional<Autoscaling>;
  };
  /** Port that the container listens on, and that the Service offers. */
  readonly port: number;
  /** Name of the port. @default 'http' */
  readonly portName?: string;
  /** Holds while the process lives. */
  readonly liveness: ProbeKind;
  /** Holds while requests can be served. */
  readonly readiness: ProbeKind;
  /** Environment and volumes of the container. */
  readonly container: Pick<Container, 'env' | 'envFrom' | 'volumeMounts'>;
  /** @default - only `/tmp` */
  readonly volumes?: Volume[];
  /** Annotations of the pods: a change starts new ones. @default - none */
  readonly podAnnotations?: Record<string, string>;
}

/** The range of an autoscaler. */
export type Autoscaling = ObjectReference<{
  readonly minReplicas: NumberReference;
  readonly maxReplicas: NumberReference;
}>;

/**
 * A component that runs as pods: a Deployment, its Service and its ServiceAccount, which has no token. Where there is more
 * than one pod, one may be missing; where there may be more, they follow the load. Its rollout is reported in the
 * composite's status.
 */
export abstract class Workload extends Construct implements Component {
  abstract readonly network: ComponentNetwork;
  readonly alerts: readonly ComponentAlert[];
  /** Name of the Deployment, the Service and the ServiceAccount. */
  readonly name: string;
  /** What its objects are labelled with. */
  protected readonly labels: LabelProps;

  constructor(scope: NodeDevelopment, id: string, props: WorkloadProps) {
    super(scope, id);
    this.labels = scope.labelsFor(id);
    this.name = `${this.labels.app}-${id}`;
    const { settings, portName = 'http' } = props;
    const labels = labelsOf(this.labels);
    const selector = selectorLabels(this.labels);
    const metadata = { name: this.name, labels };
    const probe = (kind: ProbeKind) => ({ ...handler(kind, portName), timeoutSeconds: 3 });

    const { requests, limits } = resourcesOf(settings.size, POD);

    const manifest = KubeDeployment.manifest({
      metadata: {
        ...metadata,
        annotations: {
          [COMPOSITE_GENERATION]: `${scope.composite.metadata.generation}`,
          [MIN_REPLICAS]: `${settings.autoscaling.minReplicas}`,
        },
      },
      spec: {
        // Composed unless it is the autoscaler's: what nobody applies stays as it was found.
        replicas: orElse(settings.replicas, 1, { unless: settings.autoscaling }),
        revisionHistoryLimit: 3,
        // A new pod must have been ready for some seconds, and no old one goes before.
        minReadySeconds: 5,
        progressDeadlineSeconds: 300,
        strategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxSurge: IntOrString.fromString('25%'), maxUnavailable: IntOrString.fromNumber(0) },
        },
        paused: false,
        selector: { matchLabels: selector },
        template: {
          metadata: { labels, ...(props.podAnnotations && { annotations: props.podAnnotations }) },
          spec: {
            serviceAccountName: this.name,
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            terminationGracePeriodSeconds: DRAIN_SECONDS + 30,
            securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
            topologySpreadConstraints: ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'].map((topologyKey) => ({
              topologyKey,
              maxSkew: 1,
              whenUnsatisfiable: 'ScheduleAnyway',
              labelSelector: { matchLabels: selector },
            })),
            containers: [
              {
                name: id,
                image: settings.image,
                ports: [{ name: portName, containerPort: props.port }],
                ...props.container,
                volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }, ...(props.container.volumeMounts ?? [])],
                resources: {
                  requests: mapValues(requests, Quantity.fromString),
                  limits: mapValues(limits, Quantity.fromString),
                },
                startupProbe: { ...probe(props.liveness), periodSeconds: 2, failureThreshold: 60 },
                livenessProbe: { ...probe(props.liveness), periodSeconds: 10, failureThreshold: 3 },
                readinessProbe: { ...probe(props.readiness), periodSeconds: 5, failureThreshold: 2 },
                securityContext: {
                  allowPrivilegeEscalation: false,
                  readOnlyRootFilesystem: true,
                  capabilities: { drop: ['ALL'] },
                },
              },
            ],
            volumes: [{ name: 'tmp', emptyDir: { sizeLimit: Quantity.fromString('64Mi') } }, ...(props.volumes ?? [])],
          },
        },
      },
    });
    const deployment = new ApiObject(this, 'Resource', manifest);
    // Kubernetes 1.28's types do not know yet that the kubelet itself can sleep.
    deployment.addJsonPatch(
      JsonPatch.add('/spec/template/spec/containers/0/lifecycle', { preStop: { sleep: { seconds: DRAIN_SECONDS } } }),
    );

    new KubeService(this, 'service', {
      metadata,
      spec: {
        type: 'ClusterIP',
        selector,
        ports: [{ name: portName, port: props.port, targetPort: IntOrString.fromString(portName) }],
      },
    });
    new KubeServiceAccount(this, 'service-account', { metadata, automountServiceAccountToken: false });

    const { replicas, autoscaling } = settings;
    scope.when(any(greaterThan(replicas, 1), present(autoscaling)), () => this.addDisruptionBudget());
    scope.when(present(autoscaling), () => this.addAutoscaling(autoscaling));
    this.report(scope, id, deployment);
    this.alerts = this.alertsOf(id, `namespace="${scope.composite.metadata.namespace}",deployment="${this.name}"`);
  }

  /** Keeps all pods but one running while nodes are drained. */
  private addDisruptionBudget(): void {
    new KubePodDisruptionBudget(this, 'disruption-budget', {
      metadata: { name: this.name, labels: labelsOf(this.labels) },
      spec: {
        maxUnavailable: IntOrString.fromNumber(1),
        selector: { matchLabels: selectorLabels(this.labels) },
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
      },
    });
  }

  /** Lets the number of pods follow the CPU that they use. */
  private addAutoscaling(range: Autoscaling): void {
    new KubeHorizontalPodAutoscalerV2(this, 'autoscaler', {
      metadata: { name: this.name, labels: labelsOf(this.labels) },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: this.name },
        minReplicas: range.minReplicas,
        maxReplicas: range.maxReplicas,
        metrics: [
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
        ],
      },
    });
  }
  /** Tells in the composite's status how far its rollout is, and what blocks it. */
  private report(scope: NodeDevelopment, id: string, deployment: ApiObject): void {
    const { metadata, spec, status } = scope.observe<Deployment>(deployment);
    scope.report({
      blocking: `Deployment/${metadata.name}: ${status.unavailableReplicas} of its pods not available`,
      [id]: {
        state: match(
          status.conditions,
          [
            { regexp: '"reason":"ProgressDeadlineExceeded"', result: 'Stuck' },
            { regexp: '"status":"True","type":"Available"', result: 'Available' },
            { regexp: '"status":"True","type":"Progressing"', result: 'Progressing' },
          ],
          'Unavailable',
        ),
        compositeGeneration: toInteger(entry(metadata.annotations, COMPOSITE_GENERATION)),
        generation: metadata.generation,
        observedGeneration: status.observedGeneration,
        desired: spec.replicas,
        replicas: status.replicas,
        updated: status.updatedReplicas,
        available: status.availableReplicas,
      },
    });
  }

  /** @param selector of its Deployment's metrics */
  private alertsOf(id: string, selector: string): ComponentAlert[] {
    const title = `${id.charAt(0).toUpperCase()}${id.slice(1)}`;
    return [
      {
        alert: `${title}Down`,
        expr: `kube_deployment_status_replicas_available{${selector}} == 0`,
        minutes: 2,
        severity: 'critical',
        summary: `No pod of the ${id} of ${this.labels.app} serves requests.`,
      },
      {
        alert: `${title}RolloutStuck`,
        // The number of updated pods does not tell: the one pod of a Deployment of one is updated at once.
        expr: `kube_deployment_status_condition{${selector},condition="Progressing",status="false"} == 1`,
        minutes: 1,
        severity: 'warning',
        summary: `The newest version of the ${id} of ${this.labels.app} does not start.`,
      },
    ];
  }
}

/** What a kubelet does to ask. */
function handler(kind: ProbeKind, portName: string): Probe {
  const port = IntOrString.fromString(portName);
  if (kind === 'port') return { tcpSocket: { port } };
  return 'path' in kind ? { httpGet: { path: kind.path, port } } : { exec: { command: kind.command } };
}
