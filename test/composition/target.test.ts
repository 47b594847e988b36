import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type TProperties, Type } from 'typebox';
import { all, any, type Condition, choose, equals, not, orElse, present, whether } from '../../constructs/composition';
import { add, addConfigMap, addThing, assertRefused, compose, composition } from './support';

const SPEC = {
  text: Type.String({ default: '' }),
  port: Type.Integer({ default: 80 }),
  ratio: Type.Number({ default: 0.5 }),
  on: Type.Boolean({ default: false }),
  source: Type.Enum(['primary', 'prefer-standby'], { default: 'primary' }),
  wrong: Type.Enum(['primary', 'nowhere'], { default: 'primary' }),
  map: Type.Record(Type.String(), Type.String(), { default: {} }),
  list: Type.Array(Type.String(), { default: [] }),
  note: Type.Optional(Type.String()),
  count: Type.Optional(Type.Integer()),
  size: Type.Optional(Type.Enum(['small', 'large'])),
  place: Type.Optional(Type.Object({ zone: Type.String(), shelf: Type.Optional(Type.Integer()) })),
} satisfies TProperties;

const GIVEN = { text: 'x', port: 80, ratio: 0.5, on: true, source: 'primary', wrong: 'primary', map: {}, list: [] };

type Scope = ReturnType<typeof scopeOf>;
type Fields = Scope['composite']['spec'];
type Build = (fields: Fields) => object;

function scopeOf() {
  return composition(SPEC);
}

/** A Deployment whose container is this. */
function deployment(container: object, spec: object = {}): { readonly spec: object } {
  return {
    spec: {
      selector: { matchLabels: { app: 'a' } },
      template: {
        metadata: { labels: { app: 'a' } },
        spec: { containers: [{ name: 'c', image: 'i', ...container }] },
      },
      ...spec,
    },
  };
}

function scopeWith(apiVersion: string, kind: string, build: Build): Scope {
  const scope = scopeOf();
  add(scope, 'made', { apiVersion, kind, ...build(scope.composite.spec) });
  return scope;
}

function assertDeploymentRefused(build: Build, message: string | RegExp): void {
  assertRefused(scopeWith('apps/v1', 'Deployment', build), 'test/made', message);
}

/** What a Deployment's spec becomes for {@link GIVEN}. */
function deploymentOf(build: Build, given: object = {}) {
  const { made } = compose(scopeWith('apps/v1', 'Deployment', build), { ...GIVEN, ...given }).composed;
  return (
    made as never as {
      readonly spec: { readonly template: { readonly spec: { readonly containers: readonly object[] } } };
    }
  ).spec;
}

const containerOf = (build: Build, given: object = {}) => deploymentOf(build, given).template.spec.containers[0];

describe('the target of a reference', () => {
  it('must be a field of its kind', () => {
    assertDeploymentRefused(({ port }) => deployment({}, { replicaz: port }), 'there is no field spec.replicaz');
    assertDeploymentRefused(
      ({ text }) => deployment({ env: [{ name: 'A', valeu: text }] }),
      'there is no field spec.template.spec.containers.0.env.0.valeu',
    );
    assertDeploymentRefused(
      ({ text }) => ({ ...deployment({}), status: { nothing: text } }),
      'there is no field status.nothing',
    );
    assertRefused(
      scopeWith('v1', 'ConfigMap', ({ text }) => ({ metadata: { finalizers: [text] } })),
      'test/made',
      'there is no field metadata.finalizers',
    );
  });

  it('must not be what every object has', () => {
    for (const name of ['toString', 'hasOwnProperty', 'valueOf']) {
      assertDeploymentRefused(({ port }) => deployment({}, { [name]: port }), `there is no field spec.${name}`);
    }
  });

  it('must take a value of its type', () => {
    assertDeploymentRefused(
      ({ text }) => deployment({}, { replicas: text }),
      'the reference to spec.text gives a string, but spec.replicas takes an integer',
    );
    assertDeploymentRefused(
      ({ port }) => deployment({}, { replicas: `${port}` }),
      'the reference to spec.port gives a string, but spec.replicas takes an integer',
    );
    assertDeploymentRefused(
      ({ ratio }) => deployment({}, { replicas: ratio }),
      'the reference to spec.ratio gives a number, but spec.replicas takes an integer',
    );
    assertDeploymentRefused(
      ({ port }) => deployment({ image: port }),
      'the reference to spec.port gives an integer, but spec.template.spec.containers.0.image takes a string',
    );
    assertDeploymentRefused(
      ({ text }) => deployment({}, { paused: text }),
      'the reference to spec.text gives a string, but spec.paused takes a boolean',
    );
    assertDeploymentRefused(
      ({ map }) => deployment({ args: map }),
      'the reference to spec.map gives an object, but spec.template.spec.containers.0.args takes an array',
    );
    assertDeploymentRefused(
      ({ list }) => deployment({}, { selector: { matchLabels: list } }),
      'the reference to spec.list gives an array, but spec.selector.matchLabels takes an object',
    );
    assertDeploymentRefused(
      ({ on }) => deployment({}, { replicas: choose(on, { true: 1.5, false: 1 }) }),
      'the reference to spec.on gives a number, but spec.replicas takes an integer',
    );
  });

  it('takes what fits', () => {
    const spec = deploymentOf(({ port, on, text, list, map }) =>
      deployment({ args: list, image: text, tty: on }, { replicas: port, selector: { matchLabels: map } }),
    );
    assert.deepEqual(
      spec,
      deployment({ args: [], image: 'x', tty: true }, { replicas: 80, selector: { matchLabels: {} } }).spec,
    );
  });

  it('may be an integer or a string', () => {
    const probe = (port: unknown) => deployment({ livenessProbe: { httpGet: { port } } });
    assert.deepEqual(
      containerOf(({ port }) => probe(port)),
      { name: 'c', image: 'i', livenessProbe: { httpGet: { port: 80 } } },
    );
    assert.deepEqual(
      containerOf(({ text }) => probe(text)),
      { name: 'c', image: 'i', livenessProbe: { httpGet: { port: 'x' } } },
    );
    assertDeploymentRefused(
      ({ on }) => probe(on),
      /^the reference to spec\.on gives a boolean, .* takes an integer or string$/,
    );
    assertDeploymentRefused(({ ratio }) => probe(ratio), /gives a number, but .* takes an integer or string$/);
  });

  it('gets the text of a boolean where it takes a text', () => {
    const scope = scopeOf();
    const { on, note } = scope.composite.spec;
    addConfigMap(scope, { on, again: `${on}`, noted: whether(note), not: choose(on, { true: false, false: true }) });
    const { config } = compose(scope, GIVEN).composed;
    assert.deepEqual((config as never as { data: object }).data, {
      on: 'true',
      again: 'true',
      noted: 'false',
      not: 'false',
    });
  });

  it('must take each value of an enum', () => {
    const cluster = (build: (fields: Fields) => unknown) =>
      scopeWith('postgresql.cnpg.io/v1', 'Cluster', (fields) => ({ spec: { backup: { target: build(fields) } } }));
    const takes = 'spec.backup.target takes one of primary, prefer-standby';
    const { made } = compose(
      cluster(({ source }) => source),
      GIVEN,
    ).composed;
    assert.deepEqual((made as never as { spec: object }).spec, { backup: { target: 'primary' } });
    const refused: readonly (readonly [(fields: Fields) => unknown, string])[] = [
      [({ wrong }) => wrong, `the reference to spec.wrong can give "nowhere", but ${takes}`],
      [
        ({ on }) => choose(on, { true: 'primary', false: 'no' }),
        `the reference to spec.on can give "no", but ${takes}`,
      ],
      [
        ({ size }) => choose(orElse(size, 'small'), { small: 'primary', large: 'x' }),
        `the reference to spec.size can give "x", but ${takes}`,
      ],
      [({ note }) => orElse(note, 'none'), 'spec.backup.target is "none", but takes one of primary, prefer-standby'],
      [() => 'never', 'spec.backup.target is "never", but takes one of primary, prefer-standby'],
    ];
    for (const [build, message] of refused) assertRefused(cluster(build), 'test/made', message);
  });
});

describe('a field that may be missing', () => {
  const told = 'must not be: give it a default, orElse(…), or put the resource under when(present(…))';
  const TEMPLATE = 'spec.template.spec.containers.0';

  it('cannot set one that must be there', () => {
    assertDeploymentRefused(
      ({ note }) => deployment({ name: note }),
      `the reference to spec.note may be missing, but ${TEMPLATE}.name ${told}`,
    );
    assertDeploymentRefused(
      ({ place }) => deployment({ name: `c-${place.zone}` }),
      `the reference to spec.place.zone may be missing, but ${TEMPLATE}.name ${told}`,
    );
  });

  it('cannot be an item of a list, but a field of one', () => {
    assertDeploymentRefused(
      ({ note }) => deployment({ args: ['--note', note] }),
      `the reference to spec.note may be missing, but ${TEMPLATE}.args.1 ${told}`,
    );
    const container = containerOf(({ note }) => deployment({ env: [{ name: 'A', value: 'a' }], workingDir: note }));
    assert.deepEqual(container, { name: 'c', image: 'i', env: [{ name: 'A', value: 'a' }] });
  });

  it('cannot be all that an item of a list says', () => {
    const stays = (item: string) =>
      `the reference to spec.note may be missing, and then nothing but its name is left of ${item}, which stays in its list: give it a default, orElse(…), or put the resource under when(present(…))`;
    const variable = (value: unknown) => [
      { name: 'A', value: 'a' },
      { name: 'NOTE', value },
    ];
    assertDeploymentRefused(({ note }) => deployment({ env: variable(note) }), stays(`${TEMPLATE}.env.1`));
    assertDeploymentRefused(({ note }) => deployment({ env: variable(`<${note}>`) }), stays(`${TEMPLATE}.env.1`));
    assertDeploymentRefused(({ note }) => deployment({ image: note }), stays(TEMPLATE));
    assertDeploymentRefused(
      ({ note }) => deployment({ envFrom: [{ configMapRef: { name: note } }] }),
      stays(`${TEMPLATE}.envFrom.0`),
    );
    const container = containerOf(({ note }) => deployment({ env: variable(orElse(note, '')) }));
    assert.deepEqual(container, { name: 'c', image: 'i', env: variable('') });
  });

  it('cannot be all that is in a map which must be there', () => {
    assertDeploymentRefused(
      ({ note }) => deployment({}, { selector: { matchLabels: { app: note } } }),
      `the reference to spec.note may be missing, but spec.selector ${told}`,
    );
    const { selector } = deploymentOf(({ note }) =>
      deployment({}, { selector: { matchLabels: { app: 'a', note } } }),
    ) as unknown as { readonly selector: object };
    assert.deepEqual(selector, { matchLabels: { app: 'a' } });
  });

  it('can be all that is in a map which need not be there, whatever must be in that', () => {
    const build: Build = ({ place }) => deployment({ livenessProbe: { httpGet: { port: place.zone } } });
    assert.deepEqual(containerOf(build), { name: 'c', image: 'i' });
    assert.deepEqual(containerOf(build, { place: { zone: 'http' } }), {
      name: 'c',
      image: 'i',
      livenessProbe: { httpGet: { port: 'http' } },
    });
    assertDeploymentRefused(
      ({ place }) => deployment({ livenessProbe: { httpGet: { path: '/', port: place.zone } } }),
      `the reference to spec.place.zone may be missing, but ${TEMPLATE}.livenessProbe.httpGet.port ${told}`,
    );
  });

  it('cannot be the name', () => {
    assertRefused(
      scopeWith('v1', 'ConfigMap', ({ note }) => ({ metadata: { name: note } })),
      'test/made',
      `the reference to spec.note may be missing, but metadata.name ${told}`,
    );
  });

  it('can be all of that with orElse', () => {
    const build: Build = ({ note, count }) =>
      deployment({ name: orElse(note, 'none'), args: [orElse(note, '-')] }, { replicas: orElse(count, 2) });
    const expected = (name: string, arg: string, replicas: number) =>
      deployment({ name, args: [arg] }, { replicas }).spec;
    assert.deepEqual(deploymentOf(build), expected('none', '-', 2));
    assert.deepEqual(deploymentOf(build, { note: 'n', count: 0 }), expected('n', 'n', 0));
  });

  it('can be all of that where a condition makes sure that it is there', () => {
    const conditions = (fields: Fields) => [
      present(fields.note),
      equals(fields.note, 'n'),
      all(fields.on, present(fields.note)),
    ];
    for (const i of [0, 1, 2]) {
      const scope = scopeOf();
      const { note } = scope.composite.spec;
      scope.when(conditions(scope.composite.spec)[i]!, () => {
        add(scope, 'made', { apiVersion: 'apps/v1', kind: 'Deployment', ...deployment({ name: note, args: [note] }) });
      });
      assert.deepEqual(compose(scope, GIVEN).composed, {});
      const { made } = compose(scope, { ...GIVEN, note: 'n' }).composed;
      assert.deepEqual((made as never as { spec: object }).spec, deployment({ name: 'n', args: ['n'] }).spec);
    }
  });

  it('is not made sure of by a condition that can hold without it', () => {
    const conditions: readonly ((fields: Fields) => Condition)[] = [
      ({ note }) => not(present(note)),
      ({ note, count }) => any(present(note), present(count)),
      ({ count }) => present(count),
      ({ place, on }) => all(present(place), on),
    ];
    for (const condition of conditions) {
      const scope = scopeOf();
      const { spec } = scope.composite;
      scope.when(condition(spec), () => void addThing(scope, { list: [spec.note] }, 'made'));
      assertRefused(scope, 'test/made', `the reference to spec.note may be missing, but spec.list.0 ${told}`);
    }
  });

  it('may be within an object that is there, and still be missing', () => {
    const scope = scopeOf();
    const { place } = scope.composite.spec;
    scope.when(present(place), () => void addThing(scope, { list: [place.zone, place.shelf] }, 'made'));
    assertRefused(scope, 'test/made', `the reference to spec.place.shelf may be missing, but spec.list.1 ${told}`);
  });
});

describe('a fixed value', () => {
  it('is checked as a reference is', () => {
    assertDeploymentRefused(() => deployment({}, { replicas: '2' }), 'spec.replicas is "2", but takes an integer');
    assertDeploymentRefused(() => deployment({}, { replicas: 1.5 }), 'spec.replicas is 1.5, but takes an integer');
    assertDeploymentRefused(() => deployment({}, { paused: 'yes' }), 'spec.paused is "yes", but takes a boolean');
    assertDeploymentRefused(
      () => deployment({ args: {} }),
      'spec.template.spec.containers.0.args is {}, but takes an array',
    );
    assertDeploymentRefused(() => deployment({}, { strategy: [] }), 'spec.strategy is [], but takes an object');
    assertDeploymentRefused(() => deployment({}, { nope: { deep: 1 } }), 'there is no field spec.nope');
  });
});

describe('a composed resource', () => {
  it('is of a kind that is known', () => {
    const scope = scopeOf();
    add(scope, 'made', { apiVersion: 'unknown.example.org/v1', kind: 'Mystery' });
    assertRefused(
      scope,
      'test/made',
      'the schema of unknown.example.org/v1/Mystery is not known: add the kind to the imports',
    );
  });

  it('is of a kind with a readiness rule', () => {
    assertRefused(
      scopeWith('v1', 'Secret', () => ({})),
      'test/made',
      'no readiness rule is given for v1/Secret: say when it is ready',
    );
  });

  it('is not cluster-scoped', () => {
    assertRefused(
      scopeWith('rbac.authorization.k8s.io/v1', 'ClusterRole', () => ({})),
      'test/made',
      'rbac.authorization.k8s.io/v1/ClusterRole is cluster-scoped: a namespaced composite cannot own it',
    );
  });

  it('has a name of its own for each composite', () => {
    assertRefused(
      scopeWith('v1', 'ConfigMap', () => ({ metadata: { name: 'fixed' } })),
      'test/made',
      'its name is fixed for every composite: make it of this.composite.metadata.name',
    );
  });

  it('leaves its namespace and its owner to the composite', () => {
    for (const field of ['namespace', 'generateName']) {
      assertRefused(
        scopeWith('v1', 'ConfigMap', ({ text }) => ({ metadata: { [field]: text } })),
        'test/made',
        `there is no field metadata.${field}`,
      );
    }
  });
});
