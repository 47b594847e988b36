import { repositoriesOf } from '../../../constructs/registration/names';
import type { Registration } from '../../../constructs/registration/schema';
import { ENVIRONMENTS, type Environment } from '../../../constructs/settings/settings';
import { platform } from '../../../platform';
import type { Repository } from '../../github';
import type { Fleet } from '../fleet';

/** Files by their paths; null where one is removed. */
export type Files = Readonly<Record<string, string | null>>;

/** An app of a story, and what its team does with its deploy repository. */
export class TestApp {
  private constructor(
    private readonly fleet: Fleet,
    readonly registration: Registration,
    readonly deploy: Repository,
  ) {}

  /** What the form and the merge of its pull request come to: three repositories, and a registration. */
  static async create(fleet: Fleet, name: string, openTo: Environment = 'dev'): Promise<TestApp> {
    const { commit, app } = await TestApp.fillIn(fleet, { ...answersOf(name), openTo });
    await fleet.delivered(commit, ['dev']);
    return app;
  }

  /** As {@link create}, without telling Flux: it finds out by polling. @returns the merge of the registration */
  static async fillIn(
    fleet: Fleet,
    registration: Registration,
  ): Promise<{ readonly app: TestApp; readonly commit: string }> {
    const deploy = await fleet.createRepositories(registration);
    const commit = await fleet.platform.register(registration);
    return { app: new TestApp(fleet, registration, deploy), commit };
  }

  /** Lets the app into more environments. @returns the merge of the changed registration */
  open(openTo: Environment): Promise<string> {
    return this.fleet.platform.register({ ...this.registration, openTo });
  }

  /** One that is there. */
  static of(fleet: Fleet, registration: Registration): TestApp {
    return new TestApp(fleet, registration, fleet.github.repository(repositoriesOf(registration.name).deploy));
  }

  get name(): string {
    return this.registration.name;
  }

  /** The commit that a branch or tag stands for. */
  async commit(ref = 'refs/heads/main'): Promise<string> {
    return (await this.deploy.git.resolve(ref)) as string;
  }

  /** Commits to main, and tells the clusters that follow it, as GitHub's webhook does. @returns the commit */
  async push(files: Files, message = 'chore: change'): Promise<string> {
    const commit = await this.deploy.git.commitFiles('main', files, message);
    await this.notify();
    return commit;
  }

  /** Replaces a text in a file, which must be there, and pushes. @returns the commit */
  async edit(path: string, from: string | RegExp, to: string): Promise<string> {
    const text = await this.read(path);
    const edited = text.replace(from, to);
    if (edited === text) throw new Error(`${path} has no ${from}:\n${text}`);
    return this.push({ [path]: edited }, `chore: ${to}`);
  }

  /** Brings a file of main. @throws Error where there is none */
  async read(path: string): Promise<string> {
    const text = await this.deploy.git.read('refs/heads/main', path);
    if (text === undefined) throw new Error(`${this.deploy.fullName} has no ${path}`);
    return text;
  }

  /** What `git revert HEAD` and a push do. @returns the commit */
  async revert(): Promise<string> {
    const head = await this.commit();
    const parent = await this.commit(`${head}~1`);
    const [now, then] = await Promise.all([this.deploy.git.files(head), this.deploy.git.files(parent)]);
    const removed = Object.keys(now).filter((path) => !(path in then));
    return this.push({ ...then, ...Object.fromEntries(removed.map((path) => [path, null])) }, 'revert');
  }

  /** Tags what is on main, and tells prod. @returns the commit */
  async release(tag: string): Promise<string> {
    const commit = await this.commit();
    await this.deploy.git.setRef(`refs/tags/${tag}`, commit, undefined);
    await this.notify(['prod']);
    return commit;
  }

  /** Tells clusters that the deploy repository was pushed to. @default those that follow a branch */
  async notify(environments: readonly Environment[] = followers()): Promise<void> {
    for (const environment of environments) {
      const plane = this.fleet.planes[environment];
      if (await plane.cluster.get(plane.gitRepository(this.name))) await plane.notify(this.name);
    }
  }
}

/** The environments that follow a branch. */
function followers(): readonly Environment[] {
  return ENVIRONMENTS.filter((name) => 'branch' in platform.environments[name].deployRef);
}

/** The answers of the form; an app starts in dev. */
export function answersOf(name: string): Registration {
  return {
    name,
    team: `${name}-team`,
    database: name,
    apiPort: 3001,
    monitoring: true,
    repositories: 'backstage',
    openTo: 'dev',
  };
}
