import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../constructs/output/whole-file';
import { listed } from '../constructs/problems/listed';
import { shown } from '../constructs/problems/problem';
import { checkAnswers } from '../constructs/registration/check';
import { repositoriesOf } from '../constructs/registration/names';
import { readRegistrations } from '../constructs/registration/read';
import type { Registration } from '../constructs/registration/schema';
import { registrationPath, registrationText } from '../constructs/registration/write';
import { ENVIRONMENTS, FIRST_ENVIRONMENT } from '../constructs/settings/settings';
import { UserError } from '../constructs/settings/user-error';
import { ROOT } from '../constructs/synthesize';
import { settings } from '../main';
import { paint, run } from './console';

const HELP = `Usage: npm run register -- --name NAME --team TEAM --database DATABASE [options]

Writes the registration of an app, apps/NAME.yaml, as the form in Backstage would. It is there for good once it is merged.

Options:
  --name NAME            the app; its repositories, namespaces and host are named after it
  --team TEAM            the team that owns it, by its slug on GitHub
  --database DATABASE    name of its PostgreSQL database
  --api-port PORT        port that the API listens on; default: 3001
  --monitoring BOOLEAN   whether it is monitored, true or false; default: true
  --description TEXT     what it is for, in one line
  --open-to ENVIRONMENT  last environment that it may be deployed to: ${listed(ENVIRONMENTS)}; default: ${FIRST_ENVIRONMENT}
  --repositories WHO     who creates its repositories: pulumi or backstage; default: pulumi
  --help                 print this
`;

/** The option of each field. */
const OPTIONS = {
  name: 'name',
  team: 'team',
  database: 'database',
  apiPort: 'api-port',
  monitoring: 'monitoring',
  repositories: 'repositories',
  openTo: 'open-to',
  description: 'description',
} as const satisfies Readonly<Record<keyof Registration, string>>;

const TEXT = { type: 'string' } as const;

run(
  HELP,
  {
    name: TEXT,
    team: TEXT,
    database: TEXT,
    'api-port': TEXT,
    monitoring: TEXT,
    description: TEXT,
    'open-to': TEXT,
    repositories: TEXT,
  },
  (values) => {
    const given = { 'open-to': FIRST_ENVIRONMENT, repositories: 'pulumi', ...values };
    const answers = new Map(
      Object.entries(OPTIONS).flatMap(([field, option]) => {
        const text = given[option];
        return text === undefined ? [] : [[field, { value: answerIn(field, text), given: shown(text) }] as const];
      }),
    );
    const checked = checkAnswers(answers);
    if ('problems' in checked) {
      const lines = checked.problems.map(({ where, given, allowed }) => {
        return `--${OPTIONS[where as keyof Registration]}: given ${given}; allowed: ${allowed}`;
      });
      throw new UserError(lines.join('\n'));
    }
    write(checked.registration);
    say(checked.registration);
  },
);

/** A number or a boolean where the field is one and the text says one; the text itself is refused by the check. */
function answerIn(field: string, text: string): unknown {
  if (field === 'apiPort' && /^[0-9]+$/.test(text)) return Number(text);
  if (field === 'monitoring' && /^(true|false)$/.test(text)) return text === 'true';
  return text;
}

/** @throws UserError where it is there, cannot be written, or does not go with the others; then nothing is written */
function write(registration: Registration): void {
  const path = registrationPath(registration.name);
  const file = join(ROOT, path);
  if (existsSync(file)) throw new UserError(`${path}: is there already; allowed: the name of a new app`);
  writeWhole(file, registrationText(registration), path);
  try {
    readRegistrations(join(ROOT, 'apps'), [settings().repository]);
  } catch (error) {
    rmSync(file);
    throw error;
  }
}

function say({ name, repositories }: Registration): void {
  const { frontend, backend, deploy } = repositoriesOf(name);
  const creator =
    repositories === 'pulumi'
      ? 'pulumi up --stack github creates them once it is merged'
      : 'Backstage has created them, or does so by its form';
  console.log(paint('bold', `${registrationPath(name)} is written.`));
  console.log(`Its repositories are ${frontend}, ${backend} and ${deploy}: ${creator}.`);
  console.log('Next: npm start adds it to dist/; commit both, and open a pull request.');
}
