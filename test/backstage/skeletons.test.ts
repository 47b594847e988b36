import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse, parseAllDocuments } from 'yaml';
import { renderSkeleton, type SkeletonFile } from '../../constructs/backstage/skeleton';
import { skeletons } from '../../constructs/backstage/skeletons';
import { skeletonValues } from '../../constructs/backstage/values';
import { deployRepository } from '../../constructs/node-app/deploy-repository';
import { checkAnswers } from '../../constructs/registration/check';
import { parseFile } from '../../constructs/registration/parse';
import type { Registration } from '../../constructs/registration/schema';
import { ROOT } from '../../constructs/synthesize';
import { platform } from '../settings';

const MADE = skeletons(platform, join(ROOT, 'templates'));
const dashboard: Registration = {
  name: 'dashboard',
  team: 'platform-team',
  database: 'metrics',
  apiPort: 3001,
  monitoring: true,
  repositories: 'backstage',
  openTo: 'dev',
};

/** Answers that a reader of YAML would take for something else than texts, and the others at their ends. */
const APPS: readonly Registration[] = [
  dashboard,
  { ...dashboard, name: 'on', team: '123', database: 'off', apiPort: 1024, monitoring: false },
  { ...dashboard, name: 'e7', team: '1e5', database: 'y', apiPort: 65_535 },
  { ...dashboard, name: 'y', team: '2026-11-24', database: 'no' },
  {
    ...dashboard,
    name: 'a'.repeat(30),
    team: '0x1f',
    database: 'd'.repeat(63),
    description: '"quoted": #1, it\'s – ü',
  },
];

function rendered(name: keyof typeof MADE, app: Registration): ReadonlyMap<string, string> {
  const files = renderSkeleton(MADE[name], skeletonValues(platform, app));
  return new Map(files.map(({ path, content }: SkeletonFile) => [path, String(content)]));
}

describe('the skeleton of a deploy repository', () => {
  it('has numbers and booleans without quotes, and texts that are an answer in quotes', () => {
    const text = (path: string) => String(MADE.deploy.find((file) => file.path === path)?.content);
    assert.match(text('base/backend-deployment.yaml'), /^ {4}port: \$\{\{ values\.apiPort \}\}$/m);
    assert.match(text('base/xnodeapp.yaml'), /^ {2}monitoring: \$\{\{ values\.monitoring \}\}$/m);
    assert.match(text('base/xnodeapp.yaml'), /^ {2}team: \$\{\{ values\.team \| dump \}\}$/m);
    assert.match(
      text('overlays/dev/backend-deployment.yaml'),
      /^ {4}image: ghcr\.io\/acme\/\$\{\{ values\.name \}\}-backend:/m,
    );
    assert.match(text('overlays/dev/kustomization.yaml'), /^namespace: \$\{\{ values\.name \}\}-dev$/m);
  });

  for (const app of APPS) {
    it(`renders to what the constructs make of ${app.name} and ${app.team}`, () => {
      const files = rendered('deploy', app);
      for (const [path, content] of deployRepository(platform, app)) {
        for (const version of ['1.1', '1.2'] as const) {
          assert.deepEqual(parse(files.get(path) ?? '', { version }), content, path);
        }
      }
    });
  }

  it('leaves the check and its workflow as they are', () => {
    const check = MADE.deploy.find(({ path }) => path === 'check.sh');
    assert.equal(check?.executable, true);
    assert.equal(rendered('deploy', dashboard).get('check.sh'), check?.content);
  });

  it('has the platform’s team asked of whoever changes the check, its workflow or this very rule', () => {
    const lines = rendered('deploy', dashboard).get('.github/CODEOWNERS')?.trim().split('\n') ?? [];
    assert.deepEqual(
      lines.filter((line) => !line.startsWith('#')),
      ['/.github/ @acme/platform-team', '/check.sh @acme/platform-team'],
    );
  });
});

describe('the skeletons of frontend and backend', () => {
  it('agree on the port of the API', () => {
    const [frontend, backend] = (['frontend', 'backend'] as const).map((kind) =>
      rendered(kind, { ...dashboard, apiPort: 4242 }),
    );
    assert.match(backend?.get('development.env') ?? '', /^PORT=4242$/m);
    assert.match(frontend?.get('dev/start.ts') ?? '', /^const DEFAULT_API_URL = 'http:\/\/127\.0\.0\.1:4242';$/m);
    assert.match(frontend?.get('docs/operation.md') ?? '', /`http:\/\/dashboard-backend:4242`/);
  });
});

describe('the skeleton of a registration', () => {
  for (const app of APPS) {
    it(`renders to a registration of ${app.name} that is read as it was answered, open to dev`, () => {
      const [[path, text]] = [...rendered('registration', app)] as [[string, string]];
      assert.equal(path, `apps/${app.name}.yaml`);
      const { answers, problems } = parseFile(Buffer.from(text));
      assert.deepEqual(problems, []);
      const { description } = skeletonValues(platform, app);
      assert.deepEqual(checkAnswers(answers ?? new Map()), { registration: { ...app, description } });
    });
  }
});

describe('the catalog-info.yaml of the repositories', () => {
  const KINDS = ['frontend', 'backend', 'deploy'] as const;
  const entities = KINDS.flatMap((kind) =>
    parseAllDocuments(rendered(kind, dashboard).get('catalog-info.yaml') ?? '').map(
      (document) =>
        document.toJS() as {
          readonly kind: string;
          readonly metadata: { readonly name: string; readonly annotations: Readonly<Record<string, string>> };
          readonly spec: { readonly owner: string; readonly system?: string };
        },
    ),
  );

  it('declare a system, two components, an API and a database, of the team’s group', () => {
    assert.deepEqual(
      entities.map(({ kind, metadata }) => `${kind} ${metadata.name}`),
      [
        'Component dashboard-frontend',
        'Component dashboard-backend',
        'API dashboard-api',
        'System dashboard',
        'Resource dashboard-db',
      ],
    );
    for (const { kind, spec } of entities) {
      assert.equal(spec.owner, 'group:default/platform-team');
      assert.equal(spec.system, kind === 'System' ? undefined : 'dashboard');
    }
  });

  it('tell the plugins of GitHub, Kubernetes and TechDocs where to look', () => {
    const [frontend, backend, , system, database] = entities.map(({ metadata }) => metadata.annotations);
    assert.equal(frontend?.['github.com/project-slug'], 'acme/dashboard-frontend');
    assert.equal(backend?.['backstage.io/techdocs-ref'], 'dir:.');
    assert.equal(system?.['backstage.io/kubernetes-id'], 'dashboard');
    assert.equal(
      database?.['backstage.io/kubernetes-label-selector'],
      'app.kubernetes.io/instance=dashboard,app.kubernetes.io/component=database',
    );
  });

  for (const kind of KINDS) {
    it(`point at documentation and descriptions that the repository has: ${kind}`, () => {
      const files = rendered(kind, dashboard);
      const documents = parseAllDocuments(files.get('catalog-info.yaml') ?? '').map((document) => document.toJS());
      for (const { spec } of documents) {
        const text: string | undefined = spec.definition?.$text;
        if (text !== undefined) assert.ok(files.has(text.replace('./', '')), text);
      }
      const references = documents.flatMap(({ metadata }) => metadata.annotations['backstage.io/techdocs-ref'] ?? []);
      assert.deepEqual(references, files.has('mkdocs.yml') ? ['dir:.'] : []);
      if (references.length === 0) return;
      const { site_name, docs_dir = 'docs', nav, plugins } = parse(files.get('mkdocs.yml') ?? '');
      assert.equal(site_name, `dashboard-${kind}`);
      assert.deepEqual(plugins, ['techdocs-core']);
      const pages = nav.flatMap((page: Readonly<Record<string, string>>) => Object.values(page));
      const written = [...files.keys()].filter((path) => path.startsWith(`${docs_dir}/`));
      assert.deepEqual(pages.map((page: string) => `${docs_dir}/${page}`).sort(), written.sort());
      for (const path of written) {
        for (const [, link = ''] of (files.get(path) ?? '').matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)) {
          assert.ok(files.has(`${docs_dir}/${link}`), `${path}: ${link}`);
        }
      }
    });
  }
});

describe('the release of an application', () => {
  /** What its workflow gives the registry to log in with. */
  function login(kind: 'frontend' | 'backend', registry: string): unknown {
    const settings = { ...platform, registry };
    const files = renderSkeleton(
      skeletons(settings, join(ROOT, 'templates'))[kind],
      skeletonValues(settings, dashboard),
    );
    const { content } = files.find(({ path }) => path === '.github/workflows/release.yaml')!;
    const { env, jobs } = parse(String(content));
    assert.equal(env.IMAGE, `${registry}/dashboard-${kind}`);
    return jobs.image.steps.find(({ uses = '' }: { uses?: string }) => uses.startsWith('docker/login-action@')).with;
  }

  for (const kind of ['frontend', 'backend'] as const) {
    it(`logs in to GitHub's registry with the workflow's own token: ${kind}`, () => {
      assert.deepEqual(login(kind, 'ghcr.io/acme'), {
        registry: 'ghcr.io',
        username: '${{ github.actor }}',
        password: '${{ github.token }}',
      });
    });

    it(`logs in to another registry with what that has given the organization, not with GitHub's token: ${kind}`, () => {
      assert.deepEqual(login(kind, 'registry.umbrella.org:5000/apps'), {
        registry: 'registry.umbrella.org:5000',
        username: '${{ vars.REGISTRY_USERNAME }}',
        password: '${{ secrets.REGISTRY_PASSWORD }}',
      });
    });
  }
});
