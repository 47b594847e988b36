import type { Setting } from '../settings';

/** Settings of stack `github` beside `platform.ts`. */
export const GITHUB_SETTINGS = {
  token: {
    key: 'github:token',
    purpose: 'the token that makes and governs the repositories; docs/bootstrap.md says which rights it needs',
    example: '(asks for it)',
    variable: 'GITHUB_TOKEN',
    secret: true,
  },
  baseUrl: {
    key: 'github:baseUrl',
    purpose: 'address of the REST API of a GitHub of your own',
    example: 'https://github.example.com/api/v3/',
    variable: 'GITHUB_BASE_URL',
    format: { pattern: /^https?:\/\/[^/]+\/(.*\/)?$/, allowed: 'a URL that ends with /' },
    optional: true,
  },
  writeDelay: {
    key: 'github:writeDelayMs',
    purpose: 'pause after each change, in milliseconds, which keeps GitHub from slowing a long run down',
    example: '1000',
    format: { pattern: /^[0-9]+$/, allowed: 'a whole number' },
    optional: true,
  },
} as const satisfies Readonly<Record<string, Setting>>;
