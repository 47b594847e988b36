import { Provider } from '@pulumi/kubernetes/provider';
import { secret } from '@pulumi/pulumi';
import { FLUX_INSTANCE, FLUX_NAMESPACE } from '../../constructs/flux/names';
import type { Environment, PlatformSettings } from '../../constructs/settings/settings';
import { readSettings, type SettingSource } from '../settings';
import { Bootstrap } from './bootstrap';
import { operatorChart } from './operator-chart';
import { FLUX_SETTINGS } from './settings';

/**
 * The stack of an environment: from a kube context to a cluster that runs itself.
 *
 * @returns the stack's outputs
 * @throws UserError telling all settings that are missing or wrong
 */
export function fluxStack(platform: PlatformSettings, environment: Environment, source: SettingSource) {
  const settings = readSettings(FLUX_SETTINGS, source);
  const { cluster } = platform.environments[environment];
  const { context = cluster } = settings;
  const provider = new Provider(cluster, {
    context,
    enableServerSideApply: true,
    // What is there already is joined, not refused; where another says otherwise of a field, that is a conflict.
    upsertExistingObjects: true,
    // A new key changes the Secret, it does not replace it.
    enableSecretMutable: true,
    enableConfigMapMutable: true,
    // The cluster is the same one, by whatever kubeconfig it is reached.
    clusterIdentifier: cluster,
  });
  new Bootstrap(
    'flux',
    {
      environment,
      settings: platform,
      app: {
        githubAppID: settings.appId,
        githubAppInstallationID: settings.installationId,
        githubAppPrivateKey: secret(settings.privateKey),
      },
      operator: operatorChart(platform.versions.charts.fluxOperator, settings.operatorChart),
    },
    { providers: [provider] },
  );
  return {
    flux: `kubectl --context ${context} --namespace ${FLUX_NAMESPACE} get fluxinstance/${FLUX_INSTANCE},gitrepositories,kustomizations`,
  };
}
