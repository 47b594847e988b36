import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Metrics } from './metrics';

/** How a program is run. */
export interface DaemonProps {
  /** Names it in messages, and its log file: `<name>.log`. */
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  /** On top of this process' own environment. @default - nothing */
  readonly env?: Readonly<Record<string, string>>;
  /** Port of the loopback where Prometheus would read it. @default - it is not read */
  readonly metricsPort?: number;
}

/** A long-running program, which can be ended and started again as often as a test likes. */
export class Daemon {
  private child: ChildProcess | undefined;

  constructor(
    private props: DaemonProps,
    /** File that its stdout and stderr are appended to. */
    readonly log: string,
    private readonly watched: (line: string) => void,
  ) {}

  get name(): string {
    return this.props.name;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  get isRunning(): boolean {
    return this.child !== undefined;
  }

  /** Starts it, where it does not run. */
  start(): void {
    if (this.child) return;
    const { program, args, env } = this.props;
    const log = openSync(this.log, 'a');
    // A group of its own: Ctrl-C must not reach it before whoever started it can act.
    const child = spawn(program, args, {
      detached: true,
      stdio: ['ignore', log, log],
      env: { ...process.env, ...env },
    });
    closeSync(log);
    this.child = child;
    if (child.pid !== undefined) this.watched(`${child.pid}`);
    const gone = () => {
      if (child.pid !== undefined) this.watched(`-${child.pid}`);
      if (this.child === child) this.child = undefined;
    };
    child.on('error', gone).on('exit', gone);
    child.unref();
  }

  /** Asks it to end, as a kubelet does, and after the grace period insists. @param grace milliseconds */
  async stop(grace = 5000): Promise<void> {
    await this.end('SIGTERM', grace);
  }

  /** Ends it without asking. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Ends it and starts it again. */
  async restart(how: 'stop' | 'kill' = 'stop'): Promise<void> {
    await this[how]();
    this.start();
  }

  /** Runs another program in its place, with the same arguments. @param program path */
  async replace(program: string): Promise<void> {
    await this.stop();
    this.props = { ...this.props, program };
    this.start();
  }

  /** Starts it again with more arguments; of a flag that is given twice, engines take the last. */
  async extend(...args: string[]): Promise<void> {
    await this.stop();
    this.props = { ...this.props, args: [...this.props.args, ...args] };
    this.start();
  }

  /** Halts it as a machine does that hangs, until {@link resume}: its connections stay open, and nothing is answered. */
  pause(): void {
    if (this.child) signal(this.child, 'SIGSTOP');
  }

  resume(): void {
    if (this.child) signal(this.child, 'SIGCONT');
  }

  /** What it counts of itself now. @throws Error where it has no port for that */
  async metrics(): Promise<Metrics> {
    const answer = await fetch(`http://127.0.0.1:${this.props.metricsPort}/metrics`);
    return new Metrics(await answer.text());
  }

  /** The last lines of its log. */
  tail(lines = 15): string {
    return readFileSync(this.log, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  }

  private async end(how: NodeJS.Signals, grace = 0): Promise<void> {
    const { child } = this;
    if (!child) return;
    child.ref();
    const ended = new Promise((resolve) => child.once('exit', resolve));
    signal(child, how);
    // It may be halted, and could not act.
    signal(child, 'SIGCONT');
    if (how !== 'SIGKILL') await Promise.race([ended, sleep(grace, undefined, { ref: false })]);
    if (this.child === child) signal(child, 'SIGKILL');
    await ended;
  }
}

/** Signals a program and what it has started; one that has ended a moment ago needs none. */
function signal({ pid }: ChildProcess, how: NodeJS.Signals): void {
  try {
    process.kill(-(pid as number), how);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/**
 * The programs of a run and its folder for data. A watchdog of its own process ends them all, however this one ends:
 * by {@link stop}, Ctrl-C, an error or SIGKILL.
 */
export class Daemons {
  /** For data; gone when the run has ended. */
  readonly folder = mkdtempSync(join(tmpdir(), 'platform-engines-'));
  private readonly watchdog: ChildProcess;
  private readonly all: Daemon[] = [];

  /** @param logs folder for the logs; what a former run left there is removed */
  constructor(readonly logs: string) {
    rmSync(logs, { recursive: true, force: true });
    mkdirSync(logs, { recursive: true });
    this.watchdog = spawn(process.execPath, [join(__dirname, 'watchdog.js'), this.folder], {
      detached: true,
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    this.watchdog.unref();
  }

  /** A program of this run; it is not started yet. @param group folder of its log, and for data of its own */
  daemon(group: string, props: DaemonProps): Daemon {
    mkdirSync(join(this.logs, group), { recursive: true });
    const daemon = new Daemon(props, join(this.logs, group, `${props.name}.log`), (line) => {
      this.watchdog.stdin?.write(`${line}\n`);
    });
    this.all.push(daemon);
    return daemon;
  }

  /** Names of the programs that run. */
  get running(): readonly string[] {
    return this.all.filter(({ isRunning }) => isRunning).map(({ name }) => name);
  }

  /** A folder for data, empty. */
  data(...path: readonly string[]): string {
    const folder = join(this.folder, ...path);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  /** Ends everything, and removes the data. */
  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.watchdog.once('exit', resolve));
    this.watchdog.ref();
    this.watchdog.stdin?.end();
    await ended;
    // Its signals have been sent; the news of each end comes after that.
    while (this.running.length > 0) await sleep(10);
  }
}
