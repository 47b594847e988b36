import react from '@vitejs/plugin-react';
import { compression } from 'vite-plugin-compression2';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react(), compression({ algorithms: ['gzip', 'brotliCompress'], threshold: 1024 })],
  build: {
    target: 'baseline-widely-available',
    // The Content-Security-Policy allows no data: URLs, and every browser that runs this preloads modules itself.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    testTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'pages',
          include: ['test/src/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
          setupFiles: 'test/setup.ts',
        },
      },
      { extends: true, test: { name: 'server', include: ['test/{server,dev}/**/*.test.ts'], environment: 'node' } },
    ],
  },
});
