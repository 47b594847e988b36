import { createContext, useContext } from 'react';
import type { Api } from './client.ts';

/** The API, as who is signed in. */
export const ApiContext = createContext<Api | undefined>(undefined);

export function useApi(): Api {
  const api = useContext(ApiContext);
  if (api === undefined) throw new Error('useApi needs an ApiContext around it');
  return api;
}
