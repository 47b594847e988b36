import { ApiObject, JsonPatch } from 'cdk8s';
import {
  type Container,
  IntOrString,
  KubeDeployment,
  KubeHorizontalPodAutoscalerV2,
  KubePodDisruptionBudget,
  KubeService,
  KubeServiceAccount,
  Quantity,
  type Volume,
} from 'cdk8s-plus-28/lib/imports/k8s';
import { Construct } from 'constructs';
import { type EnumReference, type NumberReference, type ObjectReference, type Optional, orElse } from '../composition';
import type { Size } from '../settings/settings';
import { type LabelProps, labelsOf, selectorLabels } from './labels';
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

export interface WorkloadProps {
  readonly labels: LabelProps;
  readonly image: string;
  readonly size: EnumReference<Size>;
  /** Fixed number of pods; one where neither this nor autoscaling is given. */
  readonly replicas: Optional<NumberReference>;
  /** Range in which the number of pods follows the load. */
  readonly autoscaling: Optional<Autoscaling>;
  /** Port that the container listens on, and that the Service offers. */
  readonly port: number;
  /** Path that answers 200 while the process lives. */
  readonly livenessPath: string;
  /** Path that answers 200 while requests can be served. */
  readonly readinessPath: string;
  /** Environment and volumes of the container. */
  readonly container: Pick<Container, 'env' | 'envFrom' | 'volumeMounts'>;
  /** @default - only `/tmp` */
  readonly volumes?: Volume[];
  /** Annotations of the pods: a change starts new ones. @default - none */
  readonly podAnnotations?: Record<string, string>;
  /** Generation of the composite. */
  readonly generation: NumberReference;
}

/** The range of an autoscaler. */
export type Autoscaling = ObjectReference<{
  readonly minReplicas: NumberReference;
  readonly maxReplicas: NumberReference;
}>;

/** A component that runs as pods: a Deployment, its Service and its ServiceAccount, which has no token. */
export class Workload extends Construct {
  /** Name of the Deployment, the Service and the ServiceAccount. */
  readonly name: string;
  /** The Deployment. */
  readonly deployment: ApiObject;
  private readonly labels: LabelProps;

  constructor(scope: Construct, id: string, props: WorkloadProps) {
    super(scope, id);
    this.labels = props.labels;
    this.name = `${props.labels.app}-${props.labels.component}`;
    const labels = labelsOf(props.labels);
    const selector = selectorLabels(props.labels);
    const metadata = { name: this.name, labels };
    const probe = (path: string) => ({ httpGet: { path, port: IntOrString.fromString('http') }, timeoutSeconds: 3 });

    const { requests, limits } = resourcesOf(props.size, POD);

    const manifest = KubeDeployment.manifest({
      metadata: {
        ...metadata,
        annotations: {
          [COMPOSITE_GENERATION]: `${props.generation}`,
          [MIN_REPLICAS]: `${props.autoscaling.minReplicas}`,
        },
      },
      spec: {
        // Composed unless it is the autoscaler's: what nobody applies stays as it was found.
        replicas: orElse(props.replicas, 1, { unless: props.autoscaling }),
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
                name: props.labels.component,
                image: props.image,
                ports: [{ name: 'http', containerPort: props.port }],
                ...props.container,
                volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }, ...(props.container.volumeMounts ?? [])],
                resources: {
                  requests: mapValues(requests, Quantity.fromString),
                  limits: mapValues(limits, Quantity.fromString),
                },
                startupProbe: { ...probe(props.livenessPath), periodSeconds: 2, failureThreshold: 60 },
                livenessProbe: { ...probe(props.livenessPath), periodSeconds: 10, failureThreshold: 3 },
                readinessProbe: { ...probe(props.readinessPath), periodSeconds: 5, failureThreshold: 2 },
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
    this.deployment = new ApiObject(this, 'Resource', manifest);
    // Kubernetes 1.28's types do not know yet that the kubelet itself can sleep.
    this.deployment.addJsonPatch(
      JsonPatch.add('/spec/template/spec/containers/0/lifecycle', { preStop: { sleep: { seconds: DRAIN_SECONDS } } }),
    );

    new KubeService(this, 'service', {
      metadata,
      spec: {
        type: 'ClusterIP',
        selector,
        ports: [{ name: 'http', port: props.port, targetPort: IntOrString.fromString('http') }],
      },
    });
    new KubeServiceAccount(this, 'service-account', { metadata, automountServiceAccountToken: false });
  }

  /** Keeps all pods but one running while nodes are drained. */
  addDisruptionBudget(): void {
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
  addAutoscaling(range: Autoscaling): void {
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
}
