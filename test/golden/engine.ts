import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../constructs/settings/user-error';
import { decodeResponse, encodeRequest, type RenderInput, type RenderOutput } from './render-protocol';

/** A function that the engine calls: a program that is started, or the address of one that runs. */
export interface FunctionSetting {
  /** Its name in Compositions. */
  readonly name: string;
  /** Environment variable that says where it is. */
  readonly variable: string;
}

/** Crossplane's real reconciler, and the functions that it calls. */
export class RenderEngine {
  private constructor(
    private readonly crossplane: string,
    private readonly functions: RenderInput['functions'],
    private readonly children: readonly ChildProcess[],
  ) {}

  /**
   * Starts what has to be started.
   * @throws UserError naming each setting that is missing
   */
  static async start(settings: readonly FunctionSetting[]): Promise<RenderEngine> {
    const wanted = [{ name: 'crossplane', variable: 'CROSSPLANE' }, ...settings];
    const missing = wanted.filter(({ variable }) => !process.env[variable]);
    if (missing.length > 0) {
      const hints = missing.map(({ name, variable }) => `${variable}: where is ${name}? A program, or for a function the host:port of one that runs`);
      throw new UserError(hints.join('\n'));
    }
    const children: ChildProcess[] = [];
    const functions = await Promise.all(
      settings.map(async ({ name, variable }) => {
        const setting = process.env[variable] as string;
        if (/^[^/]+:\d+$/.test(setting)) return { name, address: setting };
        const address = `127.0.0.1:${await freePort()}`;
        children.push(spawn(setting, ['--insecure', `--address=${address}`], { stdio: 'ignore' }));
        await untilReachable(address);
        return { name, address };
      }),
    );
    return new RenderEngine(process.env.CROSSPLANE as string, functions, children);
  }

  /** Reconciles once. @throws Error with what the engine says */
  async render(input: Omit<RenderInput, 'functions'>): Promise<RenderOutput> {
    const child = spawn(this.crossplane, ['internal', 'render']);
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => errors.push(chunk));
    child.stdin.end(encodeRequest({ ...input, functions: this.functions }));
    const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
    if (code !== 0) throw new Error(Buffer.concat(errors).toString() || `crossplane ended with ${code}`);
    return decodeResponse(Buffer.concat(output));
  }

  /** What the engine calls itself. */
  version(): string {
    return spawnSync(this.crossplane, ['--version'], { encoding: 'utf8' }).stdout.trim();
  }

  /** Stops what was started. */
  stop(): void {
    for (const child of this.children) child.kill();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { readonly port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function untilReachable(address: string): Promise<void> {
  const [host, port] = address.split(':') as [string, string];
  for (let tries = 0; tries < 100; tries++) {
    const socket = connect(Number(port), host);
    const reached = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    });
    socket.destroy();
    if (reached) return;
    await sleep(100);
  }
  throw new UserError(`nothing answers at ${address}`);
}
