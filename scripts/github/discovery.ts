import { ANSWER_FILES, deployAnswers } from '../../constructs/node-app/deploy-answers';
import { shown } from '../../constructs/problems/problem';
import { checkAnswers } from '../../constructs/registration/check';
import { FLUX_MANAGED, repositoriesOf } from '../../constructs/registration/names';
import { parseFile } from '../../constructs/registration/parse';
import type { Registration } from '../../constructs/registration/schema';
import { registrationBranch, registrationPath, registrationText } from '../../constructs/registration/write';
import { isSameName } from '../../constructs/settings/github-names';
import { FIRST_ENVIRONMENT, type PlatformSettings } from '../../constructs/settings/settings';
import { type Client, orNothing } from './client';
import { compare } from './findings';
import { PlatformRepository, readText } from './platform-repository';

/** What discovery works with. */
export interface DiscoveryProps {
  readonly client: Client;
  readonly settings: Pick<PlatformSettings, 'organization' | 'repository'>;
  readonly registrations: readonly Registration[];
  /** Whether it only says what it would do. */
  readonly dryRun: boolean;
}

/** What was found and done. */
export interface DiscoveryResult {
  /** Repositories that GitHub listed. */
  readonly repositories: number;
  /** What has become of each app that is not registered. */
  readonly proposals: readonly string[];
  readonly warnings: readonly string[];
}

/** What has become of an app that is not registered: a proposal, or the reasons why there is none. */
type Proposed = { readonly proposal: string } | { readonly warnings: readonly string[] };

/** Finds deploy repositories that are not registered, and proposes their registrations. It takes nothing away. */
export class Discovery {
  private constructor(
    private readonly props: DiscoveryProps,
    private readonly platform: PlatformRepository,
  ) {}

  /** @throws UserError where GitHub's list cannot be complete, or has no platform repository; then nothing has been done */
  static async run(props: DiscoveryProps): Promise<DiscoveryResult> {
    return new Discovery(props, await PlatformRepository.find(props.client, props.settings)).run();
  }

  private async run(): Promise<DiscoveryResult> {
    const { client, settings, registrations } = this.props;
    const list = { org: settings.organization, type: 'all', per_page: 100 } as const;
    const listed = await client.paginate(client.rest.repos.listForOrg, list);
    const found = compare(
      listed.map(({ name, topics = [], archived = false }) => ({ name, topics, archived })),
      registrations,
    );
    const warnings = [...this.platform.notices, ...found.warnings];
    for (const name of found.missing) warnings.push(await this.whyMissing(name));
    const proposals: string[] = [];
    for (const name of found.unregistered) {
      const proposed = await this.propose(name);
      if ('proposal' in proposed) proposals.push(proposed.proposal);
      else warnings.push(...proposed.warnings);
    }
    return { repositories: listed.length, proposals, warnings };
  }

  /** What has become of a deploy repository that is not listed. */
  private async whyMissing(app: string): Promise<string> {
    const { client, settings } = this.props;
    const { deploy } = repositoriesOf(app);
    const found = await orNothing(client.rest.repos.get({ owner: settings.organization, repo: deploy }));
    const file = registrationPath(app);
    if (found === undefined) return `${file}: ${deploy} is gone, or this token may not see it`;
    return isSameName(found.data.full_name, `${settings.organization}/${deploy}`)
      ? `${file}: ${deploy} is there, but was not listed`
      : `${file}: ${deploy} was renamed or moved to ${found.data.full_name}`;
  }

  /** Opens the pull request of an app's registration, or brings the one that there is up to date. */
  private async propose(app: string): Promise<Proposed> {
    const { deploy } = repositoriesOf(app);
    const answers = await this.answers(app);
    if (!(answers instanceof Map)) return answers;
    const branch = registrationBranch(app);
    const [open] = await this.platform.pulls(branch);
    const [rejected] = open ? [] : await this.platform.rejected(branch);
    if (rejected) {
      const mend = `reopen it, or take the topic ${FLUX_MANAGED} away`;
      return { warnings: [`${deploy}: is not registered, and ${rejected.url} was closed: ${mend}`] };
    }

    const path = registrationPath(app);
    // What was changed on the branch besides the answers of the repository stays as it is.
    const before = open && registrationIn(await this.platform.read(path, branch));
    const text = registrationText({
      repositories: 'backstage',
      openTo: FIRST_ENVIRONMENT,
      ...before,
      ...Object.fromEntries(answers),
    });
    if (before && registrationText(before) === text) return { proposal: `= ${app}: ${open?.url}` };
    if (this.props.dryRun) return { proposal: `${open ? '~' : '+'} ${app}` };
    const parent = (await this.platform.head(branch)) ?? (await this.platform.head('main'));
    if (parent === undefined) throw new Error(`${this.props.settings.repository} has no branch main`);
    const title = `feat(apps): register ${app}`;
    const tree = await this.platform.tree(parent, [{ path, content: text }]);
    await this.platform.commit(branch, tree, title, [parent]);
    const url = open?.url ?? (await this.platform.open(branch, title, bodyOf(deploy)));
    return { proposal: `${open ? '~' : '+'} ${app}: ${url}` };
  }

  /** The answers that a deploy repository holds, or why they are no registration. */
  private async answers(app: string): Promise<Map<string, unknown> | { readonly warnings: readonly string[] }> {
    const { client, settings } = this.props;
    const { deploy } = repositoriesOf(app);
    const files = new Map<string, string>();
    for (const path of ANSWER_FILES) {
      const text = await readText(client, { owner: settings.organization, repo: deploy, path });
      if (text !== undefined) files.set(path, text);
    }
    const answers = deployAnswers(files);
    const checked = checkAnswers(answers);
    if ('problems' in checked) {
      return {
        warnings: checked.problems.map(
          ({ where, given, allowed }) => `${deploy}: ${where}: given ${given}; allowed: ${allowed}`,
        ),
      };
    }
    const { name } = checked.registration;
    if (name !== app) return { warnings: [`${deploy}: name: given ${shown(name)}; allowed: ${shown(app)}`] };
    return new Map([...answers].map(([field, { value }]) => [field, value]));
  }
}

function registrationIn(text: string | undefined): Registration | undefined {
  const { answers } = parseFile(Buffer.from(text ?? ''));
  const checked = answers && checkAnswers(answers);
  return checked && 'registration' in checked ? checked.registration : undefined;
}

function bodyOf(deploy: string): string {
  return (
    `\`${deploy}\` has the topic \`${FLUX_MANAGED}\`, and its app is not registered. The answers are what the repository ` +
    `itself holds. This opens it to ${FIRST_ENVIRONMENT}; change \`openTo\` to open it further.`
  );
}
