import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { UserError } from '../../constructs/settings/user-error';
import { isReachable } from '../engines/network';
import { decodeResponse, encodeRequest, type RenderInput, type RenderOutput } from './render-protocol';

/** A function that the engine calls, without TLS. */
export interface CalledFunction {
  /** Its name in Compositions. */
  readonly name: string;
  /** host:port */
  readonly address: string;
  /** The program that is to answer there. @default - it runs already */
  readonly program?: { readonly path: string; readonly args: readonly string[] };
}

/** The signals by which a command is ended from outside. */
const SIGNALS = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;

/** Crossplane's real reconciler, and the functions that it calls. */
export class RenderEngine {
  private readonly functions: { readonly name: string; readonly address: string }[] = [];
  private readonly children = new Set<ChildProcess>();

  private constructor(private readonly crossplane: string) {
    process.on('exit', this.stop);
    for (const signal of SIGNALS) process.on(signal, end);
  }

  /**
   * Starts what has to be started. Whatever ends this process then, a signal or an error, ends that as well.
   * @param crossplane path of the program
   * @throws UserError where one does not start
   */
  static async start(crossplane: string, functions: readonly CalledFunction[]): Promise<RenderEngine> {
    const engine = new RenderEngine(crossplane);
    try {
      engine.version();
      for (const called of functions) await engine.startFunction(called);
    } catch (error) {
      engine.stop();
      throw error;
    }
    return engine;
  }

  /** Reconciles once. @throws Error with what the engine says */
  async render(input: Omit<RenderInput, 'functions'>): Promise<RenderOutput> {
    const child = this.tracked(spawn(this.crossplane, ['internal', 'render']));
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => errors.push(chunk));
    // A program that ends before it has read everything says why on stderr and by its status.
    child.stdin.on('error', () => {});
    child.stdin.end(encodeRequest({ ...input, functions: this.functions }));
    const code = await new Promise((resolve) => child.on('close', resolve));
    if (code !== 0) throw new Error(Buffer.concat(errors).toString() || `crossplane ended with ${code}`);
    return decodeResponse(Buffer.concat(output));
  }

  /** What the engine calls itself. @throws UserError where it cannot be run, or calls itself nothing */
  version(): string {
    const { status, stdout } = spawnSync(this.crossplane, ['--version'], { encoding: 'utf8' });
    if (status !== 0) throw new UserError(`${this.crossplane} cannot be run`);
    const version = stdout.trim();
    // As a build does that was given none.
    if (version === '') throw new UserError(`${this.crossplane} does not say which version it is`);
    return version;
  }

  /** Stops what was started. */
  readonly stop = (): void => {
    for (const child of this.children) child.kill();
    process.off('exit', this.stop);
    for (const signal of SIGNALS) process.off(signal, end);
  };

  private async startFunction({ name, address, program }: CalledFunction): Promise<void> {
    if (program) {
      const child = this.tracked(spawn(program.path, program.args, { stdio: 'ignore' }));
      if (!(await isReachable(address, () => this.children.has(child)))) {
        throw new UserError(`${name}: ${program.path} does not start`);
      }
    }
    this.functions.push({ name, address });
  }

  /** Remembers a program for as long as it runs; one that cannot be started is closed at once. */
  private tracked<Child extends ChildProcess>(child: Child): Child {
    this.children.add(child);
    child.on('error', () => {}).on('close', () => this.children.delete(child));
    return child;
  }
}

/** Ends this process as the signal would have, but with the listeners of `exit` asked. */
function end(signal: NodeJS.Signals): void {
  process.exit(128 + constants.signals[signal]);
}
