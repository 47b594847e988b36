import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error.ts';

/** Keeps what the API said. What is temporary is tried again; what the API refuses, is not. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => failures < 2 && (!(error instanceof ApiError) || error.isTemporary),
        retryDelay: (failures) => Math.min(500 * 2 ** failures, 5_000),
      },
    },
  });
}
