import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import type { ChartVersion } from '../../constructs/settings/settings';
import { UserError } from '../../constructs/settings/user-error';
import type { ImportedKind } from '../imports/table';

/** More than the largest chart prints. */
const MAX_OUTPUT = 256 * 1024 * 1024;

/** What a cluster serves, as far as charts may ask. */
export interface ServedApi {
  /** Version of Kubernetes, e.g. `1.36.4`. */
  readonly kubernetes: string;
  readonly kinds: readonly ImportedKind[];
}

/** Runs Helm: the program on the path, or the one that `HELM` names. @throws UserError where it is missing or fails */
export class Helm {
  constructor(private readonly program = process.env.HELM ?? 'helm') {
    this.run('version', '--short');
  }

  /**
   * Gets a chart, unpacked.
   * @param charts folder of unpacked charts to look in, where their registries are out of reach
   * @param into folder to unpack what is pulled into
   * @returns the chart's folder
   */
  chart({ repository, chart, version }: ChartVersion, into: string, charts = process.env.CHARTS): string {
    if (charts !== undefined) {
      const folder = join(charts, chart);
      if (!existsSync(join(folder, 'Chart.yaml'))) throw new UserError(`CHARTS: ${folder} holds no chart`);
      return folder;
    }
    const where = repository.startsWith('oci://') ? [`${repository}/${chart}`] : [chart, '--repo', repository];
    this.run('pull', ...where, '--version', version, '--untar', '--untardir', into);
    return join(into, chart);
  }

  /** The objects that a release is made of, hooks included, definitions left out. */
  template(folder: string, release: { name: string; namespace: string; values: object }, cluster: ServedApi): object[] {
    const { name, namespace, values } = release;
    // By itself it knows Kubernetes' groups and no kind, and charts that ask for a kind fall back on what is gone.
    const served = cluster.kinds.flatMap(({ apiVersion, kind }) => [apiVersion, `${apiVersion}/${kind}`]);
    const capabilities = ['--kube-version', cluster.kubernetes, '--api-versions', [...new Set(served)].join(',')];
    const options = ['--namespace', namespace, ...capabilities, '--skip-tests', '--values', '-'];
    const text = this.output(['template', name, folder, ...options], JSON.stringify(values));
    return (
      parseAllDocuments(text)
        // The API server takes a field of null for none.
        .map((document) => document.toJS({ reviver: (_, value) => value ?? undefined }))
        .filter((object) => object !== undefined && object.kind !== 'CustomResourceDefinition')
    );
  }

  private run(...args: readonly string[]): void {
    this.output(args);
  }

  private output(args: readonly string[], input = ''): string {
    try {
      const stdio = ['pipe', 'pipe', 'pipe'] as const;
      return execFileSync(this.program, args, { input, maxBuffer: MAX_OUTPUT, encoding: 'utf8', stdio: [...stdio] });
    } catch (error) {
      const { code, stderr } = error as NodeJS.ErrnoException & { readonly stderr?: string };
      if (code === 'ENOENT') {
        throw new UserError(
          `HELM: there is no program ${this.program}; install Helm 3.19 or later, or say where it is`,
        );
      }
      throw new UserError(`helm ${args[0]}: ${stderr?.trim() || (error as Error).message}`);
    }
  }
}

/** The version that an unpacked chart has, and that of the program that it installs. */
export function versionsOf(folder: string): { readonly version: string; readonly appVersion: string } {
  const { version, appVersion } = parse(readFileSync(join(folder, 'Chart.yaml'), 'utf8'));
  return { version, appVersion };
}
