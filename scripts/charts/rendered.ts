import type { RenderedObject } from '../../test/golden/chart-renders';

// biome-ignore lint/suspicious/noExplicitAny: each kind has fields of its own; what is missing is left out
type Manifest = any;

/**
 * What of an object others rely on: of pods, services, budgets, network policies, webhooks and Secrets; of the rest, that it
 * is there.
 *
 * @param again what a second rendering of the same made of it
 */
export function rendered(manifest: Manifest, again: Manifest, releaseNamespace: string): RenderedObject {
  const { apiVersion, kind, metadata } = manifest;
  const { name, namespace } = metadata;
  const elsewhere = namespace !== undefined && namespace !== releaseNamespace ? { namespace } : {};
  return defined({ apiVersion, kind, name, ...elsewhere, ...details(manifest, again) }) as RenderedObject;
}

function details(manifest: Manifest, again: Manifest): object {
  const { kind, metadata, spec } = manifest;
  switch (kind) {
    case 'DaemonSet':
    case 'Deployment':
    case 'Job':
    case 'StatefulSet':
      return { replicas: spec.replicas, pod: pod(spec.template) };
    // Their operator makes pods of them.
    case 'Alertmanager':
    case 'Prometheus':
      return { replicas: spec.replicas, affinity: spec.affinity, securityContext: spec.securityContext };
    case 'Service': {
      const { type, selector, ports } = spec;
      return { type, labels: metadata.labels, selector, ports };
    }
    case 'NetworkPolicy':
    case 'PodDisruptionBudget':
      return { spec };
    case 'Secret':
      return { madeUp: madeUp(manifest, again) };
    case 'IngressClass':
      return { annotations: metadata.annotations, spec };
    case 'MutatingWebhookConfiguration':
    case 'ValidatingWebhookConfiguration':
      return { webhooks: manifest.webhooks.map(withoutAuthority) };
    default:
      return {};
  }
}

/** Of each entry of a Secret, whether the chart makes it up: else it is the same for all the world. */
function madeUp({ data, stringData }: Manifest, again: Manifest): Readonly<Record<string, boolean>> | undefined {
  const entries = Object.entries({ ...data, ...stringData });
  if (entries.length === 0) return undefined;
  return Object.fromEntries(
    entries.map(([key, value]) => [key, { ...again.data, ...again.stringData }[key] !== value]),
  );
}

function pod({ metadata, spec }: Manifest): object {
  const { hostNetwork, hostPID, hostIPC, securityContext, topologySpreadConstraints, affinity, volumes } = spec;
  return defined({
    labels: metadata?.labels,
    ...defined({ hostNetwork, hostPID, hostIPC, securityContext }),
    topologySpreadConstraints,
    affinity,
    volumes: volumes?.map((volume: object) => Object.keys(volume).find((key) => key !== 'name')),
    containers: [...(spec.initContainers ?? []), ...spec.containers].map(container),
  });
}

function container({ name, image, args, env, ports, securityContext }: Manifest): object {
  const values = (env ?? []).filter(({ value }: Manifest) => value !== undefined);
  const plain = Object.fromEntries(values.map((one: Manifest) => [one.name, one.value]));
  return defined({ name, image, args, env: values.length > 0 ? plain : undefined, ports, securityContext });
}

/** Charts make authorities up anew each time, and whoever needs one later sets it. */
function withoutAuthority({ clientConfig, ...webhook }: Manifest): object {
  const { caBundle: _, ...config } = clientConfig;
  return { ...webhook, clientConfig: config };
}

function defined(fields: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null));
}
