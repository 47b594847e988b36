/**
 * When kustomize-controller takes an object for healthy: CEL expressions over the object's top-level fields.
 *
 * The controller tries them in this order; the first that is true decides, and while none is, the object is in progress.
 * An object without any `status` makes each of them an error, which the controller treats as not yet known and waits on.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#health-check-expressions
 */
export interface HealthCheckExpressions {
  readonly apiVersion: string;
  readonly kind: string;
  /** @default - in progress is what is neither failed nor current */
  readonly inProgress?: string;
  /** @default - never failed */
  readonly failed?: string;
  readonly current: string;
}

/** A kind whose conditions say whether it is healthy. */
export interface ConditionHealthProps {
  readonly apiVersion: string;
  readonly kind: string;
  /** The conditions that have to be `True`. */
  readonly conditions: readonly [string, ...string[]];
}

/** Healthy when each of these conditions is true of the object as it is now, not of an earlier generation. */
export function conditionHealth(props: ConditionHealthProps): HealthCheckExpressions {
  return {
    apiVersion: props.apiVersion,
    kind: props.kind,
    current: and(HAS_CONDITIONS, ...props.conditions.map((type) => condition(type, 'True'))),
  };
}

/** A composite that reports the rollout of its Deployments in its status. */
export interface RolloutHealthProps {
  readonly apiVersion: string;
  readonly kind: string;
  /** What is rolled out, one Deployment each. */
  readonly components: readonly RolledOutComponent[];
}

/** A component that reports the rollout of its Deployment. */
export interface RolledOutComponent {
  /** Field of the status that holds the Deployment's numbers, as {@link ROLLOUT_FIELDS} names them. */
  readonly name: string;
  /** Boolean field of the component's spec, which has the same name, that says whether there is one. @default - there is always one */
  readonly enabledBy?: string;
}

/**
 * What a component reports of its Deployment:
 * - `compositeGeneration`: the generation of the composite that the Deployment was made from;
 * - `generation` and `observedGeneration`: the Deployment's own, and the one that its controller has acted on;
 * - `desired`: how many pods it wants, set by the composite, by hand or by an autoscaler;
 * - `replicas`, `updated` and `available`: how many there are, are of the new template, and serve.
 */
const ROLLOUT_FIELDS = [
  'compositeGeneration',
  'generation',
  'observedGeneration',
  'desired',
  'replicas',
  'updated',
  'available',
] as const;

/**
 * Healthy when Crossplane has made this very generation of the composite, and each Deployment has replaced its last old
 * pod by one that serves. A release that cannot start never becomes healthy, though the old pods go on serving.
 */
export function rolloutHealth(props: RolloutHealthProps): HealthCheckExpressions {
  return {
    apiVersion: props.apiVersion,
    kind: props.kind,
    // Crossplane has not looked at this generation yet: whatever the status says is of an earlier one.
    inProgress: `!has(status.conditions) || !status.conditions.exists(c, c.type == 'Synced' && ${OF_THIS_GENERATION})`,
    // Refused or broken, not a conflict (Crossplane retries those silently): ends the wait, so that a fix is looked at.
    failed: and(HAS_CONDITIONS, condition('Synced', 'False')),
    current: and(
      HAS_CONDITIONS,
      condition('Synced', 'True'),
      condition('Ready', 'True'),
      ...props.components.map(rolledOut),
    ),
  };
}

const HAS_CONDITIONS = 'has(status.conditions)';
const OF_THIS_GENERATION = 'has(c.observedGeneration) && c.observedGeneration == metadata.generation';

function condition(type: string, status: 'True' | 'False'): string {
  return `status.conditions.exists(c, c.type == '${type}' && c.status == '${status}' && ${OF_THIS_GENERATION})`;
}

function rolledOut({ name, enabledBy }: RolledOutComponent): string {
  const field = `status.${name}`;
  const isRolledOut = and(
    `has(${field})`,
    ...ROLLOUT_FIELDS.map((number) => `has(${field}.${number})`),
    `${field}.compositeGeneration == metadata.generation`,
    `${field}.observedGeneration >= ${field}.generation`,
    // With all three equal no old pod is left and every new one serves.
    ...['updated', 'replicas', 'available'].map((count) => `${field}.${count} == ${field}.desired`),
  );
  if (enabledBy === undefined) return isRolledOut;
  const enabled = `spec.${name}.${enabledBy}`;
  return `(!(has(spec.${name}) && has(${enabled}) && ${enabled}) || (${isRolledOut}))`;
}

function and(...terms: string[]): string {
  return terms.join(' && ');
}
