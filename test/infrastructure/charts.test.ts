import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { CONTROLLERS } from '../../constructs/infrastructure/controllers';
import type { PodSecurityLevel } from '../../constructs/kubernetes/pod-security';
import { type ChartName, ENVIRONMENTS, type Environment } from '../../constructs/settings/settings';
import { synthesize } from '../../constructs/synthesize';
import { STAND_INS } from '../../scripts/charts/stand-ins';
import { byValues, RENDERS, type RenderedObject, readRenders } from '../golden/chart-renders';
import type { KubernetesObject } from '../objects';
import { platform } from '../settings';
import { podSecurityProblems } from './pod-security';

const { charts, kubernetes } = platform.versions;
const RECORD_ANEW = 'run npm run record:charts';

/** A rendered object in its namespace. */
interface Placed {
  readonly release: string;
  readonly namespace: string;
  readonly object: RenderedObject;
}

/** What the charts render in an environment's cluster. */
function renderedIn(environment: Environment): Placed[] {
  return Object.values(charts).flatMap(({ chart: release }) => {
    const record = readRenders(release);
    const { digest } = byValues(platform, release).find(({ environments }) => environments.includes(environment))!;
    const { objects } = record.renders.find((render) => render.digest === digest)!;
    return objects.map((object) => ({ release, namespace: object.namespace ?? record.namespace, object }));
  });
}

const tree = synthesize(platform, []);

/** What `dist/infrastructure` has for an environment's cluster beside the releases. */
function platformIn(environment: Environment): KubernetesObject[] {
  const paths = [...tree.objects().keys()].filter((path) => path.startsWith(`infrastructure/${environment}/`));
  return paths.flatMap((path) => documentsIn(path));
}

// biome-ignore lint/suspicious/noExplicitAny: each kind has fields of its own, and a wrong path fails the assertion
function documentsIn(path: string): any[] {
  return parseAllDocuments(String(tree.file(path)?.content)).map((document) => document.toJS());
}

type Labels = Readonly<Record<string, string>>;

function matches(selector: Labels, labels: Labels = {}): boolean {
  return Object.entries(selector).every(([name, value]) => labels[name] === value);
}

/** The labels of the pods that a rendered object becomes; undefined where it becomes none. */
function podLabels({ kind, name, pod }: RenderedObject): Labels | undefined {
  // Their operator labels the pods.
  if (kind === 'Prometheus') return { 'app.kubernetes.io/name': 'prometheus', 'operator.prometheus.io/name': name };
  if (kind === 'Alertmanager') return { 'app.kubernetes.io/name': 'alertmanager', alertmanager: name };
  return pod && kind !== 'Job' ? (pod.labels ?? {}) : undefined;
}

/** What becomes pods that go on running. */
function workloadsIn(environment: Environment): (Placed & { readonly labels: Labels })[] {
  return renderedIn(environment).flatMap((placed) => {
    const labels = podLabels(placed.object);
    return labels ? [{ ...placed, labels }] : [];
  });
}

function portsOf({ pod }: RenderedObject): { readonly name?: string; readonly containerPort: number }[] {
  return pod.containers.flatMap(({ ports = [] }) => ports);
}

function titleOf({ release, object }: Placed): string {
  return `${release}: ${object.kind} ${object.name}`;
}

describe('the records of the charts', () => {
  test('are of the pinned charts and of no other', () => {
    const names = Object.values(charts).map(({ chart }) => chart);
    assert.deepEqual(readdirSync(RENDERS).sort(), names.map((chart) => `${chart}.yaml`).sort(), RECORD_ANEW);
    const values = join(RENDERS, '..', '..', '..', 'imports', 'charts');
    assert.deepEqual(readdirSync(values).sort(), names.map((chart) => `${chart}.ts`).sort(), RECORD_ANEW);
  });

  for (const { chart: name, record } of Object.values(CONTROLLERS)) {
    const { chart, version } = charts[name];
    test(`${chart} is recorded at the version that is pinned, for the pinned Kubernetes`, () => {
      const renders = readRenders(chart);
      const { pinned, recorded } = STAND_INS[name] ?? { pinned: version, recorded: version };
      assert.equal(pinned, version, `chart ${chart}: the stand-in is of another version; ${RECORD_ANEW}`);
      for (const one of [record, renders]) {
        assert.deepEqual([one.chart, one.version], [chart, recorded], `chart ${chart}: ${RECORD_ANEW}`);
      }
      assert.equal(renders.kubernetes, kubernetes, RECORD_ANEW);
    });

    test(`${chart} installs what the versions say that it does`, { skip: name in STAND_INS && 'a stand-in' }, () => {
      const { appVersion = version.replace(/^v/, '') } = charts[name];
      assert.equal(readRenders(chart).appVersion.replace(/^v/, ''), appVersion);
    });

    test(`${chart} was rendered with the values that it is given`, () => {
      const expected = byValues(platform, chart).map(({ digest }) => digest);
      const found = readRenders(chart).renders.map(({ digest }) => digest);
      assert.deepEqual(found, expected, `chart ${chart}: its values have changed; ${RECORD_ANEW}`);
    });
  }

  test('stand in for no more than is out of reach', () => {
    for (const [name, { pinned, recorded }] of Object.entries(STAND_INS)) {
      assert.ok((name as ChartName) in charts);
      assert.notEqual(recorded, pinned, name);
    }
  });
});

for (const environment of ENVIRONMENTS) {
  describe(`what the charts render in ${environment}`, () => {
    const rendered = renderedIn(environment);
    const workloads = workloadsIn(environment);
    const own = platformIn(environment);

    test('is of stable versions of the API, which the cluster still serves', () => {
      for (const placed of rendered) assert.doesNotMatch(placed.object.apiVersion, /(alpha|beta)/, titleOf(placed));
    });

    test('passes the pod security of its namespace', () => {
      for (const placed of rendered.filter(({ object }) => object.pod)) {
        const namespace = own.find(({ kind, metadata }) => kind === 'Namespace' && metadata.name === placed.namespace);
        // Pulumi makes the namespace of Flux, with the same labels.
        const level = namespace?.metadata.labels?.['pod-security.kubernetes.io/enforce'] ?? 'restricted';
        assert.deepEqual(podSecurityProblems(level as PodSecurityLevel, placed.object.pod), [], titleOf(placed));
      }
    });

    test('has no password that all the world knows', () => {
      for (const placed of rendered.filter(({ object }) => object.kind === 'Secret')) {
        const known = Object.entries(placed.object.madeUp ?? {}).filter(([, isMadeUp]) => !isMadeUp);
        const secret = known.map(([key]) => key).filter((key) => /password|token|key|secret/i.test(key));
        assert.deepEqual(secret, [], titleOf(placed));
      }
    });

    test('refuses nothing that a repair needs while its webhooks are down', () => {
      for (const placed of rendered) {
        for (const { name, failurePolicy, rules } of placed.object.webhooks ?? []) {
          if (failurePolicy === 'Ignore') continue;
          for (const group of rules.flatMap(({ apiGroups }: { apiGroups: string[] }) => apiGroups)) {
            // Kubernetes' own groups have no dot, or end so; Flux must always be able to apply those and its own.
            assert.match(group, /\./, `${titleOf(placed)}, ${name}`);
            assert.doesNotMatch(group, /(^|\.)(k8s\.io|fluxcd\.io|fluxcd\.controlplane\.io)$/, titleOf(placed));
          }
        }
      }
    });

    test('has one budget for what runs more than once, which lets a pod go', () => {
      const budgets = [
        ...rendered.filter(({ object }) => object.kind === 'PodDisruptionBudget'),
        ...own
          .filter(({ kind }) => kind === 'PodDisruptionBudget')
          .map(({ metadata, spec }) => ({ namespace: metadata.namespace, object: { ...metadata, spec } })),
      ];
      const covers = (budget: (typeof budgets)[number], { namespace, labels }: (typeof workloads)[number]) =>
        budget.namespace === namespace && matches(budget.object.spec.selector.matchLabels, labels);
      for (const workload of workloads) {
        const { replicas = 1 } = workload.object;
        const its = budgets.filter((budget) => covers(budget, workload));
        if (replicas > 1) assert.equal(its.length, 1, titleOf(workload));
        for (const { object } of its) {
          const { minAvailable = 0, maxUnavailable = replicas } = object.spec;
          assert.ok(minAvailable < replicas && maxUnavailable > 0, `${titleOf(workload)} can never go`);
        }
      }
      const functions = own.filter(({ kind }) => kind === 'Function').map(({ metadata }) => metadata.name);
      for (const budget of budgets) {
        const covered = workloads.filter((workload) => covers(budget, workload));
        // Crossplane makes the pods of functions.
        const { 'pkg.crossplane.io/function': name } = budget.object.spec.selector.matchLabels;
        if (name === undefined) assert.equal(covered.length, 1, budget.object.name);
        else assert.ok(functions.includes(name) && covered.length === 0, budget.object.name);
      }
      for (const name of functions) {
        const of = budgets.filter(
          ({ object }) => object.spec.selector.matchLabels['pkg.crossplane.io/function'] === name,
        );
        assert.equal(of.length, 1, name);
      }
    });

    test('spreads what runs more than once over nodes', () => {
      const config = own.find(({ kind }) => kind === 'DeploymentRuntimeConfig')!.spec.deploymentTemplate.spec;
      const functions = { title: 'functions', replicas: config.replicas, pod: config.template.spec };
      const all = workloads.map((workload) => {
        const { replicas = 1, pod, affinity } = workload.object;
        return { title: titleOf(workload), replicas, pod: pod ?? { affinity } };
      });
      for (const { title, pod } of [...all, functions].filter((one) => one.replicas > 1)) {
        const apart = pod.affinity?.podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
        const keys = [
          ...(pod.topologySpreadConstraints ?? []),
          ...apart.map(({ podAffinityTerm }: { podAffinityTerm: object }) => podAffinityTerm),
        ].map(({ topologyKey }) => topologyKey);
        assert.ok(keys.includes('kubernetes.io/hostname'), title);
      }
    });

    test('is scraped, every controller, at a port that its pods have', () => {
      const monitors = own.filter(({ kind }) => kind === 'PodMonitor');
      const scraped = new Set<Placed>();
      for (const { metadata, spec } of monitors) {
        const [{ port }] = spec.podMetricsEndpoints;
        const found = workloads.filter(
          ({ namespace, labels }) => namespace === metadata.namespace && matches(spec.selector.matchLabels, labels),
        );
        // The operator makes the pods of Flux, and no chart.
        assert.equal(found.length === 0, metadata.name === 'flux', `PodMonitor ${metadata.name}`);
        for (const workload of found) {
          assert.ok(!scraped.has(workload), `${titleOf(workload)} is scraped twice`);
          scraped.add(workload);
          assert.ok(
            portsOf(workload.object).some(({ name }) => name === port),
            `PodMonitor ${metadata.name}: ${titleOf(workload)} has no port ${port}`,
          );
        }
      }
      // Prometheus comes with monitors of its own; the plugin has no port for metrics.
      const others = workloads.filter((workload) => !scraped.has(workload)).map(({ release }) => release);
      assert.deepEqual([...new Set(others)].sort(), ['kube-prometheus-stack', 'plugin-barman-cloud']);
    });

    test('has services that lead to pods, and webhooks that lead to services', () => {
      for (const service of rendered.filter(({ object }) => object.kind === 'Service')) {
        // Of the cluster's own pods.
        if (service.namespace === 'kube-system') continue;
        const { selector, ports } = service.object;
        const found = workloads.filter(
          ({ namespace, labels }) => namespace === service.namespace && matches(selector, labels),
        );
        assert.ok(found.length > 0, titleOf(service));
        for (const { object } of found.filter((workload) => workload.object.pod)) {
          const known = portsOf(object).flatMap(({ name, containerPort }) => [name, containerPort]);
          // A number needs no name in the pod, and no port of it at all.
          for (const { port, targetPort = port } of ports) {
            assert.ok(
              typeof targetPort === 'number' || known.includes(targetPort),
              `${titleOf(service)}, ${targetPort}`,
            );
          }
        }
      }
      for (const placed of rendered) {
        for (const { name, clientConfig } of placed.object.webhooks ?? []) {
          const { service } = clientConfig;
          const found = rendered.find(
            ({ object, namespace }) =>
              object.kind === 'Service' && object.name === service.name && namespace === service.namespace,
          );
          const ports: { readonly port: number }[] = found?.object.ports ?? [];
          assert.ok(
            ports.some(({ port }) => port === (service.port ?? 443)),
            `${titleOf(placed)}, ${name}`,
          );
        }
      }
    });
  });
}

describe('what other parts of dist/ rely on', () => {
  const rendered = renderedIn('prod');
  const theObject = (release: string, kind: string, name: string) => {
    const found = rendered.find(
      (one) => one.release === release && one.object.kind === kind && one.object.name === name,
    );
    assert.ok(found, `${release} renders no ${kind} ${name}`);
    return found.object;
  };
  const composition = JSON.stringify(documentsIn('platform/compositions/node-development.yaml'));

  test('the network policies of apps let in pods that are where they say', () => {
    const namespaces = [...composition.matchAll(/"kubernetes\.io\/metadata\.name":"([^"]+)"/g)].map(
      ([, name]) => name!,
    );
    const workloads = workloadsIn('prod');
    const where = (release: string, kind: string) =>
      workloads.find((one) => one.release === release && one.object.kind === kind)?.namespace;
    const expected = [
      where('traefik', 'Deployment'),
      where('kube-prometheus-stack', 'Prometheus'),
      where('cloudnative-pg', 'Deployment'),
    ];
    assert.deepEqual([...new Set(namespaces)].filter((name) => name !== 'kube-system').sort(), expected.sort());
  });

  test('hosts are served by the class that the Ingresses name, on web and websecure alone', () => {
    const name = /"ingressClassName":"([^"]+)"/.exec(composition)?.[1] as string;
    theObject('traefik', 'IngressClass', name);
    const { args } = theObject('traefik', 'Deployment', 'traefik').pod.containers[0];
    assert.deepEqual(
      args.filter((arg: string) => /asDefault/i.test(arg)),
      ['--entryPoints.web.asDefault=true', '--entryPoints.websecure.asDefault=true'],
    );
    assert.ok(args.includes('--entryPoints.web.http.redirections.entryPoint.to=:443'));
    const { type, ports } = theObject('traefik', 'Service', 'traefik');
    assert.equal(type, 'LoadBalancer');
    assert.deepEqual(
      ports.map(({ port, targetPort }: { port: number; targetPort: string }) => [port, targetPort]),
      [
        [80, 'web'],
        [443, 'websecure'],
      ],
    );
  });

  test('databases name the plugin by which the operator finds it', () => {
    const { labels } = theObject('plugin-barman-cloud', 'Service', 'barman-cloud');
    assert.ok(composition.includes(`"name":"${labels['cnpg.io/pluginName']}"`));
  });

  test('the Flux Operator serves metrics where Flux lets Prometheus in, and no web page', () => {
    const { pod } = theObject('flux-operator', 'Deployment', 'flux-operator');
    const [{ ports, env }] = pod.containers;
    assert.deepEqual(
      ports.map(({ name, containerPort }: { name: string; containerPort: number }) => [name, containerPort]),
      [
        ['http-metrics', 8080],
        ['http', 8081],
      ],
    );
    assert.equal(env.WEB_SERVER_PORT, '0');
    assert.ok(!rendered.some(({ release, object }) => release === 'flux-operator' && object.kind === 'NetworkPolicy'));
  });
});
