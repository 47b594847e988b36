import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import type { KubernetesObject } from '../objects';
import { compose, composite, compositionOf, EVERYTHING } from '../shop';

const everything = compose(EVERYTHING);
const of = (name: string) => everything.get(name) as KubernetesObject;
const environmentOf = (deployment: KubernetesObject) =>
  Object.fromEntries(
    deployment.spec.template.spec.containers[0].env.map(
      (variable: { name: string; value?: string; valueFrom?: object }) => [
        variable.name,
        variable.value ?? variable.valueFrom,
      ],
    ),
  );

describe('the frontend', () => {
  it('passes API requests on to the backend', () => {
    const deployment = compose({ backend: { port: 8081 } }).get('frontend') as KubernetesObject;
    assert.equal(environmentOf(deployment).API_URL, 'http://shop-backend:8081');
  });

  it('is served over HTTPS at its host, and only where one is set', () => {
    const { spec, metadata } = of('frontend-ingress');
    assert.equal(spec.rules[0].host, 'shop.example.com');
    assert.deepEqual(spec.tls, [{ hosts: ['shop.example.com'], secretName: 'shop-frontend-tls' }]);
    assert.equal(spec.rules[0].http.paths[0].backend.service.name, of('frontend-service').metadata.name);
    const [path, ...others] = spec.rules[0].http.paths;
    assert.deepEqual([path.path, path.pathType, others.length], ['/', 'Prefix', 0]);
    assert.equal(metadata.annotations?.['cert-manager.io/cluster-issuer'], 'letsencrypt');
    assert.equal(compose().has('frontend-ingress'), false);
  });
});

describe('the backend', () => {
  it('reads its credentials from the Secret that CloudNativePG makes, and no value of them is written', () => {
    const environment = environmentOf(of('backend'));
    for (const [variable, key] of Object.entries({
      PGHOST: 'host',
      PGPORT: 'port',
      PGDATABASE: 'dbname',
      PGUSER: 'username',
      PGPASSWORD: 'password',
    })) {
      assert.deepEqual(environment[variable], { secretKeyRef: { name: 'shop-db-app', key } });
    }
  });

  it('believes only the certificate of its own database', () => {
    assert.equal(environmentOf(of('backend')).PGSSLMODE, 'verify-full');
    const [, mount] = of('backend').spec.template.spec.containers[0].volumeMounts;
    assert.equal(environmentOf(of('backend')).PGSSLROOTCERT, `${mount.mountPath}/ca.crt`);
    assert.equal(mount.readOnly, true);
    assert.equal(of('backend').spec.template.spec.volumes[1].secret.secretName, 'shop-db-ca');
  });

  it('listens on the port that is asked for', () => {
    const resources = compose({ backend: { port: 65535 } });
    const deployment = resources.get('backend') as KubernetesObject;
    assert.equal(environmentOf(deployment).PORT, '65535');
    assert.equal(deployment.spec.template.spec.containers[0].ports[0].containerPort, 65535);
    assert.equal(resources.get('backend-service')?.spec.ports[0].port, 65535);
  });

  it('gets further environment variables, and new pods when they change', () => {
    assert.deepEqual(of('backend-env').data, { LOG_LEVEL: 'debug' });
    assert.deepEqual(of('backend').spec.template.spec.containers[0].envFrom, [
      { configMapRef: { name: 'shop-backend-env' } },
    ]);
    const hash = (deployment: KubernetesObject) =>
      deployment.spec.template.metadata.annotations['platform.io/env-sha256'];
    assert.equal(hash(of('backend')), createHash('sha256').update('{"LOG_LEVEL":"debug"}').digest('hex'));
    assert.notEqual(hash(of('backend')), hash(compose().get('backend') as KubernetesObject));
  });
});

describe('the database', () => {
  it('is made with the name that is asked for, owned by a role of that name, without a superuser', () => {
    const { spec } = compose({ database: { name: 'metrics' } }).get('database') as KubernetesObject;
    assert.deepEqual(spec.bootstrap.initdb, { database: 'metrics', owner: 'metrics', dataChecksums: true });
    assert.equal(spec.enableSuperuserAccess, false);
  });

  it('gets more with its size, all of its memory for itself', () => {
    const resources = ['small', 'medium', 'large'].map(
      (size) => compose({ database: { size } }).get('database')?.spec.resources,
    );
    assert.deepEqual(resources, [
      { requests: { cpu: '250m', memory: '512Mi' }, limits: { memory: '512Mi' } },
      { requests: { cpu: '1', memory: '2Gi' }, limits: { memory: '2Gi' } },
      { requests: { cpu: '4', memory: '8Gi' }, limits: { memory: '8Gi' } },
    ]);
  });

  it('runs an image that is pinned by its digest, of the version that is asked for', () => {
    for (const version of ['17', '18']) {
      const { spec } = compose({ database: { version } }).get('database') as KubernetesObject;
      assert.match(spec.imageName, new RegExp(`/postgresql:${version}\\.[^@]+@sha256:[0-9a-f]{64}$`));
    }
  });

  it('archives to its object store where backups are asked for, and only there', () => {
    const [plugin] = of('database').spec.plugins;
    assert.deepEqual([plugin.enabled, plugin.isWALArchiver], [true, true]);
    assert.equal(plugin.parameters.barmanObjectName, of('database-object-store').metadata.name);
    assert.equal(of('database-object-store').spec.configuration.destinationPath, 's3://acme-postgres/shop');
    assert.equal(of('database-object-store').spec.retentionPolicy, '30d');
    assert.deepEqual(of('database-scheduled-backup').spec, {
      cluster: { name: of('database').metadata.name },
      schedule: '0 0 2 * * *',
      immediate: true,
      method: 'plugin',
      pluginConfiguration: { name: plugin.name },
      // A backup outlives its schedule.
      backupOwnerReference: 'none',
    });
    const without = compose();
    assert.equal(without.get('database')?.spec.plugins[0].enabled, false);
    assert.equal(without.has('database-object-store'), false);
    assert.equal(without.has('database-scheduled-backup'), false);
  });

  it('keeps no key for the object store: it writes as a role, or as what the cloud takes it for', () => {
    assert.deepEqual(of('database-object-store').spec.configuration.s3Credentials, { inheritFromIAMRole: true });
    assert.equal(of('database').spec.serviceAccountTemplate, undefined);
    const role = 'arn:aws:iam::123456789012:role/shop';
    const backups = { schedule: '0 0 2 * * *', destination: 's3://acme-postgres/shop', role };
    assert.deepEqual(compose({ database: { backups } }).get('database')?.spec.serviceAccountTemplate, {
      metadata: { annotations: { 'eks.amazonaws.com/role-arn': role } },
    });
  });

  it('guards instances against drains where there are several, and lets a single one be drained', () => {
    const budget = (instances: number) => compose({ database: { instances } }).get('database')?.spec.enablePDB;
    assert.deepEqual([1, 2, 9].map(budget), [false, true, true]);
  });

  it('hands its labels on to what the operator makes, whose name and manager are the operator’s to say', () => {
    const { metadata, spec } = of('database');
    const {
      'app.kubernetes.io/name': _,
      'app.kubernetes.io/managed-by': __,
      'crossplane.io/composite': ___,
      ...labels
    } = metadata.labels ?? {};
    assert.deepEqual(spec.inheritedMetadata.labels, labels);
    // The pods’ labels, by which the network lets them ask for names and be scraped.
    assert.equal(labels['app.kubernetes.io/instance'], 'shop');
  });
});

describe('monitoring', () => {
  it('finds all three components on ports that they have', () => {
    assert.deepEqual(
      ['frontend', 'backend', 'database'].map((name) => of(`monitoring-${name}`).spec.podMetricsEndpoints[0].port),
      ['http', 'http', 'metrics'],
    );
    for (const name of ['frontend', 'backend', 'database']) {
      assert.equal(of(`monitoring-${name}`).spec.podMetricsEndpoints[0].path, '/metrics');
    }
    assert.equal(of('backend').spec.template.spec.containers[0].ports[0].name, 'http');
    for (const component of ['frontend', 'backend']) {
      assert.deepEqual(
        of(`monitoring-${component}`).spec.selector.matchLabels,
        of(component).spec.selector.matchLabels,
      );
    }
    assert.deepEqual(of('monitoring-database').spec.selector.matchLabels, {
      'cnpg.io/cluster': of('database').metadata.name,
    });
  });

  it('warns of each component, with its own namespace and names', () => {
    const rules: readonly { expr: string; labels: Record<string, string> }[] =
      of('monitoring-alerts').spec.groups[0].rules;
    for (const { expr, labels } of rules) {
      assert.match(expr, /namespace="shop-dev"/);
      assert.equal(labels.team, 'shop-team');
    }
    for (const name of ['shop-frontend', 'shop-backend', 'shop-db-']) {
      assert.ok(
        rules.some(({ expr }) => expr.includes(name)),
        name,
      );
    }
  });

  const alert = (name: string): string =>
    of('monitoring-alerts').spec.groups[0].rules.find((rule: { alert: string }) => rule.alert === name).expr;

  it('says that a rollout is stuck as its Deployment does, which also tells where there is one pod', () => {
    for (const [name, component] of [
      ['FrontendRolloutStuck', 'frontend'],
      ['BackendRolloutStuck', 'backend'],
    ]) {
      assert.equal(
        alert(name as string),
        `kube_deployment_status_condition{namespace="shop-dev",deployment="shop-${component}",condition="Progressing",status="false"} == 1`,
      );
    }
  });

  it('says that the database is down also where nothing is left that could report it', () => {
    assert.equal(
      alert('DatabaseDown'),
      '(max(cnpg_collector_up{namespace="shop-dev",pod=~"shop-db-[0-9]+"}) or vector(0)) != 1',
    );
  });

  it('is there only where it is on', () => {
    const names = [...compose({ ...EVERYTHING, monitoring: false }).keys()];
    assert.deepEqual(
      names.filter((name) => name.includes('monitoring')),
      [],
    );
  });
});

describe('protection', () => {
  it('refuses to delete the composite and the database, where it is on', () => {
    assert.deepEqual(of('protection-app').spec.of, {
      apiVersion: 'platform.io/v1',
      kind: 'XNodeApp',
      resourceRef: { name: 'shop' },
    });
    assert.equal(of('protection-database').spec.of.resourceRef.name, of('database').metadata.name);
    assert.equal(compose().has('protection-app'), false);
  });
});

describe('the Composition node-development', () => {
  const { objects } = compositionOf();
  const composition = objects.find(({ kind }) => kind === 'Composition') as KubernetesObject;
  const role = objects.find(({ kind }) => kind === 'ClusterRole') as KubernetesObject;
  const [compose_, filter] = composition.spec.pipeline;

  it('names its main resources as they have always been called', () => {
    const names = compose_.input.resources.map(({ name }: { name: string }) => name);
    for (const name of ['frontend', 'backend', 'database']) assert.ok(names.includes(name));
  });

  it('calls the stock functions only', () => {
    assert.deepEqual(
      composition.spec.pipeline.map((step: { functionRef: { name: string } }) => step.functionRef.name),
      ['function-patch-and-transform', 'function-cel-filter'],
    );
    assert.equal(filter.input.kind, 'Filters');
  });

  it('waits for what reports whether it is there to be used, and for nothing else', () => {
    const checks = new Map<string, unknown>();
    for (const { base, name, readinessChecks } of compose_.input.resources) {
      assert.equal(readinessChecks.length, 1, name);
      checks.set(base.kind, readinessChecks[0]);
    }
    const awaited = [...checks].filter(([, check]) => (check as { type: string }).type !== 'None');
    const when = (type: string) => ({ type: 'MatchCondition', matchCondition: { type, status: 'True' } });
    assert.deepEqual(Object.fromEntries(awaited), {
      Deployment: when('Available'),
      Cluster: when('Ready'),
      Usage: when('Ready'),
    });
  });

  it('tells a rollout that is stuck from one under way, whatever still serves', () => {
    const stateOf = (conditions: readonly object[]) => {
      const { composition: nodeApp } = compositionOf();
      const { status } = nodeApp.render(composite(), new Map([['backend', { status: { conditions } }]]));
      return (status as { readonly backend: { readonly state: string } }).backend.state;
    };
    const available = (status: string) => ({ type: 'Available', status, reason: 'MinimumReplicasAvailable' });
    const progressing = (status: string, reason: string) => ({ type: 'Progressing', status, reason });
    const stuck = progressing('False', 'ProgressDeadlineExceeded');
    const underWay = progressing('True', 'ReplicaSetUpdated');
    assert.deepEqual(
      [[available('True'), stuck], [available('True'), underWay], [available('False'), underWay], []].map(stateOf),
      ['Stuck', 'Available', 'Progressing', 'Unavailable'],
    );
  });

  it('lets Crossplane write exactly the kinds that it composes', () => {
    const kinds = new Set(
      compose_.input.resources.map(({ base }: { base: KubernetesObject }) => base.kind.toLowerCase()),
    );
    const plurals = role.rules.flatMap(({ resources }: { resources: string[] }) => resources);
    assert.equal(plurals.length, kinds.size);
    for (const plural of plurals) {
      const singular = plural
        .replace(/ies$/, 'y')
        .replace(/(ss)es$/, '$1')
        .replace(/s$/, '');
      assert.ok(
        kinds.has(plural.replace(/ies$/, 'y')) || kinds.has(singular) || kinds.has(plural.replace(/es$/, '')),
        plural,
      );
    }
    assert.ok(!JSON.stringify(role.rules).includes('*'));
    assert.equal(role.metadata.labels?.['rbac.crossplane.io/aggregate-to-crossplane'], 'true');
  });

  it('never composes a number of pods beside an autoscaler', () => {
    for (const resources of [compose(EVERYTHING), compose(), compose({ backend: { replicas: 3 } })]) {
      for (const component of ['frontend', 'backend']) {
        const both = resources.has(`${component}-autoscaler`) && resources.get(component)?.spec.replicas !== undefined;
        assert.equal(both, false);
      }
    }
  });
});
