/**
 * The real backend of Backstage, as an organization would start it with the platform's app-config:
 * `node backend.mjs --config FILE…`. It ends with status 1 where one of its plugins does not start, and at SIGTERM.
 */

import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();
for (const feature of [
  import('@backstage/plugin-catalog-backend'),
  import('@backstage/plugin-catalog-backend-module-github'),
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
  import('@backstage/plugin-kubernetes-backend'),
  import('@backstage/plugin-permission-backend'),
  import('@backstage/plugin-permission-backend-module-allow-all-policy'),
  import('@backstage/plugin-scaffolder-backend'),
  import('@backstage/plugin-scaffolder-backend-module-github'),
  import('@backstage/plugin-techdocs-backend'),
]) {
  backend.add(feature);
}

process.once('SIGTERM', () => backend.stop().then(() => process.exit()));

try {
  await backend.start();
} catch (error) {
  // Without this the process would stay: alive, and never ready.
  process.stderr.write(`${error}\n`);
  process.exit(1);
}
