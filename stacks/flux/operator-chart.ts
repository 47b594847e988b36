import type { ChartVersion } from '../../constructs/settings/settings';

/** Where a chart is, as Helm takes it. */
export interface OperatorChart {
  /** `oci://…` address with the chart's name, or a folder. */
  readonly chart: string;
  /** @default - a folder has one version */
  readonly version?: string;
}

/**
 * The chart of the Flux Operator: pinned, and from where it is mirrored if that is given.
 * @param location `oci://…` address with the chart's name, or a folder
 */
export function operatorChart({ repository, chart, version }: ChartVersion, location?: string): OperatorChart {
  if (location !== undefined && !location.startsWith('oci://')) return { chart: location };
  return { chart: location ?? `${repository}/${chart}`, version };
}
