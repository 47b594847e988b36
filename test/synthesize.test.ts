import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ApiObject, App, Chart } from 'cdk8s';
import { parse, parseAllDocuments } from 'yaml';
import { openApiSchema } from '../constructs/composition';
import { droppedField } from '../constructs/composition/dropped';
import { admit } from '../constructs/node-app/admission';
import { XNodeApp } from '../constructs/node-app/definition';
import { compositeOf } from '../constructs/node-app/deploy-repository';
import { namespaceOf } from '../constructs/registration/names';
import type { Registration } from '../constructs/registration/schema';
import { type JsonSchema, validateObject, validateValue } from '../constructs/schemas/kind-schema';
import { ENVIRONMENTS } from '../constructs/settings/settings';
import { nodeDevelopment, ROOT, synthesize } from '../constructs/synthesize';
import { kustomizeProgram } from '../scripts/kustomize';
import { platform } from './settings';

const dashboard: Registration = {
  name: 'dashboard',
  team: 'platform-team',
  database: 'metrics',
  apiPort: 3001,
  monitoring: true,
  repositories: 'backstage',
  openTo: 'prod',
};
const shop: Registration = { ...dashboard, name: 'shop', team: 'shop-team', monitoring: false };

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'dist-'));
  synthesize(platform, [dashboard, shop]).write(join(folder, 'dist'));
});
after(() => rmSync(folder, { recursive: true }));

function filesIn(path: string): string[] {
  return readdirSync(join(folder, 'dist', path), { recursive: true, withFileTypes: true, encoding: 'utf8' })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function manifestsOf(path: string): Manifest[] {
  return parseAllDocuments(readFileSync(path, 'utf8')).map((document) => document.toJS() as Manifest);
}

describe('what is synthesized', () => {
  it('is the same to the byte each time, whatever the order of the registrations', () => {
    const again = join(folder, 'again');
    synthesize(platform, [dashboard, shop]).write(again);
    for (const file of filesIn('.')) {
      const other = file.replace(join(folder, 'dist'), again);
      assert.equal(readFileSync(other, 'utf8'), readFileSync(file, 'utf8'), file);
    }
  });

  it('passes the schema of its kind strictly, every object of it', () => {
    let checked = 0;
    for (const file of filesIn('.').filter(
      (path) => path.endsWith('.yaml') && !/\/(repositories|backstage)\//.test(path),
    )) {
      for (const manifest of manifestsOf(file)) {
        assert.deepEqual(validateObject(manifest), [], `${file}: ${manifest.kind}/${manifest.metadata.name}`);
        checked++;
      }
    }
    assert.ok(checked > 150, `only ${checked} objects were checked`);
  });

  it('declares each object of a cluster once', () => {
    for (const environment of ENVIRONMENTS) {
      const paths = [`clusters/${environment}`, `infrastructure/${environment}`, 'platform', `tenants/${environment}`];
      const names = paths
        .flatMap(filesIn)
        .flatMap(manifestsOf)
        .map(({ apiVersion, kind, metadata }) =>
          [apiVersion.split('/')[0], kind, metadata.namespace, metadata.name].join(' '),
        );
      assert.deepEqual(
        names.filter((name, i) => names.indexOf(name) !== i),
        [],
      );
    }
  });

  it('points each of a cluster’s Kustomizations at a folder that is there', () => {
    for (const environment of ENVIRONMENTS) {
      const kustomizations = filesIn(`clusters/${environment}`).flatMap(manifestsOf) as (Manifest & {
        readonly spec: { readonly path: string };
      })[];
      assert.equal(kustomizations.length, 5);
      for (const { spec } of kustomizations) assert.ok(filesIn(spec.path.replace('./dist/', '')).length > 0, spec.path);
    }
  });

  it('holds no Secret, no key and no token', () => {
    for (const file of filesIn('.')) {
      const text = readFileSync(file, 'utf8');
      assert.doesNotMatch(text, /^kind: Secret$/m, file);
      assert.doesNotMatch(text, /-----BEGIN|gh[pousr]_[A-Za-z0-9]{20}|AKIA[0-9A-Z]{16}/, file);
    }
  });

  it('holds no field reference: one that is used outside its composition is named', () => {
    const { composite } = nodeDevelopment(new Chart(new App(), 'test'), platform);
    assert.throws(
      () => synthesize({ ...platform, contact: `${composite.spec.team}@example.com` }, []),
      /platform\/cluster-issuer\S*: the reference to spec\.team is used outside its composition/,
    );
  });

  it('holds no field reference in a text that is written by hand either', () => {
    const { composite } = nodeDevelopment(new Chart(new App(), 'test'), platform);
    const repositories = {
      ...platform.repositories,
      teams: { ...platform.repositories.teams, platform: `${composite.spec.team}` },
    };
    assert.throws(() => synthesize({ ...platform, repositories }, []), {
      message: '.github/CODEOWNERS: the reference to spec.team is used outside its composition, where it has no value',
    });
  });

  it('has each field that its constructs were given', () => {
    const seen = new Set<ApiObject>();
    const original = ApiObject.prototype.toJson;
    ApiObject.prototype.toJson = function (this: ApiObject) {
      seen.add(this);
      return original.call(this);
    };
    try {
      synthesize(platform, [dashboard]);
    } finally {
      ApiObject.prototype.toJson = original;
    }
    assert.ok(seen.size > 100, `${seen.size}`);
    for (const object of seen) assert.equal(droppedField(object, object.toJson()), undefined, object.node.path);
  });

  it('names no image or chart without a version', () => {
    for (const file of filesIn('.'))
      assert.doesNotMatch(readFileSync(file, 'utf8'), /^\s*(- )?image(Name)?: .*:latest/m, file);
  });
});

describe('a deploy repository', () => {
  for (const environment of ENVIRONMENTS) {
    it(`builds with kustomize to the composite that is meant for ${environment}`, () => {
      for (const app of [dashboard, shop]) {
        const overlay = join(folder, 'dist', 'repositories', `${app.name}-deploy`, 'overlays', environment);
        const { stdout, stderr, status } = spawnSync(kustomizeProgram(), ['build', overlay], { encoding: 'utf8' });
        assert.equal(status, 0, stderr);
        assert.deepEqual(parse(stdout), compositeOf(platform, app, environment));
      }
    });
  }

  it('builds from its root to all environments', () => {
    const root = join(folder, 'dist', 'repositories', 'dashboard-deploy');
    const { stdout } = spawnSync(kustomizeProgram(), ['build', root], { encoding: 'utf8' });
    const namespaces = parseAllDocuments(stdout).map((document) => (document.toJS() as Manifest).metadata.namespace);
    const expected = ENVIRONMENTS.map((environment) => namespaceOf('dashboard', environment, platform));
    assert.deepEqual(namespaces.sort(), expected.sort());
  });

  it('has environments that differ as a team expects', () => {
    const [dev, qa, prod] = (['dev', 'qa', 'prod'] as const).map((environment) =>
      admit(compositeOf(platform, dashboard, environment), 'x'),
    ) as unknown as [Spec, Spec, Spec];
    assert.equal(dev.spec.database.instances, 1);
    assert.equal(dev.spec.database.backups, undefined);
    assert.equal(dev.spec.protected, false);
    assert.equal(qa.spec.database.instances, 2);
    assert.equal(prod.spec.database.instances, 3);
    assert.equal(prod.spec.database.backups?.retention, '30d');
    assert.equal(prod.spec.database.backups.destination, 's3://acme-postgres-prod/dashboard', 'a folder of its own');
    assert.equal(prod.spec.protected, true);
    assert.deepEqual(
      [dev, qa, prod].map(({ spec }) => spec.host),
      ['dashboard.dev.apps.example.com', 'dashboard.qa.apps.example.com', 'dashboard.apps.example.com'],
    );
  });
});

interface Spec {
  readonly spec: {
    readonly host: string;
    readonly protected: boolean;
    readonly database: {
      readonly instances: number;
      readonly backups?: { readonly retention: string; readonly destination: string };
    };
  };
}

describe('the check of a deploy repository', () => {
  const check = (change: (repository: string) => void) => {
    const repository = mkdtempSync(join(folder, 'repository-'));
    spawnSync('cp', ['-R', `${join(folder, 'dist', 'repositories', 'dashboard-deploy')}/.`, repository]);
    change(repository);
    return spawnSync('./check.sh', { cwd: repository, encoding: 'utf8' });
  };
  const append = (file: string, text: string) => (repository: string) =>
    writeFileSync(join(repository, file), `${readFileSync(join(repository, file), 'utf8')}${text}`);

  it('passes what a repository starts with', () => {
    const { status, stdout, stderr } = check(() => {});
    assert.equal(stderr, '');
    assert.equal(status, 0);
    assert.match(stdout, /overlays\/prod\/ builds/);
  });

  const KUSTOMIZATION = 'overlays/dev/kustomization.yaml';
  const refused: Readonly<Record<string, [(repository: string) => void, RegExp]>> = {
    'a file of a URL': [
      append(KUSTOMIZATION, '- path: https://example.com/evil.yaml\n'),
      /kustomization\.yaml:\d+: .*evil/,
    ],
    'a base of another repository': [
      append('kustomization.yaml', '- github.com/acme/evil//base?ref=main\n'),
      /github\.com/,
    ],
    'a base over SSH': [append('kustomization.yaml', '- git@github.com:acme/evil\n'), /git@github/],
    'a folder outside the repository': [append('kustomization.yaml', '- ../other\n'), /is not within this repository/],
    'a component': [append(KUSTOMIZATION, 'components:\n- ../../base\n'), /components/],
    'a chart': [append(KUSTOMIZATION, 'helmCharts:\n- name: evil\n'), /helmCharts/],
    'a generator': [append(KUSTOMIZATION, 'generators: [evil.yaml]\n'), /generators/],
    'what a carriage return hides in a comment': [
      append(KUSTOMIZATION, '# harmless\rcomponents: [https://example.com/evil]\n'),
      /kustomization\.yaml: only printable ASCII/,
    ],
    'what a line separator hides in a comment': [
      append(KUSTOMIZATION, '# harmless\u2028components: [https://example.com/evil]\n'),
      /kustomization\.yaml: only printable ASCII/,
    ],
    'a kustomization that Flux does not see': [
      (repository) => writeFileSync(join(repository, '.sourceignore'), 'overlays/dev/kustomization.yaml\n'),
      /\.sourceignore/,
    ],
    'a kind that is not its own': [
      (repository) => {
        writeFileSync(join(repository, 'base', 'more.yaml'), '{apiVersion: v1, "kind": Secret, metadata: {name: a}}\n');
        const file = join(repository, 'base', 'kustomization.yaml');
        writeFileSync(file, readFileSync(file, 'utf8').replace('- xnodeapp.yaml', '- xnodeapp.yaml\n- more.yaml'));
      },
      /declares XNodeApps and nothing else/,
    ],
    'a symbolic link': [
      (repository) => spawnSync('ln', ['-s', '/etc/passwd', join(repository, 'base', 'link.yaml')]),
      /symbolic link/,
    ],
    'a file that is not there': [append('kustomization.yaml', '- missing.yaml\n'), /does not exist/],
    'a kustomization of another name': [
      (repository) => writeFileSync(join(repository, 'base', 'Kustomization'), 'resources: []\n'),
      /name it/,
    ],
  };
  for (const [what, [change, message]] of Object.entries(refused)) {
    it(`refuses ${what}`, () => {
      const { status, stderr, stdout } = check(change);
      assert.notEqual(status, 0);
      assert.match(stderr + stdout, message);
    });
  }
});

describe('the definition of XNodeApp', () => {
  it('takes every field of the preview’s composites and no other', () => {
    const schema = openApiSchema(XNodeApp) as JsonSchema;
    const { spec, metadata } = compositeOf(platform, dashboard, 'prod') as unknown as {
      spec: object;
      metadata: Manifest['metadata'];
    };
    assert.deepEqual(validateValue(schema, { spec, metadata: { name: metadata.name } }), []);
    assert.notDeepEqual(validateValue(schema, { spec: { ...spec, colour: 'red' }, metadata: { name: 'a' } }), []);
  });

  it('is the one in dist/', () => {
    const [definition] = manifestsOf(join(folder, 'dist', 'platform', 'definitions', 'xnodeapps.yaml')) as unknown as [
      { spec: { scope: string; versions: { name: string; served: boolean; schema: { openAPIV3Schema: unknown } }[] } },
    ];
    assert.equal(definition.spec.scope, 'Namespaced');
    assert.equal(definition.spec.versions.length, 1);
    assert.deepEqual(
      definition.spec.versions[0]?.schema.openAPIV3Schema,
      JSON.parse(JSON.stringify(openApiSchema(XNodeApp))),
    );
  });
});

describe('dist/', () => {
  it('is committed as the sources give it', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'build', 'scripts', 'check.js')], {
      encoding: 'utf8',
    });
    assert.equal(status, 0, stdout + stderr);
  });
});
