import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { AcmeIssuer } from '../../constructs/infrastructure/acme-issuer';
import { BackstageReader } from '../../constructs/infrastructure/backstage-reader';
import { Controller } from '../../constructs/infrastructure/controller';
import { ControllerMetrics } from '../../constructs/infrastructure/controller-metrics';
import { CONTROLLERS } from '../../constructs/infrastructure/controllers';
import { Flux } from '../../constructs/infrastructure/flux';
import { Functions } from '../../constructs/infrastructure/functions';
import { NAMESPACES } from '../../constructs/infrastructure/namespaces';
import { validateObject } from '../../constructs/schemas/kind-schema';
import { type KubernetesObject, objectsOf, ofKind, theOnly } from '../objects';
import { platform } from '../settings';

const { charts, functions, kubernetes } = platform.versions;

function controllers(replicas: number): KubernetesObject[] {
  return objectsOf((chart) => {
    for (const [name, controller] of Object.entries(CONTROLLERS)) {
      new Controller(chart, name, { controller, versions: platform.versions, replicas });
    }
  });
}

function configs(): KubernetesObject[] {
  return objectsOf((chart) => {
    new BackstageReader(chart, 'backstage-reader', { kubernetes, resources: { '': ['pods'] } });
    new AcmeIssuer(chart, 'issuer', { name: platform.clusterIssuer, contact: platform.contact });
    new ControllerMetrics(chart, 'metrics');
    new Flux(chart, 'flux', { settings: platform, environment: 'prod' });
    new Functions(chart, 'functions', { functions: Object.values(functions), replicas: 2 });
  });
}

function valuesOf(name: string, replicas = 2) {
  return ofKind(controllers(replicas), 'HelmRelease').find(({ metadata }) => metadata.name === name)?.spec.values;
}

describe('Backstage', () => {
  test('reads the kinds that it is told, has no token of its own and writes nothing', () => {
    const objects = objectsOf((chart) => {
      const resources = { '': ['pods'], 'platform.io': ['xnodeapps'] };
      new BackstageReader(chart, 'backstage-reader', { kubernetes, resources });
    });
    const verbs = ['get', 'list', 'watch'];
    assert.deepEqual(theOnly(objects, 'ClusterRole').rules, [
      { apiGroups: [''], resources: ['pods'], verbs },
      { apiGroups: ['platform.io'], resources: ['xnodeapps'], verbs },
    ]);
    assert.equal(theOnly(objects, 'ServiceAccount').automountServiceAccountToken, false);
    assert.deepEqual(theOnly(objects, 'ClusterRoleBinding').subjects, [
      { kind: 'ServiceAccount', name: 'backstage-reader', namespace: NAMESPACES.backstage },
    ]);
  });
});

describe('the infrastructure', () => {
  test('every object is valid', () => {
    for (const object of [...controllers(2), ...configs()]) {
      assert.deepEqual(validateObject(object), [], `${object.kind}/${object.metadata.name}`);
    }
  });

  test('releases and their sources stand in flux-system, and act as its installer', () => {
    const objects = controllers(2);
    const sources = [...ofKind(objects, 'OCIRepository'), ...ofKind(objects, 'HelmRepository')];
    for (const { metadata, spec } of ofKind(objects, 'HelmRelease')) {
      assert.equal(metadata.namespace, 'flux-system');
      assert.equal(spec.serviceAccountName, 'helm-controller');
      const source = spec.chartRef ?? spec.chart.spec.sourceRef;
      assert.equal(source.namespace, undefined);
      assert.ok(
        sources.some(
          (one) =>
            one.kind === source.kind && one.metadata.name === source.name && one.metadata.namespace === 'flux-system',
        ),
        metadata.name,
      );
    }
  });

  test('each chart is pinned to the version in the settings, from OCI where its project publishes it there', () => {
    const objects = controllers(2);
    const oci = ofKind(objects, 'OCIRepository').map(({ spec }) => [spec.url, spec.ref.tag]);
    const releases = ofKind(objects, 'HelmRelease').filter(({ spec }) => spec.chart);
    const http = releases.map(({ spec }) => [spec.chart.spec.chart, spec.chart.spec.version]);
    const expected = (isOci: boolean) =>
      Object.entries(charts).filter(([, { repository }]) => repository.startsWith('oci:') === isOci);
    assert.deepEqual(
      oci.sort(),
      expected(true)
        .map(([, { repository, chart, version }]) => [`${repository}/${chart}`, version])
        .sort(),
    );
    assert.deepEqual(
      http.sort(),
      expected(false)
        .map(([, { chart, version }]) => [chart, version])
        .sort(),
    );
    assert.deepEqual(http.map(([name]) => name).sort(), ['crossplane', 'gatekeeper']);
  });

  test('each release goes into a namespace that is made here, but for that of Flux, which was there before', () => {
    const objects = controllers(2);
    const namespaces = ofKind(objects, 'Namespace').map(({ metadata }) => metadata.name);
    const { backstage: _, ...controlled } = NAMESPACES;
    assert.deepEqual(namespaces.sort(), Object.values(controlled).sort());
    for (const { spec } of ofKind(objects, 'HelmRelease')) {
      assert.ok([...namespaces, 'flux-system'].includes(spec.targetNamespace));
      assert.equal(spec.storageNamespace, spec.targetNamespace);
    }
  });

  test('namespaces are never pruned, and restricted but for the node exporter', () => {
    for (const { metadata } of ofKind(controllers(2), 'Namespace')) {
      assert.equal(metadata.annotations?.['kustomize.toolkit.fluxcd.io/prune'], 'disabled');
      const level = metadata.name === 'monitoring' ? 'privileged' : 'restricted';
      assert.equal(metadata.labels?.['pod-security.kubernetes.io/enforce'], level, metadata.name);
      assert.match(metadata.labels?.['pod-security.kubernetes.io/enforce-version'] ?? '', /^v1\.\d+$/);
    }
  });

  test('definitions are replaced on upgrade', () => {
    for (const { spec } of ofKind(controllers(2), 'HelmRelease')) {
      assert.deepEqual([spec.install.crds, spec.upgrade.crds], ['CreateReplace', 'CreateReplace']);
    }
  });

  test('charts that template their definitions keep them', () => {
    assert.deepEqual(valuesOf('cert-manager').crds, { enabled: true, keep: true });
    assert.deepEqual(valuesOf('external-secrets').crds.annotations, { 'helm.sh/resource-policy': 'keep' });
  });

  test('the backup plugin comes after the operator whose namespace it shares, and after cert-manager', () => {
    const releases = ofKind(controllers(2), 'HelmRelease');
    const plugin = releases.find(({ metadata }) => metadata.name === 'plugin-barman-cloud');
    assert.deepEqual(plugin?.spec.dependsOn, [{ name: 'cert-manager' }, { name: 'cloudnative-pg' }]);
    assert.equal(plugin?.spec.targetNamespace, 'cnpg-system');
    assert.ok(releases.every(({ metadata, spec }) => metadata.name === 'plugin-barman-cloud' || !spec.dependsOn));
  });

  test('a release that fails is tried again, and never uninstalled with what its definitions hold', () => {
    for (const { metadata, spec } of ofKind(controllers(2), 'HelmRelease')) {
      assert.deepEqual(spec.install.strategy, { name: 'RetryOnFailure' }, metadata.name);
      assert.deepEqual(spec.upgrade.strategy, { name: 'RetryOnFailure' }, metadata.name);
      assert.equal(spec.uninstall, undefined);
    }
  });

  test('what elects a leader or keeps no state runs as often as the environment says', () => {
    for (const replicas of [1, 2]) {
      const values = (name: string) => valuesOf(name, replicas);
      const found = [
        values('cert-manager').replicaCount,
        values('cert-manager').webhook.replicaCount,
        values('cert-manager').cainjector.replicaCount,
        values('cloudnative-pg').replicaCount,
        values('crossplane').replicas,
        values('crossplane').rbacManager.replicas,
        values('external-secrets').replicaCount,
        values('external-secrets').webhook.replicaCount,
        values('gatekeeper').replicas,
        values('kube-prometheus-stack').prometheus.prometheusSpec.replicas,
        values('kube-prometheus-stack').alertmanager.alertmanagerSpec.replicas,
        values('traefik').deployment.replicas,
      ];
      assert.deepEqual(
        found,
        found.map(() => replicas),
      );
      // More than one of these would need to elect a leader, or could not be told apart.
      assert.equal(values('plugin-barman-cloud').replicaCount, undefined);
      assert.equal(values('external-secrets').leaderElect, true);
    }
  });

  test('Crossplane installs no provider, takes the events of a new app, and tells how it does', () => {
    const { provider, args, metrics } = valuesOf('crossplane');
    assert.deepEqual(provider, { defaultActivations: [] });
    assert.deepEqual(args, ['--circuit-breaker-burst=500']);
    assert.deepEqual(metrics, { enabled: true });
  });

  test('External Secrets brings secrets into one namespace at a time, and takes none out', () => {
    const { crds, ...values } = valuesOf('external-secrets');
    for (const kind of ['ClusterExternalSecret', 'ClusterPushSecret', 'PushSecret']) {
      assert.equal(crds[`create${kind}`], false, kind);
      assert.equal(values[`process${kind}`], false, kind);
    }
  });

  test('cert-manager asks for nothing outside its namespace to elect its leader', () => {
    assert.deepEqual(valuesOf('cert-manager').global, { leaderElection: { namespace: 'cert-manager' } });
  });

  test('Traefik serves Ingresses alone, over HTTPS alone, and shows nothing of itself', () => {
    const { providers, ports, api } = valuesOf('traefik');
    assert.deepEqual(providers, { kubernetesCRD: { enabled: false } });
    assert.deepEqual(ports.web.http.redirections.entryPoint, { to: 'websecure', scheme: 'https', permanent: true });
    assert.deepEqual(api, { dashboard: false });
  });

  test('Prometheus looks at every monitor and rule', () => {
    const spec = valuesOf('kube-prometheus-stack').prometheus.prometheusSpec;
    for (const kind of ['podMonitor', 'probe', 'rule', 'scrapeConfig', 'serviceMonitor']) {
      assert.equal(spec[`${kind}SelectorNilUsesHelmValues`], false, kind);
    }
  });

  test('Gatekeeper decides by its webhook alone, and lets a node drain', () => {
    const values = valuesOf('gatekeeper', 1);
    assert.equal(values.defaultCreateVAPForTemplates, false);
    assert.equal(values.defaultCreateVAPBindingForConstraints, false);
    assert.equal(values.validatingWebhookFailurePolicy, 'Ignore');
    assert.equal(values.disableMutation, true);
    assert.equal(values.enableExternalData, false);
    assert.equal(values.pdb.controllerManager.minAvailable, 0);
    assert.equal(valuesOf('gatekeeper', 2).pdb.controllerManager.minAvailable, 1);
  });

  test('Traefik keeps serving while nodes are drained, and a single pod is free to move', () => {
    for (const replicas of [1, 2]) {
      assert.deepEqual(valuesOf('traefik', replicas).podDisruptionBudget, { enabled: true, maxUnavailable: 1 });
    }
  });

  test('nothing floats: no `latest`, no range, no branch', () => {
    const text = JSON.stringify([...controllers(2), ...configs()]);
    assert.doesNotMatch(text, /latest|"(semver|branch)"/);
    for (const { version } of Object.values(charts)) assert.match(version, /^v?\d+\.\d+\.\d+$/);
    for (const { version } of Object.values(functions)) assert.match(version, /^v\d+\.\d+\.\d+$/);
    for (const image of Object.values(platform.versions.postgresql)) {
      assert.match(image, /^ghcr\.io\/cloudnative-pg\/postgresql:\d+\.\d+\S*@sha256:[0-9a-f]{64}$/);
    }
  });
});

describe('the functions', () => {
  test('are pinned packages under the names that Compositions call', () => {
    assert.deepEqual(
      ofKind(configs(), 'Function').map(({ metadata, spec }) => [metadata.name, spec.package]),
      [
        ['function-patch-and-transform', 'xpkg.crossplane.io/crossplane-contrib/function-patch-and-transform:v0.10.8'],
        ['function-cel-filter', 'xpkg.crossplane.io/crossplane-contrib/function-cel-filter:v0.2.0'],
      ],
    );
  });

  test('run in pods that pass pod security `restricted` and hold no token', () => {
    const objects = configs();
    const config = theOnly(objects, 'DeploymentRuntimeConfig');
    for (const { spec } of ofKind(objects, 'Function')) {
      assert.deepEqual(spec.runtimeConfigRef, { name: config.metadata.name });
    }
    const { replicas, template } = config.spec.deploymentTemplate.spec;
    assert.equal(replicas, 2);
    const pod = template.spec;
    assert.equal(pod.automountServiceAccountToken, false);
    assert.equal(pod.securityContext.runAsNonRoot, true);
    assert.deepEqual(pod.securityContext.seccompProfile, { type: 'RuntimeDefault' });
    const [container, ...others] = pod.containers;
    assert.deepEqual(others, []);
    assert.equal(container.name, 'package-runtime');
    assert.deepEqual(container.securityContext, {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    });
  });
});

describe('the certificates of hosts', () => {
  test('are asked for where Traefik serves, by solvers that the quota of an app lets in', () => {
    const [solver, ...others] = theOnly(configs(), 'ClusterIssuer').spec.acme.solvers;
    assert.deepEqual(others, []);
    assert.deepEqual(solver.http01.ingress, {
      ingressClassName: valuesOf('traefik').ingressClass.name,
      serviceType: 'ClusterIP',
    });
  });
});
