import { createServer } from 'vite';
import { originOf } from '../server/settings.ts';
import { mockApi } from './mock-api.ts';

const DEFAULT_API_URL = 'http://127.0.0.1:${{ values.apiPort }}';
const PATIENCE_MILLISECONDS = 1_500;

/** Starts the development server: pages that follow their sources, with the API of a backend or with mock data. */
async function start(): Promise<void> {
  const given = process.env.API_URL || undefined;
  const apiUrl = originOf(given ?? DEFAULT_API_URL)?.origin;
  if (apiUrl === undefined) {
    console.error(`API_URL is ${JSON.stringify(given)}; it must be the http or https URL of the API, without a path`);
    process.exitCode = 1;
    return;
  }
  const isAnswering = await answers(apiUrl);
  const isMocked = given === undefined && !isAnswering;
  if (isMocked) process.env.VITE_MOCK_API = apiUrl;

  const server = await createServer({
    clearScreen: false,
    plugins: isMocked ? [mockApi()] : [],
    server: {
      port: Number(process.env.PORT || 5173),
      ...(!isMocked && { proxy: { '/api': { target: apiUrl, xfwd: true } } }),
    },
  });
  await server.listen();
  server.printUrls();
  if (isMocked) {
    console.log(`\n  No backend answers at ${apiUrl}: data and sign-in are mocked.`);
    console.log(`  Start the backend first, or say where it is: API_URL=${DEFAULT_API_URL} npm start\n`);
  } else {
    console.log(`\n  The API is the one at ${apiUrl}${isAnswering ? '' : ', which does not answer yet'}.\n`);
  }
}

async function answers(apiUrl: string): Promise<boolean> {
  try {
    const response = await fetch(`${apiUrl}/api/v1/config`, { signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) });
    return response.ok;
  } catch {
    return false;
  }
}

await start();
