import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { repositoriesOf } from '../../constructs/registration/names';
import { readRegistrations } from '../../constructs/registration/read';
import type { Registration } from '../../constructs/registration/schema';
import { ENVIRONMENTS } from '../../constructs/settings/settings';
import { ROOT, synthesize } from '../../constructs/synthesize';
import { platform } from '../../platform';
import type { Repository } from '../github';
import type { KubernetesObject } from '../objects';
import { filesIn, infrastructureDefinitions, objectsIn } from './plane/manifests';
import { nextTag } from './wanted';

/** Kinds of the infrastructure that would wait for a registry, for nodes or for a controller that needs them. */
const NEEDS_A_REAL_CLUSTER = [
  'ClusterIssuer',
  'FluxInstance',
  'Function',
  'HelmRelease',
  'HelmRepository',
  'OCIRepository',
];

/** When an app's health check gives up: a story need not wait as long as a release may take. */
const HEALTH_TIMEOUT = '20s';

/** What differs from the platform's `dist/`, for people. */
export const DIFFERENCES =
  'platform repository: dist/ with GitHub on the loopback; of its infrastructure the charts, functions, issuers and ' +
  'Flux itself are left out, and the definitions that the charts bring are applied in their place; health checks of ' +
  `apps give up after ${HEALTH_TIMEOUT} instead of 3m`;

/** The platform repository on the test GitHub: what the program makes of its registrations, as far as it can run here. */
export class PlatformRepository {
  /** What is registered. */
  apps: readonly Registration[] = readRegistrations(join(ROOT, 'apps'), [platform.repository]);
  private published: Readonly<Record<string, string>> = {};
  private publishing: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly repository: Repository,
    private readonly githubUrl: string,
    private readonly scratch: string,
    private readonly definitions: string,
  ) {}

  /** Fills an empty repository. @param scratch folder for what is synthesized */
  static async create(repository: Repository, githubUrl: string, scratch: string): Promise<PlatformRepository> {
    const definitions = yamlOf(await infrastructureDefinitions());
    const created = new PlatformRepository(repository, githubUrl, scratch, definitions);
    await created.publish('chore: start the platform');
    return created;
  }

  /** Registers apps, or changes their registrations, in one commit. @returns the commit on main */
  register(...apps: readonly Registration[]): Promise<string> {
    const names = apps.map(({ name }) => name);
    this.apps = [...this.apps.filter(({ name }) => !names.includes(name)), ...apps];
    return this.publish(`feat: register ${names.join(', ')}`);
  }

  /** Of all that it holds. */
  get bytes(): number {
    return Object.values(this.published).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  }

  /** Removes an app's registration. @returns the commit on main */
  unregister(name: string): Promise<string> {
    this.apps = this.apps.filter((app) => app.name !== name);
    return this.publish(`feat: take ${name} away`);
  }

  /** Releases what is on main, as the next patch release. @returns its commit */
  async release(): Promise<string> {
    const head = (await this.repository.git.head('main')) as string;
    await this.repository.git.setRef(`refs/tags/${await nextTag(this.repository)}`, head, undefined);
    return head;
  }

  /** What an app's deploy repository starts with, by paths. */
  startOf(app: Registration): Readonly<Record<string, string>> {
    const prefix = `dist/repositories/${repositoriesOf(app.name).deploy}/`;
    const files = Object.entries(this.synthesized([app])).filter(([path]) => path.startsWith(prefix));
    return Object.fromEntries(files.map(([path, text]) => [path.slice(prefix.length), text]));
  }

  /** Commits what has changed since the commit before. */
  private publish(message: string): Promise<string> {
    // One after another: each is made of what the one before has left.
    const commit = this.publishing.then(() => this.commit(message));
    this.publishing = commit.catch(() => {});
    return commit;
  }

  private async commit(message: string): Promise<string> {
    const next = this.synthesized(this.apps);
    const changes: Record<string, string | null> = {};
    for (const path of Object.keys(this.published)) if (!(path in next)) changes[path] = null;
    for (const [path, text] of Object.entries(next)) if (this.published[path] !== text) changes[path] = text;
    const commit = await this.repository.git.commitFiles('main', changes, message);
    this.published = next;
    return commit;
  }

  private synthesized(apps: readonly Registration[]): Readonly<Record<string, string>> {
    synthesize(platform, apps).write(this.scratch);
    const files: Record<string, string> = {};
    for (const file of filesIn(this.scratch)) {
      const path = `dist/${relative(this.scratch, file)}`;
      const text = readFileSync(file, 'utf8');
      if (path.startsWith('dist/infrastructure/')) {
        const objects = objectsIn(text).filter(canRunHere);
        if (objects.length > 0) files[path] = yamlOf(objects);
      } else {
        files[path] = text
          .replaceAll('https://github.com', this.githubUrl)
          .replace(/(?<=^ {2}timeout: )3m$/m, path.startsWith('dist/tenants/') ? HEALTH_TIMEOUT : '3m');
      }
    }
    for (const environment of ENVIRONMENTS) {
      files[`dist/infrastructure/${environment}/controllers/definitions.yaml`] = this.definitions;
    }
    return files;
  }
}

function canRunHere({ kind }: KubernetesObject): boolean {
  return !NEEDS_A_REAL_CLUSTER.includes(kind);
}

/** YAML is JSON too, a document an object. */
function yamlOf(objects: readonly object[]): string {
  return objects.map((object) => JSON.stringify(object)).join('\n---\n');
}
