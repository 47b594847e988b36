import { type TObject, type TProperties, Type } from 'typebox';

/** Image by tag or digest, or both: `ghcr.io/acme/dashboard-backend:1.4.2`, `…@sha256:…`. A registry is always named; `latest` is no version. */
export const Image = Type.String({
  title: 'Image',
  description: 'Container image with its registry and a tag or digest, or both; not the tag latest.',
  pattern:
    '^(([a-z0-9-]+\\.)+[a-z0-9-]+(:[0-9]{1,5})?|[a-z0-9-]+:[0-9]{1,5})(/[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*)+(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?$',
  maxLength: 400,
  'x-kubernetes-validations': [
    { rule: "self.contains('@sha256:') || self.matches(':[^/]+$')", message: 'must have a tag or a digest' },
    { rule: "!self.matches(':latest(@|$)')", message: 'must not have the tag latest' },
  ],
});

/** Size classes of a component. */
export const Size = Type.Enum(['small', 'medium', 'large'], {
  title: 'Size',
  description: 'What each pod gets of CPU and memory.',
  default: 'small',
});

/** The fields of a component that runs as pods of a Deployment. */
export const SCALE = {
  size: Size,
  replicas: Type.Optional(
    Type.Integer({
      title: 'Replicas',
      description: 'Fixed number of pods; one where neither this nor autoscaling is given.',
      minimum: 1,
      maximum: 50,
    }),
  ),
  autoscaling: Type.Optional(
    Type.Object(
      {
        minReplicas: Type.Integer({
          description: 'Fewest pods; two at least, so that one can be lost.',
          minimum: 2,
          maximum: 50,
        }),
        maxReplicas: Type.Integer({ description: 'Most pods.', minimum: 2, maximum: 200 }),
      },
      {
        title: 'Autoscaling',
        description: 'Range in which the number of pods follows the CPU that they use.',
        'x-kubernetes-validations': [
          { rule: 'self.minReplicas <= self.maxReplicas', message: 'minReplicas must not be greater than maxReplicas' },
        ],
      },
    ),
  ),
};

/** The spec of a component that runs as pods: these fields, and the rule that its number of pods is said once. */
export function workloadSpec<P extends TProperties>(description: string, properties: P): TObject<P> {
  return Type.Object(properties, {
    description,
    'x-kubernetes-validations': [
      {
        rule: '!(has(self.replicas) && has(self.autoscaling))',
        message: 'replicas and autoscaling exclude each other',
      },
    ],
  });
}

/** A whole number that the platform may report. */
export const count = (description: string) => Type.Optional(Type.Integer({ description }));

/** What is known of a Deployment's rollout; a rollout is complete when all of these agree. */
export const Rollout = Type.Optional(
  Type.Object({
    state: Type.Optional(Type.String({ description: 'Available, Progressing, Stuck or Unavailable.' })),
    compositeGeneration: count('Generation of the composite that the Deployment was made from.'),
    generation: count('Generation of the Deployment.'),
    observedGeneration: count('Generation of the Deployment that its controller has acted on.'),
    desired: count('Pods that there should be.'),
    replicas: count('Pods that there are, of any version.'),
    updated: count('Pods of the newest version.'),
    available: count('Pods that have been ready for long enough.'),
  }),
);
