import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSettings } from '../../server/settings.ts';

const API_URL = 'http://dashboard-backend:3001';

test('settings have defaults, but for the API', () => {
  expect(readSettings({ API_URL, PORT: '', LOG_LEVEL: '' })).toEqual({
    port: 8080,
    apiUrl: new URL(API_URL),
    logLevel: 'info',
  });
});

test('every variable that is missing or wrong is named, with what it must be', () => {
  expect(() => readSettings({ PORT: '80a', LOG_LEVEL: 'loud' })).toThrow(
    [
      'The environment variables are not as they must be:',
      '  PORT is "80a"; it must be the port to listen on, 0 to 65535',
      '  API_URL is missing; it must be the http or https URL of the API, without a path',
      '  LOG_LEVEL is "loud"; it must be fatal, error, warn, info, debug, trace, silent',
    ].join('\n'),
  );
});

test.each([
  'backend:3001',
  'ftp://backend',
  'http://backend/api',
  'http://backend/?a',
  'http://user:secret@backend',
  '/api',
])('the API is not at %s', (given) => {
  expect(() => readSettings({ API_URL: given })).toThrow('API_URL is');
});

test('a server with wrong settings ends with the message, and no stack', () => {
  const main = join(import.meta.dirname, '../../server/main.ts');
  const { status, stderr, stdout } = spawnSync(process.execPath, [main], { env: { PORT: '99999' }, encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr.trimEnd().split('\n')).toEqual([
    'The environment variables are not as they must be:',
    '  PORT is "99999"; it must be the port to listen on, 0 to 65535',
    '  API_URL is missing; it must be the http or https URL of the API, without a path',
  ]);
});
