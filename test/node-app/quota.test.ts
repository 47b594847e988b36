import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppTenant } from '../../constructs/flux/app-tenant';
import { admit } from '../../constructs/node-app/admission';
import { XNodeApp } from '../../constructs/node-app/definition';
import { compositeOf } from '../../constructs/node-app/deploy-repository';
import { ENVIRONMENTS } from '../../constructs/settings/settings';
import { type KubernetesObject, objectsOf, theOnly } from '../objects';
import { platform } from '../settings';
import { compositionOf } from '../shop';

const APP = {
  name: 'dashboard',
  team: 'platform-team',
  database: 'metrics',
  apiPort: 3001,
  monitoring: true,
  repositories: 'backstage',
} as const;

const UNITS: Readonly<Record<string, number>> = { '': 1, m: 1 / 1000, Mi: 2 ** 20, Gi: 2 ** 30 };

/** A Kubernetes quantity as a number. */
function amount(quantity: string | number): number {
  const [, digits, unit = ''] = /^(\d+)([a-zA-Z]*)$/.exec(String(quantity)) as RegExpExecArray;
  return Number(digits) * (UNITS[unit] as number);
}

interface Use {
  readonly pods: number;
  readonly cpu: number;
  readonly memory: number;
}

/** Pods that all ask for the same. */
function podsOf(
  pods: number,
  { requests }: { readonly requests: { readonly cpu: string; readonly memory: string } },
): Use {
  return { pods, cpu: pods * amount(requests.cpu), memory: pods * amount(requests.memory) };
}

/** A Deployment at its largest: every old pod still stopping, every new one there, and those of the surge. */
function rollout(deployment: KubernetesObject, autoscaler: KubernetesObject | undefined): Use {
  const { replicas = 1, strategy, template } = deployment.spec;
  const most: number = autoscaler?.spec.maxReplicas ?? replicas;
  const surge = Math.ceil((most * Number.parseInt(strategy.rollingUpdate.maxSurge, 10)) / 100);
  return podsOf(2 * most + surge, template.spec.containers[0].resources);
}

for (const environment of ENVIRONMENTS) {
  describe(`the quota of an app in ${environment}`, () => {
    const tenant = objectsOf((chart) => {
      const props = {
        app: APP,
        environment,
        settings: platform,
        composite: XNodeApp,
        components: [{ name: 'frontend' }],
      } as const;
      new AppTenant(chart, 'tenant', props);
    });
    const { hard } = theOnly(tenant, 'ResourceQuota').spec;
    const [limit] = theOnly(tenant, 'LimitRange').spec.limits;
    const composite = admit(compositeOf(platform, APP, environment), environment);
    const composed = compositionOf().composition.render(composite).composed as unknown as ReadonlyMap<
      string,
      KubernetesObject
    >;
    const database = composed.get('database')?.spec;

    it('holds what it starts with, at its largest and in the middle of a rollout of everything', () => {
      const uses = [
        ...['frontend', 'backend'].map((name) =>
          rollout(composed.get(name) as KubernetesObject, composed.get(`${name}-autoscaler`)),
        ),
        // One more instance, or the job that makes it; beside each the archiver, which asks for nothing of its own.
        podsOf(database.instances + 1, database.resources),
        { ...podsOf(database.instances, { requests: limit.defaultRequest }), pods: 0 },
        // What answers for a certificate: one pod, for a moment.
        podsOf(1, { requests: limit.defaultRequest }),
      ];
      const sum = (field: keyof Use) => uses.reduce((total, use) => total + use[field], 0);
      assert.ok(sum('pods') <= amount(hard.pods), `${sum('pods')} pods`);
      assert.ok(sum('cpu') <= amount(hard['requests.cpu']), `${sum('cpu')} cores`);
      assert.ok(sum('memory') <= amount(hard['requests.memory']), `${sum('memory') / 2 ** 30} Gi`);
      const archivers = database.instances * amount(limit.default.memory);
      assert.ok(sum('memory') + archivers <= amount(hard['limits.memory']), 'limits of memory');
    });

    it('holds the volumes of the database, and one more while an instance is made anew', () => {
      const volumes = (database.instances + 1) * amount(database.storage.size);
      assert.ok(volumes <= amount(hard['requests.storage']), `${volumes / 2 ** 30} Gi`);
    });
  });
}
