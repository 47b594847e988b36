import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { AuthProvider } from 'react-oidc-context';
import { answerOf } from '../api/api-error.ts';
import { createApi } from '../api/client.ts';
import { FullPage } from '../components/full-page.tsx';
import { Spinner } from '../components/spinner.tsx';
import { Gate } from './gate.tsx';
import { createUserManager, isOwnPath, type OidcSettings } from './user-manager.ts';

const RETRY_MILLISECONDS = 3_000;

export interface SessionProps {
  /** Called after a sign-in, with the path that was asked for before it. */
  readonly onSignedIn: (path: string) => void;
  readonly children: ReactNode;
}

/** Shows its children to who is signed in. Where people sign in, the API says when the pages are loaded. */
export function Session(props: SessionProps) {
  const config = useQuery({
    queryKey: ['config'],
    queryFn: ({ signal }) => answerOf(createApi().GET('/api/v1/config', { signal })),
    staleTime: Number.POSITIVE_INFINITY,
    retry: true,
    retryDelay: RETRY_MILLISECONDS,
  });
  if (config.data) return <SignIn {...props} oidc={config.data.oidc} />;
  return (
    <FullPage title={config.failureCount > 0 ? 'Waiting for the API' : undefined}>
      <Spinner label="Loading" />
      {config.failureReason && (
        <p role="status">
          {config.failureReason.message} <br />
          Trying again every few seconds.
        </p>
      )}
    </FullPage>
  );
}

function SignIn({ oidc, onSignedIn, children }: SessionProps & { readonly oidc: OidcSettings }) {
  const [manager] = useState(() => createUserManager(oidc));
  return (
    <AuthProvider
      userManager={manager}
      onSigninCallback={(user) => onSignedIn(isOwnPath(user?.state) ? user.state : '/')}
    >
      <Gate manager={manager}>{children}</Gate>
    </AuthProvider>
  );
}
