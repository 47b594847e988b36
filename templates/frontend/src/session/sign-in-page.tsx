import { LogIn } from 'lucide-react';
import { useAuth } from 'react-oidc-context';
import app from '../app.json';
import { Button } from '../components/button.tsx';
import { FullPage } from '../components/full-page.tsx';
import { Notice } from '../components/notice.tsx';

export interface SignInPageProps {
  /** Whether the API has ended a session. */
  readonly ended: boolean;
}

/** What everyone sees who is not signed in. */
export function SignInPage({ ended }: SignInPageProps) {
  const auth = useAuth();
  const { pathname, search } = window.location;
  const failed = auth.error?.source === 'signinCallback' || auth.error?.source === 'signinRedirect';

  return (
    <FullPage title={app.name}>
      <p>{app.description}</p>
      {ended && !failed && <Notice title="Your session has ended">Sign in again to go on.</Notice>}
      {failed && (
        <Notice tone="error" title="The sign-in did not work">
          {auth.error?.message}
        </Notice>
      )}
      <Button
        variant="primary"
        busy={auth.activeNavigator === 'signinRedirect'}
        onClick={() => void auth.signinRedirect({ state: `${pathname}${search}` })}
      >
        <LogIn aria-hidden size={16} />
        Sign in
      </Button>
      <small>You sign in at {new URL(auth.settings.authority).host}.</small>
    </FullPage>
  );
}
