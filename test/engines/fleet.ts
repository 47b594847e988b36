import { PLATFORM_SOURCE } from '../../constructs/flux/names';
import { repositoriesOf } from '../../constructs/registration/names';
import type { Registration } from '../../constructs/registration/schema';
import { ENVIRONMENTS, type Environment } from '../../constructs/settings/settings';
import { platform } from '../../platform';
import { type App, type Repository, TestGitHub } from '../github';
import { Authority } from './certificates';
import { Daemons } from './daemons';
import { describePatchAndTransform } from './functions/setting';
import { startFunctions } from './functions/start';
import type { PlaneContext } from './plane/control-plane';
import type { RunningFunction } from './plane/crossplane';
import { type GitHubAccess, REQUEUE_DEPENDENCY } from './plane/flux';
import { Plane } from './plane/plane';
import { SIMULATED } from './plane/workloads';
import { DIFFERENCES, PlatformRepository } from './platform-repository';
import type { Programs } from './programs';

/** All of what is not as in production, for people. */
export function simulated(): readonly string[] {
  const { isReal, is } = describePatchAndTransform();
  return [
    'GitHub: test/github, with real git over HTTP; the stories send its webhooks; the repositories of frontends and ' +
      'backends are empty, as no cluster reads them',
    ...(isReal ? [] : [is]),
    SIMULATED,
    DIFFERENCES,
    `Flux: looks every ${REQUEUE_DEPENDENCY} at a Kustomization that waits for another`,
  ];
}

/** What all clusters of a fleet share. */
interface Surroundings extends Omit<PlaneContext, 'name'> {
  readonly functions: readonly RunningFunction[];
}

/** GitHub and the clusters of all environments, on one machine. */
export class Fleet {
  private constructor(
    private readonly surroundings: Surroundings,
    readonly github: TestGitHub,
    /** The GitHub App as which every Flux reads the repositories. */
    readonly app: App,
    readonly platform: PlatformRepository,
    readonly planes: Readonly<Record<Environment, Plane>>,
  ) {}

  /**
   * Starts everything. However this process ends, everything ends with it.
   *
   * @param logs folder for the logs of the programs
   * @param progress is told what is about to take a while
   */
  static async start(programs: Programs, logs: string, progress: (step: string) => void): Promise<Fleet> {
    const daemons = new Daemons(logs);
    progress('starting GitHub, and putting the platform there');
    const folder = daemons.data('github');
    // People, and Backstage, know it by its own name.
    const webUrl = 'https://github.com';
    const github = await TestGitHub.start({ organization: platform.organization, webUrl, folder });
    try {
      const app = github.addApp('flux', { contents: 'read', metadata: 'read' });
      const repository = await github.addRepository(platform.repository);
      const platformRepository = await PlatformRepository.create(repository, github.url, daemons.data('dist'));
      await platformRepository.release();
      for (const registered of platformRepository.apps) {
        const { git } = await createRepositories(github, platformRepository, registered);
        await git.setRef('refs/tags/v0.1.0', (await git.head('main')) as string, undefined);
      }

      progress(`starting the control planes ${ENVIRONMENTS.join(', ')} with Crossplane and Flux`);
      const authority = await Authority.create();
      const functions = await startFunctions(daemons, authority, programs);
      const surroundings = { daemons, authority, programs, functions };
      const access = accessTo(github, app, platform.repository);
      const started = ENVIRONMENTS.map(
        async (environment) => [environment, await startPlane(surroundings, environment, environment, access)] as const,
      );
      // Where one fails, nothing may be ended while another still starts programs.
      await Promise.allSettled(started);
      const planes = Object.fromEntries(await Promise.all(started)) as Record<Environment, Plane>;
      return new Fleet(surroundings, github, app, platformRepository, planes);
    } catch (error) {
      await github.stop();
      await daemons.stop();
      throw error;
    }
  }

  /** Starts one more cluster, whose platform repository is another one. */
  addPlane(name: string, environment: Environment, repository: string): Promise<Plane> {
    return startPlane(this.surroundings, name, environment, accessTo(this.github, this.app, repository));
  }

  /** Makes an app's repositories, as the form does. @returns the deploy repository, with what it starts with */
  createRepositories(registration: Registration): Promise<Repository> {
    return createRepositories(this.github, this.platform, registration);
  }

  /** Tells clusters that the platform repository was pushed to, as GitHub's webhook does. */
  async notifyPlatform(environments: readonly Environment[]): Promise<void> {
    await Promise.all(environments.map((environment) => this.planes[environment].notify(PLATFORM_SOURCE)));
  }

  /** Tells clusters that the platform repository was pushed to, and waits until they have applied this commit. */
  async delivered(commit: string, environments: readonly Environment[]): Promise<void> {
    await this.notifyPlatform(environments);
    await Promise.all(
      environments.map(async (environment) => {
        const plane = this.planes[environment];
        await plane.applied(PLATFORM_SOURCE, commit);
        await plane.healthy('tenants', commit);
      }),
    );
  }

  /** Where its data is. */
  get folder(): string {
    return this.surroundings.daemons.folder;
  }

  /** Names of the programs that run. */
  running = (): readonly string[] => this.surroundings.daemons.running;

  /** Ends everything. */
  async stop(): Promise<void> {
    for (const { workloads } of Object.values(this.planes)) workloads.stop();
    await this.surroundings.daemons.stop();
    await this.github.stop();
  }
}

/** @param repository name of the platform repository */
function accessTo(github: TestGitHub, app: App, repository: string): GitHubAccess {
  const announce: GitHubAccess['announce'] = (name, webhook) => github.announce(github.repository(name), webhook);
  return { url: github.url, app, repository, announce };
}

function startPlane(of: Surroundings, name: string, environment: Environment, github: GitHubAccess): Promise<Plane> {
  return Plane.start({ ...of, name }, environment, of.functions, github);
}

async function createRepositories(
  github: TestGitHub,
  platformRepository: PlatformRepository,
  registration: Registration,
): Promise<Repository> {
  const { frontend, backend, deploy } = repositoriesOf(registration.name);
  for (const name of [frontend, backend]) await github.addRepository(name);
  return github.addRepository(deploy, { topics: ['flux-managed'], files: platformRepository.startOf(registration) });
}
