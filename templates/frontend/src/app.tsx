import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { RouterProvider } from 'react-router/dom';
import { createQueryClient } from './api/query-client.ts';
import { createRouter } from './router.tsx';
import { Session } from './session/session.tsx';

/** The application: what the API said, who is signed in, and the pages. */
export function App() {
  const [queryClient] = useState(createQueryClient);
  const [router] = useState(createRouter);
  return (
    <QueryClientProvider client={queryClient}>
      <Session onSignedIn={(path) => router.navigate(path, { replace: true })}>
        <RouterProvider router={router} />
      </Session>
    </QueryClientProvider>
  );
}
