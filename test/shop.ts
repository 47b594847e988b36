import { App, Chart } from 'cdk8s';
import type { Composite, Json } from '../constructs/composition';
import { admit } from '../constructs/node-app/admission';
import type { NodeDevelopment } from '../constructs/node-app/node-development';
import { nodeDevelopment } from '../constructs/synthesize';
import type { KubernetesObject } from './objects';
import { platform } from './settings';

/** Fields of an object. */
export type Fields = { readonly [field: string]: Json };

/** Image of the frontend. */
export const IMAGE = 'ghcr.io/acme/shop-frontend:v1.0.0';

/** A composite of the app `shop`, admitted: what is not given is as little as can be. */
export function composite(spec: Fields = {}, metadata: Fields = {}): Composite {
  const { frontend, backend, database, ...rest } = spec as Record<string, Fields>;
  return admit(
    {
      apiVersion: 'platform.io/v1',
      kind: 'XNodeApp',
      metadata: { name: 'shop', namespace: 'shop-dev', uid: '00000000-0000-4000-8000-000000000001', ...metadata },
      spec: {
        team: 'shop-team',
        environment: 'dev',
        ...rest,
        frontend: { image: IMAGE, ...frontend },
        backend: { image: 'ghcr.io/acme/shop-backend:v1.0.0', ...backend },
        database: { name: 'shop', ...database },
      },
    },
    'case',
  );
}

/** A spec in which everything is switched on. */
export const EVERYTHING: Fields = {
  host: 'shop.example.com',
  protected: true,
  frontend: { autoscaling: { minReplicas: 2, maxReplicas: 5 } },
  backend: { autoscaling: { minReplicas: 3, maxReplicas: 9 }, egress: 'internet', env: { LOG_LEVEL: 'debug' } },
  database: {
    instances: 3,
    backups: { schedule: '0 0 2 * * *', retention: '30d', destination: 's3://acme-postgres/shop' },
  },
};

/** The Composition, and the objects that it adds to a chart. */
export function compositionOf(): { readonly composition: NodeDevelopment; readonly objects: KubernetesObject[] } {
  const chart = new Chart(new App({ outdir: 'unused' }), 'test');
  const composition = nodeDevelopment(chart, platform);
  return { composition, objects: chart.toJson() };
}

/** What the Composition makes of a composite, by the resources' names in it. */
export function compose(spec: Fields = {}, metadata: Fields = {}): ReadonlyMap<string, KubernetesObject> {
  return compositionOf().composition.render(composite(spec, metadata)).composed as unknown as ReadonlyMap<
    string,
    KubernetesObject
  >;
}
