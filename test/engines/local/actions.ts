import { type Problem, shown } from '../../../constructs/problems/problem';
import { checkAnswers } from '../../../constructs/registration/check';
import type { Answer } from '../../../constructs/registration/parse';
import { RegistrationSchema } from '../../../constructs/registration/schema';
import { ENVIRONMENTS } from '../../../constructs/settings/settings';
import { UserError } from '../../../constructs/settings/user-error';
import type { Fleet } from '../fleet';
import { TestApp } from '../stories/test-app';
import { nextTag } from '../wanted';

/** The fields of the form that are asked here; the others keep their defaults. */
const ASKED = ['name', 'team', 'database', 'apiPort', 'monitoring'] as const;

/** Components whose image a team chooses. */
const COMPONENTS = ['frontend', 'backend'] as const;

/** A field of the form, as JSON Schema describes it. */
export interface FormField {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly type: 'string' | 'integer' | 'boolean';
  readonly default?: string | number | boolean;
}

export const FORM: readonly FormField[] = ASKED.map(
  (name) => ({ name, ...RegistrationSchema.properties[name] }) as never,
);

/** Answers that cannot be taken: nothing was done. */
export class Refusal extends UserError {
  override readonly name = 'Refusal';

  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ where, given, allowed }) => `${where}: given ${given}; allowed: ${allowed}`).join('\n'));
  }
}

/** What was answered, by the fields' names: anything that JSON can hold. */
export type Given = Readonly<Record<string, unknown>>;

/** What a developer and a release do, from the page. Each of them refuses what it cannot do, with a {@link Refusal}. */
export class PlatformActions {
  constructor(private readonly fleet: Fleet) {}

  /** Fills in the form, and merges the registration. */
  async create(answers: Given): Promise<void> {
    const given = Object.entries(answers).map(
      ([name, value]) => [name, { value, given: text(value) } as Answer] as const,
    );
    const checked = checkAnswers(new Map(given));
    if ('problems' in checked) throw new Refusal(checked.problems);
    const { registration } = checked;
    if (this.fleet.platform.apps.some(({ name }) => name === registration.name)) {
      throw new Refusal([{ where: 'name', given: text(registration.name), allowed: 'a name that no app has' }]);
    }
    await TestApp.fillIn(this.fleet, { ...registration, openTo: 'dev' });
    await this.fleet.notifyPlatform(ENVIRONMENTS);
  }

  /** Commits another image to an overlay, as the workflow does that has built it. */
  async changeImage(app: string, { environment, component, tag }: Given): Promise<void> {
    const overlay = `overlays/${oneOf(ENVIRONMENTS, 'environment', environment)}`;
    const path = `${overlay}/${oneOf(COMPONENTS, 'component', component)}-deployment.yaml`;
    // As registries have tags: https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pulling-manifests
    if (typeof tag !== 'string' || !/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/.test(tag)) {
      throw new Refusal([{ where: 'tag', given: text(tag), allowed: '1 to 128 letters, digits and _ . -' }]);
    }
    const found = this.appOf(app);
    const before = await found.read(path);
    const after = before.replace(/(?<=^ +image: \S+:)[^\s:]+$/m, tag);
    if (after === before) throw new Refusal([{ where: 'tag', given: text(tag), allowed: 'another one than there is' }]);
    await found.push({ [path]: after }, `feat: ${component} ${tag} in ${environment}`);
  }

  /** Reverts the newest commit. */
  async revert(name: string): Promise<void> {
    const app = this.appOf(name);
    const head = await app.commit();
    if ((await app.deploy.git.resolve(`${head}~1`)) === undefined) {
      throw new Refusal([{ where: 'commit', given: 'the first', allowed: 'one that has another before it' }]);
    }
    await app.revert();
  }

  /** Lets an app into more environments; for those that follow tags, the platform is released. */
  async open(app: string, { environment }: Given): Promise<void> {
    await this.appOf(app).open(oneOf(ENVIRONMENTS, 'environment', environment));
    await this.fleet.platform.release();
    await this.fleet.notifyPlatform(ENVIRONMENTS);
  }

  /** Tags what is on main, which prod follows. */
  async release(name: string): Promise<void> {
    const app = this.appOf(name);
    await app.release(await nextTag(app.deploy));
  }

  private appOf(name: string): TestApp {
    const registration = this.fleet.platform.apps.find((app) => app.name === name);
    if (!registration) throw new Refusal([{ where: 'app', given: text(name), allowed: 'an app that is registered' }]);
    return TestApp.of(this.fleet, registration);
  }
}

function oneOf<const Value extends string>(allowed: readonly Value[], where: string, given: unknown): Value {
  const found = allowed.find((value) => value === given);
  if (found === undefined) throw new Refusal([{ where, given: text(given), allowed: allowed.join(', ') }]);
  return found;
}

/** As a message repeats it. */
function text(value: unknown): string {
  return typeof value === 'string' ? shown(value) : JSON.stringify(value ?? 'nothing');
}
