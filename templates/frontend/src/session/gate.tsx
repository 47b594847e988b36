import { useQueryClient } from '@tanstack/react-query';
import type { UserManager } from 'oidc-client-ts';
import { type ReactNode, useEffect, useState } from 'react';
import { useAuth } from 'react-oidc-context';
import { ApiContext } from '../api/api-context.ts';
import { createApi } from '../api/client.ts';
import { FullPage } from '../components/full-page.tsx';
import { Spinner } from '../components/spinner.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { accessTokenOf } from './user-manager.ts';

export interface GateProps {
  readonly manager: UserManager;
  readonly children: ReactNode;
}

/** Shows its children, with the API, to who is signed in, and the way to sign in to everyone else. */
export function Gate({ manager, children }: GateProps) {
  const auth = useAuth();
  const queryClient = useQueryClient();
  const [ended, setEnded] = useState(false);
  const [api] = useState(() =>
    createApi({
      token: () => accessTokenOf(manager),
      onUnauthorized: () => {
        setEnded(true);
        void manager.removeUser();
      },
    }),
  );

  // Nothing of one person's is shown to the next.
  useEffect(
    () =>
      manager.events.addUserUnloaded(() =>
        queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'config' }),
      ),
    [manager, queryClient],
  );

  // A tab that comes back after its token has expired.
  const isRenewable = !auth.isAuthenticated && auth.user?.refresh_token !== undefined;
  useEffect(() => {
    if (isRenewable) manager.signinSilent().catch(() => manager.removeUser());
  }, [isRenewable, manager]);

  if (auth.isAuthenticated) return <ApiContext value={api}>{children}</ApiContext>;
  if (isRenewable || (auth.isLoading && auth.activeNavigator === undefined)) {
    return (
      <FullPage>
        <Spinner label="Signing in" />
      </FullPage>
    );
  }
  return <SignInPage ended={ended} />;
}
