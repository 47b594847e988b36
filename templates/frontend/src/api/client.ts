import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './schema.d.ts';

/** The API: every path, parameter and answer is typed by its description, `openapi.yaml`. */
export type Api = Client<paths>;

export type Metric = components['schemas']['Metric'];
export type Sample = components['schemas']['Sample'];
export type Role = components['schemas']['Me']['roles'][number];

export interface ApiProps {
  /** The access token of who is signed in. @default - requests without one */
  readonly token?: () => Promise<string | undefined>;
  /** Called when the API does not accept the token. */
  readonly onUnauthorized?: () => void;
}

/** Reaches the API, by the server that the pages come from. */
export function createApi({ token, onUnauthorized }: ApiProps = {}): Api {
  const api = createClient<paths>({ baseUrl: window.location.origin });
  api.use({
    async onRequest({ request }) {
      const value = await token?.();
      if (value !== undefined) request.headers.set('Authorization', `Bearer ${value}`);
      return request;
    },
    onResponse({ response }) {
      if (response.status === 401) onUnauthorized?.();
    },
  });
  return api;
}
