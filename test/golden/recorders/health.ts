import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { writeWhole } from '../../../constructs/output/whole-file';
import type { HealthCheckExpressions } from '../../../constructs/flux/health';
import { HEALTH_JUDGE } from '../../engines/engines';
import { PACKAGE_HEALTH, PACKAGE_STATES } from '../../flux/condition-states';
import {
  type HealthStatus,
  OPTIONAL_HEALTH,
  OPTIONAL_STATES,
  ROLLOUT_HEALTH,
  ROLLOUT_STATES,
  type RolloutState,
} from '../../flux/rollout-states';
import type { Recorder } from './recorder';

const FOLDER = join(__dirname, '..', '..', '..', '..', 'test', 'golden', 'health');

/** What kustomize-controller's own evaluator answered. */
export interface HealthRecord {
  /** The evaluator. */
  readonly judge: { readonly module: string; readonly version: string };
  readonly expressions: HealthCheckExpressions;
  readonly answers: Readonly<Record<string, HealthAnswer>>;
}

/** What it said of one object. */
interface HealthAnswer {
  readonly status: HealthStatus;
  readonly error?: string;
  readonly object: unknown;
}

const ASKED: Readonly<
  Record<string, { readonly expressions: HealthCheckExpressions; readonly states: Readonly<Record<string, RolloutState>> }>
> = {
  rollout: { expressions: ROLLOUT_HEALTH, states: ROLLOUT_STATES },
  optional: { expressions: OPTIONAL_HEALTH, states: OPTIONAL_STATES },
  conditions: { expressions: PACKAGE_HEALTH, states: PACKAGE_STATES },
};

const JUDGE = { module: HEALTH_JUDGE.module, version: HEALTH_JUDGE.version };

/** @param name of {@link ASKED} @returns undefined where it was never asked */
export function healthRecord(name: string): HealthRecord | undefined {
  const file = join(FOLDER, `${name}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** Whether an answer is not to these expressions and states, or not of the evaluator that the clusters run. */
export function isHealthStale(name: string): boolean {
  const { expressions, states } = ASKED[name] as (typeof ASKED)[string];
  const record = healthRecord(name);
  if (!record) return true;
  const { judge, expressions: asked, answers } = record;
  const objects = Object.entries(answers).map(([state, { object }]) => [state, object]);
  const now = Object.entries(states).map(([state, { object }]) => [state, object]);
  return !isDeepStrictEqual([judge, asked, objects], [JUDGE, JSON.parse(JSON.stringify(expressions)), now]);
}

/** What kustomize-controller's evaluator makes of the states that the health checks have to tell apart. */
export const HEALTH: Recorder = {
  name: 'health',
  stale: () => Object.keys(ASKED).filter(isHealthStale),
  async record({ find, progress }, names) {
    const { path } = await find('healthJudge');
    for (const name of names) {
      progress(`health: ${name}`);
      const { expressions, states } = ASKED[name] as (typeof ASKED)[string];
      const objects = Object.fromEntries(Object.entries(states).map(([state, { object }]) => [state, object]));
      const judged = await ask(path, JSON.stringify({ expressions, objects }));
      const answers = Object.fromEntries(
        Object.entries(objects).map(([state, object]) => [state, { ...judged[state], object }]),
      );
      const record = { judge: JUDGE, expressions, answers };
      writeWhole(join(FOLDER, `${name}.json`), `${JSON.stringify(record, undefined, 2)}\n`);
    }
    return `${JUDGE.module} ${JUDGE.version}`;
  },
};

function ask(program: string, question: string): Promise<Readonly<Record<string, Omit<HealthAnswer, 'object'>>>> {
  return new Promise((resolve, reject) => {
    const child = execFile(program, (error, stdout) => (error ? reject(error) : resolve(JSON.parse(stdout))));
    child.stdin?.end(question);
  });
}
