import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { parse } from 'yaml';
import { addControllers } from '../../constructs/infrastructure/controllers';
import { ENVIRONMENTS, type Environment, type PlatformSettings } from '../../constructs/settings/settings';

/** The folder that holds what each chart renders. */
export const RENDERS = join(__dirname, '..', '..', '..', 'test', 'golden', 'charts');

/** An object that a chart renders, as far as others rely on it: see `scripts/charts/rendered.ts`. */
export interface RenderedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** @default - that of the release, or none */
  readonly namespace?: string;
  // biome-ignore lint/suspicious/noExplicitAny: each kind has fields of its own, and a wrong path fails the assertion
  readonly [field: string]: any;
}

/** What one release renders with the same values, in one environment or more. */
export interface Render {
  readonly environments: readonly Environment[];
  /** SHA-256 of the values. */
  readonly digest: string;
  readonly objects: readonly RenderedObject[];
}

/** What Helm made of a chart. */
export interface RenderRecord {
  readonly chart: string;
  /** Version of the chart, as its `Chart.yaml` has it. */
  readonly version: string;
  /** Version of the program that the chart installs, as its `Chart.yaml` has it. */
  readonly appVersion: string;
  /** Version of Kubernetes that it was rendered for. */
  readonly kubernetes: string;
  readonly namespace: string;
  readonly renders: readonly Render[];
}

/** A release in a cluster. */
export interface Release {
  readonly name: string;
  readonly namespace: string;
  readonly values: object;
}

/** The releases of an environment's cluster. */
export function releasesOf(settings: PlatformSettings, environment: Environment): Release[] {
  const chart = new Chart(new App(), 'releases');
  addControllers(chart, settings, environment);
  return chart
    .toJson()
    .filter(({ kind }) => kind === 'HelmRelease')
    .map(({ metadata, spec }) => ({ name: metadata.name, namespace: spec.targetNamespace, values: spec.values }));
}

/** The environments, those together whose clusters give a release the same values. */
export function byValues(settings: PlatformSettings, release: string): (Omit<Render, 'objects'> & Release)[] {
  const groups = new Map<string, Omit<Render, 'objects'> & Release>();
  for (const environment of ENVIRONMENTS) {
    const found = releasesOf(settings, environment).find(({ name }) => name === release);
    if (!found) throw new Error(`no release ${release} in ${environment}`);
    const digest = createHash('sha256').update(JSON.stringify(found.values)).digest('hex');
    const environments = [...(groups.get(digest)?.environments ?? []), environment];
    groups.set(digest, { ...found, environments, digest });
  }
  return [...groups.values()];
}

/** @throws Error where nothing of the chart is recorded */
export function readRenders(chart: string): RenderRecord {
  return parse(readFileSync(join(RENDERS, `${chart}.yaml`), 'utf8'));
}
