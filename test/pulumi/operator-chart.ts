import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toYaml } from '../../constructs/output/yaml';
import { kindInfo, kindSchema } from '../../constructs/schemas/kind-schema';
import { platform } from '../settings';

/**
 * Writes a chart in place of that of the Flux Operator, which only a registry has: the same definition of FluxInstance,
 * by the schema in `imports/`, and an account, but no controller.
 */
export function writeOperatorChart(folder: string): void {
  const { chart: name, version } = platform.versions.charts.fluxOperator;
  mkdirSync(join(folder, 'templates'), { recursive: true });
  writeFileSync(join(folder, 'Chart.yaml'), toYaml({ apiVersion: 'v2', name, version, type: 'application' }));
  writeFileSync(join(folder, 'templates', 'definition.yaml'), toYaml(definition()));
  writeFileSync(
    join(folder, 'templates', 'account.yaml'),
    toYaml({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: 'flux-system' } }),
  );
}

/** The definition of FluxInstance. */
export function definition() {
  const apiVersion = 'fluxcd.controlplane.io/v1';
  const kind = 'FluxInstance';
  const { plural, scope } = kindInfo(apiVersion, kind) ?? {};
  const [group, version] = apiVersion.split('/');
  const { properties, ...schema } = kindSchema(apiVersion, kind) ?? {};
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope,
      names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          subresources: { status: {} },
          // A definition leaves what every object has to Kubernetes.
          schema: { openAPIV3Schema: { ...schema, properties: { ...properties, metadata: { type: 'object' } } } },
        },
      ],
    },
  };
}
