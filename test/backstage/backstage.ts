import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toYaml } from '../../constructs/output/yaml';
import { ENVIRONMENTS, type Environment } from '../../constructs/settings/settings';
import { ROOT } from '../../constructs/synthesize';
import type { TestGitHub } from '../github';
import { FOLDER } from './installed';

/** A token for the tests' own calls, to a server on loopback that lives as long as they do. */
const TOKEN = 'for-the-calls-of-these-tests';
const APP_CONFIG = join(ROOT, 'dist', 'backstage', 'app-config.platform.yaml');
const START_TIMEOUT = 180_000;
const TASK_TIMEOUT = 300_000;

/** What the steps of a task said. */
export interface TaskResult {
  readonly id: string;
  readonly status: 'completed' | 'failed';
  /** Status of each step that began, by its id. */
  readonly steps: Readonly<Record<string, string>>;
  /** Why it failed. */
  readonly error?: string;
  readonly output: { readonly links?: readonly Readonly<Record<string, string>>[] };
  readonly log: readonly string[];
}

/** How Backstage reaches clusters: address, token, and the authority that it trusts there, as base64 of the PEM. */
export type Clusters = {
  readonly [Name in Environment]?: { readonly url: string; readonly token: string; readonly ca: string };
};

/** An answer of its API. */
export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

/** Settings of an organization's own app-config that a test adds. */
export type OwnConfig = Readonly<Record<string, object>>;

/**
 * The real backend of Backstage, as in production, with the platform's app-config, against the test GitHub; it and its
 * PostgreSQL run in processes of their own.
 */
export class Backstage {
  private process: ChildProcess | undefined;

  private constructor(
    private readonly url: string,
    private readonly folder: string,
    private readonly postgres: ChildProcess,
    private readonly clusters: Clusters,
  ) {}

  /**
   * @param groups names of the groups that its catalog has
   * @param clusters those that there are; it is told of the others too, but nothing answers there
   * @throws Error with the end of its log where it does not come to be ready
   */
  static async start(
    github: TestGitHub,
    groups: readonly string[],
    clusters: Clusters = {},
    own: OwnConfig = {},
  ): Promise<Backstage> {
    const folder = mkdtempSync(join(tmpdir(), 'backstage-'));
    // PostgreSQL runs as another user where this one is root.
    chmodSync(folder, 0o755);
    mkdirSync(join(folder, 'work'));
    const [port, postgresPort] = [await freePort(), await freePort()];
    const url = `http://127.0.0.1:${port}`;
    writeFileSync(join(folder, 'groups.yaml'), groups.map((name) => toYaml(group(name))).join('---\n'));
    const config = { ...appConfigOfTests(url, port, postgresPort, folder, github), ...own };
    writeFileSync(join(folder, 'app-config.yaml'), toYaml(config));
    const postgres = spawn(process.execPath, ['postgres.mjs', join(folder, 'postgres'), String(postgresPort)], {
      cwd: FOLDER,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const backstage = new Backstage(url, folder, postgres, clusters);
    try {
      await saysReady(postgres);
      await backstage.startBackend();
    } catch (error) {
      await backstage.stop();
      throw error;
    }
    return backstage;
  }

  async stop(): Promise<void> {
    for (const child of [this.process, this.postgres]) {
      if (!child || !isRunning(child)) continue;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
      await once(child, 'exit');
      clearTimeout(timer);
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Ends the backend without its knowing, and starts it again as on another machine: it has its database, and no files. */
  async crash(): Promise<void> {
    const { process: backend } = this;
    if (backend?.kill('SIGKILL')) await once(backend, 'exit');
    const work = join(this.folder, 'work');
    rmSync(work, { recursive: true });
    mkdirSync(work);
    await this.startBackend();
  }

  private async startBackend(): Promise<void> {
    const log = openSync(join(this.folder, 'log'), 'a');
    const backend = spawn(
      process.execPath,
      ['backend.mjs', '--config', APP_CONFIG, '--config', join(this.folder, 'app-config.yaml')],
      {
        cwd: FOLDER,
        stdio: ['ignore', log, log],
        env: { ...process.env, ...variablesOf(this.clusters), NODE_ENV: 'production', NO_COLOR: '1' },
      },
    );
    closeSync(log);
    this.process = backend;
    try {
      await eventually(
        'Backstage',
        async () => {
          if (!isRunning(backend)) throw new Error(`Backstage ended with status ${backend.exitCode}`);
          return (await this.readiness()) === 200 || undefined;
        },
        START_TIMEOUT,
      );
    } catch (error) {
      throw new Error(`${(error as Error).message}\n${this.log()}`);
    }
  }

  async ask<T>(method: string, path: string, body?: unknown, headers: object = {}): Promise<Answer<T>> {
    const response = await fetch(`${this.url}/api/${path}`, {
      method,
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text ? JSON.parse(text) : undefined) as T };
  }

  /** An entity of the catalog; it takes a while until a new one is there. @throws Error where it does not come */
  async entity<T>(ref: string): Promise<T> {
    const [kind, namespace, name] = ref.split(/[:/]/);
    return eventually(ref, async () => {
      const { status, body } = await this.ask<T>('GET', `catalog/entities/by-name/${kind}/${namespace}/${name}`);
      return status === 200 ? body : undefined;
    });
  }

  /** Runs a template of the catalog with these answers to its end. */
  async run(template: string, values: object): Promise<TaskResult> {
    return this.result(await this.begin(template, values));
  }

  /** Begins to run a template of the catalog with these answers. @returns the ID of the task */
  async begin(template: string, values: object): Promise<string> {
    const { status, body } = await this.ask<{ readonly id: string }>('POST', 'scaffolder/v2/tasks', {
      templateRef: template,
      values,
      secrets: {},
    });
    if (status !== 201) throw new Error(`the task was refused: ${JSON.stringify(body)}`);
    return body.id;
  }

  /** Runs a task that has ended again, to its end. */
  async retry(task: TaskResult): Promise<TaskResult> {
    const { body: before } = await this.ask<TaskEvent[]>('GET', `scaffolder/v2/tasks/${task.id}/events`);
    const { status, body } = await this.ask('POST', `scaffolder/v2/tasks/${task.id}/retry`, { secrets: {} });
    if (status !== 201) throw new Error(`the task cannot be retried: ${status} ${JSON.stringify(body)}`);
    return this.result(task.id, Math.max(...before.map(({ id }) => id)));
  }

  /** What has become of a task, once it has ended. @param after ID of the last event that is not of interest */
  async result(id: string, after = 0): Promise<TaskResult> {
    const events = await eventually(
      `the end of task ${id}`,
      async () => {
        const { body } = await this.ask<TaskEvent[]>('GET', `scaffolder/v2/tasks/${id}/events?after=${after}`);
        return body.some(({ type }) => type === 'completion') ? body : undefined;
      },
      TASK_TIMEOUT,
    );
    const { body } = await eventually(`the state of task ${id}`, async () => {
      const answer = await this.ask<{ readonly status: string }>('GET', `scaffolder/v2/tasks/${id}`);
      return /completed|failed/.test(answer.body.status) ? answer : undefined;
    });
    const end = events.find(({ type }) => type === 'completion')?.body;
    const steps = events.flatMap(({ body }) => (body.stepId && body.status ? [[body.stepId, body.status]] : []));
    return {
      id,
      status: body.status as TaskResult['status'],
      steps: Object.fromEntries(steps),
      ...(end?.error && { error: end.error.message }),
      output: end?.output ?? {},
      log: events.map(({ body }) => body.message),
    };
  }

  /** What it says of itself to those who ask whether it can be used: 200 once all plugins have started. */
  async readiness(): Promise<number | undefined> {
    const response = await fetch(`${this.url}/.backstage/health/v1/readiness`).catch(() => undefined);
    return response?.status;
  }

  /** The end of what it has logged. */
  private log(): string {
    return readFileSync(join(this.folder, 'log'), 'utf8').split('\n').slice(-40).join('\n');
  }
}

function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

async function saysReady(postgres: ChildProcess): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    postgres.stdout?.once('data', () => resolve());
    postgres.once('exit', (code) => reject(new Error(`PostgreSQL ended with status ${code}`)));
  });
}

interface TaskEvent {
  readonly id: number;
  readonly type: 'log' | 'completion';
  readonly body: {
    readonly message: string;
    readonly stepId?: string;
    readonly status?: string;
    readonly error?: { readonly message: string };
    readonly output?: TaskResult['output'];
  };
}

/** Waits until there is an answer. @throws Error where there is none in time, in milliseconds */
export async function eventually<T>(what: string, ask: () => Promise<T | undefined>, timeout = 120_000): Promise<T> {
  const end = Date.now() + timeout;
  while (Date.now() < end) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${what}: not within ${timeout / 1000} s`);
}

/** What an organization's own app-config says besides the platform's. */
function appConfigOfTests(url: string, port: number, postgresPort: number, folder: string, github: TestGitHub): object {
  return {
    app: { baseUrl: url },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port },
      workingDirectory: join(folder, 'work'),
      database: {
        client: 'pg',
        connection: { host: '127.0.0.1', port: postgresPort, user: 'backstage', password: 'backstage' },
      },
      auth: { externalAccess: [{ type: 'static', options: { token: TOKEN, subject: 'tests' } }] },
    },
    integrations: {
      github: [{ host: 'github.com', apiBaseUrl: `${github.url}/api/v3`, token: github.owner.token }],
    },
    catalog: {
      locations: [{ type: 'file', target: join(folder, 'groups.yaml'), rules: [{ allow: ['Group'] }] }],
      processingInterval: { seconds: 5 },
    },
  };
}

/** The variables by which it is told of the clusters. */
function variablesOf(clusters: Clusters): Record<string, string> {
  const nowhere = { url: 'https://127.0.0.1:1', token: 'none', ca: Buffer.from('none').toString('base64') };
  return Object.fromEntries(
    ENVIRONMENTS.flatMap((environment) => {
      const prefix = `KUBERNETES_${environment.toUpperCase()}`;
      const { url, token, ca } = clusters[environment] ?? nowhere;
      return [
        [`${prefix}_URL`, url],
        [`${prefix}_TOKEN`, token],
        [`${prefix}_CA`, ca],
      ];
    }),
  );
}

function group(name: string): object {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name },
    spec: { type: 'team', children: [] },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return (address as { readonly port: number }).port;
}
