import { Construct } from 'constructs';
import {
  HelmRelease,
  type HelmReleaseSpec,
  HelmReleaseSpecChartRefKind,
  HelmReleaseSpecChartSpecSourceRefKind,
  HelmReleaseSpecInstallCrds,
  HelmReleaseSpecInstallStrategyName,
  HelmReleaseSpecUpgradeCrds,
  HelmReleaseSpecUpgradeStrategyName,
} from '../../imports/helm.toolkit.fluxcd.io';
import {
  HelmRepository,
  OciRepository,
  OciRepositorySpecLayerSelectorOperation,
} from '../../imports/source.toolkit.fluxcd.io';
import { FLUX_NAMESPACE, PLATFORM_INSTALLER } from '../flux/names';
import type { ChartVersion } from '../settings/settings';
import { type ChartRecord, valueProblems } from './chart-values';

/** What a release is made of. */
export interface HelmControllerProps {
  /** The chart, pinned. */
  readonly chart: ChartVersion;
  /** What the chart knows. */
  readonly record: ChartRecord;
  /** Namespace that the controller runs in; it exists. */
  readonly namespace: string;
  /** The chart's values. */
  readonly values: object;
  /** Names of the releases that have to be ready first. */
  readonly dependsOn: readonly string[];
}

/** A controller installed from a pinned Helm chart: source and release, named after the chart. */
export class HelmController extends Construct {
  /** Name of the release, and of its source. */
  readonly name: string;

  /** @throws Error where the chart does not know a value, or not of that kind */
  constructor(scope: Construct, id: string, props: HelmControllerProps) {
    super(scope, id);
    this.name = props.chart.chart;
    const { namespace, values, dependsOn } = props;
    const problems = valueProblems(props.record, values);
    if (problems.length > 0) throw new Error(problems.join('\n'));

    const metadata = { name: this.name, namespace: FLUX_NAMESPACE };
    new HelmRelease(this, 'release', {
      metadata,
      spec: {
        ...this.chartFrom(props.chart),
        interval: '1h',
        timeout: '5m',
        releaseName: this.name,
        targetNamespace: namespace,
        // Beside what it installs, where `helm list -n <namespace>` looks.
        storageNamespace: namespace,
        serviceAccountName: PLATFORM_INSTALLER,
        ...(dependsOn.length > 0 && { dependsOn: dependsOn.map((name) => ({ name })) }),
        // A release that failed is tried again as it is: to uninstall or roll back a chart that owns definitions does
        // more harm than a controller that is late.
        install: {
          crds: HelmReleaseSpecInstallCrds.CREATE_REPLACE,
          strategy: { name: HelmReleaseSpecInstallStrategyName.RETRY_ON_FAILURE },
        },
        upgrade: {
          crds: HelmReleaseSpecUpgradeCrds.CREATE_REPLACE,
          strategy: { name: HelmReleaseSpecUpgradeStrategyName.RETRY_ON_FAILURE },
        },
        values,
      },
    });
  }

  /** Makes the source; gives the part of the release that points at it. */
  private chartFrom({ repository, chart, version }: ChartVersion): Pick<HelmReleaseSpec, 'chart' | 'chartRef'> {
    const metadata = { name: this.name, namespace: FLUX_NAMESPACE };
    const interval = '1h';
    if (repository.startsWith('oci://')) {
      new OciRepository(this, 'source', {
        metadata,
        spec: {
          interval,
          url: `${repository}/${chart}`,
          ref: { tag: version },
          // Of the artifact's layers, the chart itself: it may carry a provenance file too.
          layerSelector: {
            mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip',
            operation: OciRepositorySpecLayerSelectorOperation.COPY,
          },
        },
      });
      return { chartRef: { kind: HelmReleaseSpecChartRefKind.OCI_REPOSITORY, name: this.name } };
    }
    new HelmRepository(this, 'source', { metadata, spec: { interval, url: repository } });
    return {
      chart: {
        spec: {
          chart,
          version,
          interval,
          sourceRef: { kind: HelmReleaseSpecChartSpecSourceRefKind.HELM_REPOSITORY, name: this.name },
        },
      },
    };
  }
}
