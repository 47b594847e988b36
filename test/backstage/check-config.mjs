/**
 * Checks config against what the installed plugins say they take: `node check-config.mjs FILE…`, later files before
 * earlier ones. Ends with status 1 and what is wrong, a line each.
 */
import { readFileSync } from 'node:fs';
import { loadConfigSchema } from '@backstage/config-loader';
import { parse } from 'yaml';

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const schema = await loadConfigSchema({
  dependencies: Object.keys(dependencies).filter((name) => name.startsWith('@backstage/')),
});
try {
  schema.process(process.argv.slice(2).map((file) => ({ data: parse(readFileSync(file, 'utf8')), context: file })));
} catch (error) {
  if (!error.messages) throw error;
  process.stdout.write(`${error.messages.join('\n')}\n`);
  process.exitCode = 1;
}
