import type { Json } from '../../constructs/composition';
import { compositeOf } from '../../constructs/node-app/deploy-repository';
import type { Environment } from '../../constructs/settings/settings';
import { platform } from '../settings';

const APP = { name: 'dashboard', team: 'platform-team', database: 'metrics', apiPort: 3001, monitoring: true } as const;

/** The composite of an environment's overlay but for sign-in: variables and a way out are cases of their own. */
export function overlayOf(environment: Environment): Json {
  const { spec, ...composite } = compositeOf(platform, APP, environment) as { spec: { backend: object } };
  const { env: _, ...backend } = spec.backend as { env: Json };
  return { ...composite, spec: { ...spec, backend: { ...backend, egress: 'none' } } } as Json;
}
