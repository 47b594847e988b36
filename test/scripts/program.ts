import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mock } from 'node:test';
import { ROOT } from '../../constructs/synthesize';
import { settingsModule } from '../settings';

/** How a command ended, and what it said. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a command is given besides its arguments. */
interface CommandOptions {
  /** @default nothing */
  readonly input?: string | Buffer;
  /** @default where the tests run */
  readonly cwd?: string;
  /** The whole environment. @default that of the tests */
  readonly env?: NodeJS.ProcessEnv;
}

/** A copy of the compiled program in a folder of its own, whose commands read and write `apps/` and `dist/` there. */
export class ProgramCopy {
  /** Root of the copied repository. */
  readonly folder: string;

  constructor() {
    this.folder = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), 'platform-'));
    for (const part of ['main.js', 'versions.js', 'constructs', 'scripts', 'imports']) {
      fs.cpSync(join(ROOT, 'build', part), join(this.folder, 'build', part), { recursive: true });
    }
    fs.writeFileSync(join(this.folder, 'build', 'platform.js'), settingsModule());
    for (const part of ['node_modules', 'imports', 'templates']) {
      fs.symlinkSync(join(ROOT, part), join(this.folder, part));
    }
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true });
  }

  /** Runs a command as npm does, in a process of its own. @param command its name in `scripts/` */
  run(command: string, args: readonly string[], options: CommandOptions = {}): Outcome {
    return spawnSync(process.execPath, [this.script(command), ...args], { encoding: 'utf8', ...options });
  }

  /**
   * Runs a command in this process, which takes a tenth of the time. For commands that wait for nothing; what is told
   * of one that waits ends where it begins to. Modules keep their state from one run to the next.
   * @param command its name in `scripts/`
   */
  runHere(command: string, args: readonly string[], input: string | Buffer = ''): Outcome {
    const script = this.script(command);
    const { argv, exitCode } = process;
    const listeners = process.stdout.listeners('error');
    const said = { stdout: '', stderr: '' };
    const capture = (name: 'stdout' | 'stderr') =>
      mock.method(process[name], 'write', (text: string) => {
        said[name] += text;
        return true;
      });
    const read = fs.readFileSync as (...args: unknown[]) => unknown;
    const mocks = [
      capture('stdout'),
      capture('stderr'),
      mock.method(fs, 'readFileSync', (...args: unknown[]) => (args[0] === 0 ? Buffer.from(input) : read(...args))),
    ];
    process.argv = [process.execPath, script, ...args];
    process.exitCode = undefined;
    try {
      delete require.cache[script];
      require(script);
      return { status: Number(process.exitCode ?? 0), ...said };
    } finally {
      for (const { mock } of mocks) mock.restore();
      for (const listener of process.stdout.listeners('error')) {
        if (!listeners.includes(listener)) process.stdout.off('error', listener as () => void);
      }
      Object.assign(process, { argv, exitCode });
    }
  }

  private script(command: string): string {
    return join(this.folder, 'build', 'scripts', `${command}.js`);
  }
}
