import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { toYaml } from '../../constructs/output/yaml';
import type { Registration } from '../../constructs/registration/schema';
import { ROOT, synthesize } from '../../constructs/synthesize';
import { platform, settingsModule } from '../settings';

/** How a run of Pulumi ended. */
export interface Outcome {
  readonly status: number;
  /** What people see: stdout and stderr. */
  readonly text: string;
  readonly seconds: number;
}

/** A resource in a state. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  // biome-ignore lint/suspicious/noExplicitAny: each type has inputs of its own, and a wrong path fails the assertion
  readonly inputs?: any;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/**
 * This program as a Pulumi project in a folder of its own, with a state in local files: what it compiles to is the
 * repository's, its registrations are the test's.
 */
export class PulumiProject {
  readonly folder = mkdtempSync(join(tmpdir(), 'pulumi-'));
  /** Everything that was printed. */
  log = '';

  /** @param environment variables of the program and of Pulumi, besides those of this process that say nothing of either */
  constructor(
    readonly stack: string,
    readonly environment: Record<string, string>,
  ) {
    for (const part of ['main.js', 'versions.js', 'constructs', 'imports', 'stacks']) {
      cpSync(join(ROOT, 'build', part), join(this.folder, 'build', part), { recursive: true });
    }
    writeFileSync(join(this.folder, 'build', 'platform.js'), settingsModule());
    for (const part of ['node_modules', 'imports', 'templates', 'package.json']) {
      symlinkSync(join(ROOT, part), join(this.folder, part));
    }
    synthesize(platform, []).write(join(this.folder, 'dist'));
    const project = parse(readFileSync(join(ROOT, 'Pulumi.yaml'), 'utf8'));
    writeFileSync(join(this.folder, 'Pulumi.yaml'), stringify({ ...project, main: 'build/stacks/program.js' }));
    cpSync(join(ROOT, `Pulumi.${stack}.yaml`), join(this.folder, `Pulumi.${stack}.yaml`));
    this.register([]);
  }

  /** Makes these the registrations. */
  register(apps: readonly Registration[]): void {
    const folder = join(this.folder, 'apps');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    for (const app of apps) writeFileSync(join(folder, `${app.name}.yaml`), toYaml(app));
  }

  /** Runs a command of Pulumi for the stack; one that asks is answered yes. */
  run(command: string, ...args: readonly string[]): Promise<Outcome> {
    return this.pulumi(...command.split(' '), '--stack', this.stack, ...args);
  }

  /** Makes the stack. */
  init(): Promise<Outcome> {
    return this.pulumi('stack', 'init', this.stack);
  }

  /** The resources in the state, with secrets as they are kept. */
  async resources(): Promise<readonly StateResource[]> {
    const { text } = await this.run('stack export');
    return JSON.parse(text).deployment.resources ?? [];
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  private async pulumi(...args: readonly string[]): Promise<Outcome> {
    const outcome = await pulumi(this.folder, args, this.environment);
    this.log += `$ pulumi ${args.join(' ')}\n${outcome.text}`;
    return outcome;
  }
}

/** Runs the program pulumi on the project in a folder, with a state in local files below it. */
export async function pulumi(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const begin = performance.now();
  const state = join(folder, 'state');
  mkdirSync(state, { recursive: true });
  const env = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PULUMI|GITHUB|KUBE)/.test(name))),
    ...(process.env.PULUMI_HOME && { PULUMI_HOME: process.env.PULUMI_HOME }),
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_CONFIG_PASSPHRASE: 'passphrase of a test',
    PULUMI_SKIP_UPDATE_CHECK: 'true',
    PULUMI_IGNORE_AMBIENT_PLUGINS: 'true',
    ...environment,
  };
  const child = spawn('pulumi', ['--non-interactive', '--color', 'never', ...args], { cwd: folder, env });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk));
  const status = await new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? -1)));
  return { status, text: Buffer.concat(chunks).toString(), seconds: (performance.now() - begin) / 1000 };
}
