import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { Type } from 'typebox';
import * as language from '..';

/** A small kind of composite: its name, and the schema of which everything else is made. */
export const XCache = {
  group: 'example.org',
  version: 'v1',
  kind: 'XCache',
  plural: 'xcaches',
  description: 'An in-memory cache.',
  defaultComposition: 'cache',
  spec: Type.Object({
    size: Type.Enum(['small', 'large'], { default: 'small' }),
    port: Type.Integer({ default: 6379 }),
    ratio: Type.Number({ default: 0.5 }),
    persistent: Type.Boolean({ default: false }),
    replicas: Type.Optional(Type.Integer({ minimum: 1 })),
    note: Type.Optional(Type.String()),
    settings: Type.Record(Type.String(), Type.String(), { default: {} }),
    'dotted.name/slashed': Type.String({ default: 'odd' }),
  }),
  status: Type.Object({ ready: Type.Optional(Type.Integer()), summary: Type.Optional(Type.String()) }),
} as const;

interface Observed {
  readonly status: { readonly readyReplicas: number; readonly conditions: readonly object[] };
}

/** What an `XCache` becomes: a Deployment, its Service where the port allows one, and its settings. */
export class Cache extends language.Composition<typeof XCache.spec, typeof XCache.status> {
  /** @param kinds knows the kinds that are composed: Kubernetes' own are enough */
  constructor(scope: Construct, kinds: language.Kinds) {
    super(scope, 'cache', {
      composite: XCache,
      kinds,
      functions: { patchAndTransform: 'patch', celFilter: 'filter' },
      readiness: {
        'apps/v1/Deployment': language.Readiness.condition('Available'),
        'v1/ConfigMap': language.Readiness.exists(),
        'v1/Service': language.Readiness.exists(),
        'v1/ServiceAccount': language.Readiness.exists(),
      },
    });
    const { choose, greaterThan, match, orElse, present, whether } = language;
    const { metadata, spec } = this.composite;
    const podLabels = { 'example.org/cache': metadata.name };
    const labels = { ...podLabels, 'example.org/persistent': `${spec.persistent}` };

    const deployment = new kplus.Deployment(this, 'server', {
      metadata: {
        name: `${metadata.name}-server`,
        labels,
        annotations: { 'example.org/odd': spec['dotted.name/slashed'] },
      },
      replicas: orElse(spec.replicas, 1),
      select: false,
      podMetadata: { labels: podLabels },
    });
    deployment.select(kplus.LabelSelector.of({ labels: podLabels }));
    deployment.addContainer({
      image: 'docker.io/valkey/valkey:8.1.3',
      args: ['--port', `${spec.port}`, '--save', choose(spec.persistent, { true: '60 1', false: '' })],
      ports: [{ number: spec.port, name: 'cache' }],
      envVariables: {
        URL: kplus.EnvValue.fromValue(`cache://${metadata.name}.${metadata.namespace}:${spec.port}/100%`),
        RATIO: kplus.EnvValue.fromValue(`${spec.ratio}`),
        NOTED: kplus.EnvValue.fromValue(`${whether(spec.note)}`),
      },
      resources: { memory: { limit: Size.mebibytes(choose(spec.size, { small: 64, large: 1024 })) }, cpu: {} },
      securityContext: { user: 1000, group: 1000 },
    });
    new kplus.ServiceAccount(this, 'account', { metadata: { name: metadata.name, labels } });
    new kplus.ConfigMap(this, 'settings', { metadata: { name: `${metadata.name}-settings` }, data: spec.settings });

    this.when(greaterThan(spec.port, 1023), () => {
      new kplus.Service(this, 'service', { metadata: { name: metadata.name, labels }, ports: [{ port: spec.port }] });
    });
    this.when(present(spec.note), () => {
      new kplus.ConfigMap(this, 'note', {
        metadata: { name: `${metadata.name}-note` },
        data: { note: spec.note, 'a.dotted/key': 'fixed', half: `${spec.note}!`, both: `${metadata.name}${spec.note}` },
      });
    });

    const { status } = this.observe<Observed>(deployment);
    const serving = [{ regexp: '"status":"True","type":"Available"', result: 'serving' }];
    this.report({ ready: status.readyReplicas, summary: match(status.conditions, serving, 'down') });
  }
}
