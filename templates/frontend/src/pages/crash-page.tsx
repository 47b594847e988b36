import { useRouteError } from 'react-router';
import { Button } from '../components/button.tsx';
import { FullPage } from '../components/full-page.tsx';
import { Notice } from '../components/notice.tsx';

/** Stands in place of a page whose code failed. */
export function CrashPage() {
  const error = useRouteError();
  return (
    <FullPage title="Something went wrong">
      <Notice tone="error">{error instanceof Error ? error.message : 'The page failed.'}</Notice>
      <Button variant="primary" onClick={() => window.location.reload()}>
        Load again
      </Button>
    </FullPage>
  );
}
