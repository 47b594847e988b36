import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { KubernetesObject } from '../objects';
import { compose, EVERYTHING } from '../shop';

for (const component of ['frontend', 'backend'] as const) {
  describe(`the ${component}`, () => {
    const resources = compose();
    const deployment = resources.get(component) as KubernetesObject;
    const pod = deployment.spec.template.spec;
    const [container] = pod.containers;

    it('is a Deployment of its own name', () => {
      assert.equal(deployment.kind, 'Deployment');
      assert.equal(deployment.metadata.name, `shop-${component}`);
    });

    it('passes pod security restricted', () => {
      assert.equal(pod.securityContext.runAsNonRoot, true);
      assert.equal(pod.securityContext.seccompProfile.type, 'RuntimeDefault');
      assert.equal(container.securityContext.allowPrivilegeEscalation, false);
      assert.deepEqual(container.securityContext.capabilities, { drop: ['ALL'] });
      assert.equal(container.securityContext.readOnlyRootFilesystem, true);
      for (const volume of pod.volumes) assert.ok(volume.emptyDir ?? volume.secret ?? volume.configMap, volume.name);
      for (const field of ['hostNetwork', 'hostPID', 'hostIPC', 'initContainers']) assert.equal(pod[field], undefined);
    });

    it('has no token of the API server', () => {
      const account = resources.get(`${component}-service-account`) as KubernetesObject;
      assert.equal(account.automountServiceAccountToken, false);
      assert.equal(pod.automountServiceAccountToken, false);
      assert.equal(pod.serviceAccountName, account.metadata.name);
    });

    it('loses no request while it rolls: a new pod is ready before an old one goes, which drains first', () => {
      assert.equal(deployment.spec.strategy.rollingUpdate.maxUnavailable, 0);
      assert.equal(deployment.spec.strategy.rollingUpdate.maxSurge, '25%');
      assert.ok(deployment.spec.minReadySeconds > 0);
      const drain = container.lifecycle.preStop.sleep.seconds;
      const { periodSeconds, failureThreshold } = container.readinessProbe;
      assert.ok(drain >= periodSeconds * failureThreshold, 'it is still asked while it drains');
      assert.ok(pod.terminationGracePeriodSeconds >= drain + 15, 'requests under way have no time to end');
    });

    it('is asked whether it lives and, apart from that, whether it can serve', () => {
      const asked = (probe: { httpGet: object }) => probe.httpGet;
      const lives = { path: '/healthz', port: 'http' };
      assert.deepEqual(asked(container.livenessProbe), lives);
      assert.deepEqual(asked(container.startupProbe), lives);
      // The backend cannot serve without its database, but is not to be restarted for that.
      assert.deepEqual(asked(container.readinessProbe), {
        ...lives,
        path: component === 'backend' ? '/readyz' : '/healthz',
      });
    });

    it('says within minutes that a rollout is stuck, and cannot be paused by hand for long', () => {
      assert.ok(deployment.spec.progressDeadlineSeconds <= 300);
      assert.equal(deployment.spec.paused, false);
    });

    it('spreads over nodes and zones, its own pods only', () => {
      assert.deepEqual(
        pod.topologySpreadConstraints.map(({ topologyKey }: { topologyKey: string }) => topologyKey),
        ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'],
      );
      for (const { labelSelector, whenUnsatisfiable } of pod.topologySpreadConstraints) {
        assert.deepEqual(labelSelector, deployment.spec.selector);
        assert.equal(whenUnsatisfiable, 'ScheduleAnyway');
      }
    });

    it('is told of no neighbours by environment variables', () => {
      assert.equal(pod.enableServiceLinks, false);
    });

    it('is selected by what no other composite of the namespace has', () => {
      const selector = { 'app.kubernetes.io/instance': 'shop', 'app.kubernetes.io/component': component };
      assert.deepEqual(deployment.spec.selector.matchLabels, selector);
      assert.deepEqual((resources.get(`${component}-service`) as KubernetesObject).spec.selector, selector);
      for (const [key, value] of Object.entries(selector)) {
        assert.equal(deployment.spec.template.metadata.labels[key], value);
      }
    });

    it('is found by its app in Backstage, by its team and by its environment', () => {
      assert.equal(deployment.metadata.labels?.['backstage.io/kubernetes-id'], 'shop');
      assert.equal(deployment.metadata.labels?.['platform.io/team'], 'shop-team');
      assert.equal(deployment.spec.template.metadata.labels['platform.io/environment'], 'dev');
    });

    it('gets more with its size', () => {
      const memory = ['small', 'medium', 'large'].map((size) => {
        const sized = compose({ [component]: { size } }).get(component) as KubernetesObject;
        return sized.spec.template.spec.containers[0].resources.limits.memory;
      });
      assert.deepEqual(memory, ['256Mi', '512Mi', '2Gi']);
      assert.equal(container.resources.requests.memory, container.resources.limits.memory);
    });

    it('tells which generation of the composite it was made from', () => {
      const of = (generation: number) =>
        compose({}, { generation }).get(component)?.metadata.annotations?.['platform.io/composite-generation'];
      assert.equal(of(1), '1');
      assert.equal(of(1_000_000), '1000000');
      assert.equal(of(Number.MAX_SAFE_INTEGER), '9007199254740991');
    });

    it('runs one pod where nothing is said, and leaves the number to no one else', () => {
      assert.equal(deployment.spec.replicas, 1);
      assert.equal(deployment.metadata.annotations?.['platform.io/min-replicas'], undefined);
      assert.equal(resources.has(`${component}-disruption-budget`), false);
      assert.equal(resources.has(`${component}-autoscaler`), false);
    });

    it('keeps all pods but one while nodes are drained, where there is more than one', () => {
      const one = compose({ [component]: { replicas: 1 } });
      assert.equal(one.get(component)?.spec.replicas, 1);
      assert.equal(one.has(`${component}-disruption-budget`), false);
      const two = compose({ [component]: { replicas: 2 } });
      assert.equal(two.get(component)?.spec.replicas, 2);
      const budget = two.get(`${component}-disruption-budget`) as KubernetesObject;
      assert.equal(budget.spec.maxUnavailable, 1);
      assert.equal(budget.spec.unhealthyPodEvictionPolicy, 'AlwaysAllow', 'a pod that does not start holds up a drain');
      assert.deepEqual(budget.spec.selector.matchLabels, deployment.spec.selector.matchLabels);
    });

    it('leaves the number of pods to the autoscaler, where there is one', () => {
      const scaled = compose(EVERYTHING);
      assert.equal(scaled.get(component)?.spec.replicas, undefined);
      const { spec } = scaled.get(`${component}-autoscaler`) as KubernetesObject;
      assert.equal(spec.scaleTargetRef.name, `shop-${component}`);
      const { autoscaling } = EVERYTHING[component] as { readonly autoscaling: Record<string, number> };
      assert.deepEqual([spec.minReplicas, spec.maxReplicas], [autoscaling.minReplicas, autoscaling.maxReplicas]);
      assert.deepEqual(spec.metrics, [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
      ]);
      assert.ok(scaled.has(`${component}-disruption-budget`));
      const least = scaled.get(component)?.metadata.annotations?.['platform.io/min-replicas'];
      assert.equal(least, String(autoscaling.minReplicas), 'the API server is not told how few there may be');
    });
  });
}
