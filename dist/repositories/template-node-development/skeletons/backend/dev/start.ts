/** `npm start`: the service as in production, with a PostgreSQL and an issuer where the environment names none. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pretty from 'pino-pretty';
import { ACCOUNTS, DevelopmentIssuer } from './issuer.ts';
import { DevelopmentPostgres } from './postgres.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const say = (what: string, it: string) => console.log(`${what.padEnd(12)}${it}`);

if (process.env.NODE_ENV === 'production') {
  console.error('This starts a database and an issuer without secrets; in production, run `node dist/main.js`.');
  process.exit(1);
}

// Variables that are set already win.
process.loadEnvFile(here('../development.env'));
const port = Number(process.env.PORT);
const env: NodeJS.ProcessEnv = { ...process.env };

if (!env.PGHOST) {
  console.log('starting PostgreSQL …');
  const postgres = await DevelopmentPostgres.start({
    directory: here('../.data/postgres'),
    database: env.PGDATABASE ?? 'backend',
    persistent: true,
  });
  Object.assign(env, postgres.env);
}
if (!env.OIDC_ISSUER) {
  const issuer = await DevelopmentIssuer.start(port === 65_535 ? port - 1 : port + 1);
  Object.assign(env, issuer.env);
  say('accounts', Object.keys(ACCOUNTS).join(', '));
}
say('API', `http://127.0.0.1:${port}`);
say('sign-in', String(env.OIDC_ISSUER));
say('PostgreSQL', `psql -h ${env.PGHOST} -p ${env.PGPORT} -U ${env.PGUSER} ${env.PGDATABASE}`);

const service = spawn(process.execPath, ['--watch', '--watch-kill-signal=SIGINT', here('../src/main.ts')], {
  env,
  stdio: ['inherit', 'pipe', 'inherit'],
});
service.stdout.pipe(process.stdout.isTTY ? pretty() : process.stdout);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => service.kill('SIGINT'));
const [code] = await once(service, 'exit');
process.exit(code ?? 0);
